/** Rules over thousands of operations do not accuse queues whose attempts may find no room. */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { defineQueue, EMPTY, profiles } from "../../src/index.js";
import { checkConformance } from "../../src/runner/check.js";
import { adaptEvent, adaptQueue } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";
import { SignalEvent } from "../subjects/signalEvent.js";

describe("thousands of getters of a bounded queue whose wake is a hint", () => {
  const bounded = adaptQueue("array-queue", (maxsize) => new ArrayQueue(maxsize), "asyncio", { capacities: [1] });
  const { put: _, ...attempting } = bounded as AnyAdapter & { readonly primitive: "queue" };
  it.each([
    ["with put()", bounded],
    ["with putNowait() only", attempting as AnyAdapter],
  ])("are served, %s", async (_name, adapter) => {
    const report = await checkConformance(adapter, { rule: "QUEUE-76", numRuns: 20 });
    expect(report.rules.find(({ id }) => id === "QUEUE-76")?.verdict).toBe("pass");
  });
});

type Copy = (ring: readonly unknown[], head: number, count: number) => unknown[];

const turned: Copy = (ring, head, count) => Array.from({ length: count }, (_, at) => ring[(head + at) % ring.length]);
const straight: Copy = (ring, head, count) => ring.slice(head, head + count);

/** Keeps its items in a ring of eight places and more, which is copied when it grows and when it shrinks. */
class Ring {
  #places: unknown[] = Array.from({ length: 8 });
  #head = 0;
  #count = 0;

  constructor(
    private readonly grown: Copy,
    private readonly shrunk: Copy,
  ) {}

  put(item: unknown): void {
    if (this.#count === this.#places.length) this.#copy(this.grown, 2 * this.#count);
    this.#places[(this.#head + this.#count++) % this.#places.length] = item;
  }

  take(): unknown {
    if (this.#count === 0) return EMPTY;
    const item = this.#places[this.#head];
    this.#head = (this.#head + 1) % this.#places.length;
    this.#count--;
    const { length } = this.#places;
    if (length > 8 && this.#count <= length / 4) this.#copy(this.shrunk, length / 2);
    return item;
  }

  #copy(by: Copy, length: number): void {
    this.#places = Object.assign(Array.from({ length }), by(this.#places, this.#head, this.#count));
    this.#head = 0;
  }
}

describe("items go through whatever holds them while it is turned", () => {
  it.each([
    ["a ring that is copied as it lies passes", turned, turned, "pass"],
    ["one that forgets while it grows that it may be turned is caught", straight, turned, "fail"],
    ["one that forgets while it shrinks that it may be turned is caught", turned, straight, "fail"],
  ])("%s", async (_name, grown, shrunk, verdict) => {
    const adapter = defineQueue({
      name: "ring",
      create: () => new Ring(grown, shrunk),
      putNowait: (ring, item) => ring.put(item),
      getNowait: (ring) => ring.take(),
      profile: { ...profiles.fifo, capacities: "none" },
    });
    const report = await checkConformance(adapter, { rule: "QUEUE-78", numRuns: 20 });
    expect(report.rules.find(({ id }) => id === "QUEUE-78")?.verdict).toBe(verdict);
  });
});

/** Forgets the last of exactly five that wait. */
class FiveAtMost extends ArrayEvent {
  protected override releaseAll(): void {
    if (this.waiters.length === 5) this.waiters.pop();
    super.releaseAll();
  }
}

describe("crowds go through every size", () => {
  it("an event that forgets one of exactly five waiters is caught with five", async () => {
    const report = await checkConformance(
      adaptEvent("five at most", () => new FiveAtMost(), "fifo"),
      { numRuns: 20 },
    );
    expect(report.rules.filter(({ verdict }) => verdict === "fail")).toEqual([
      expect.objectContaining({ id: "EVENT-41", bulk: expect.objectContaining({ operations: 5 }) as unknown }),
    ]);
  });

  it.each([
    [16, ["EVENT-41"]],
    [5, ["EVENT-25", "EVENT-41"]],
  ])("an event that counts to %d alone, and is said to count on, is caught", async (memory, names) => {
    const adapter = adaptEvent("counts", () => new SignalEvent({ memory }), "fifo", {
      kind: "auto-reset",
      memory: Infinity,
    });
    const report = await checkConformance(adapter, { numRuns: 20 });
    expect(report.rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toEqual(names);
    const probed = report.rules.flatMap((rule) => ("failure" in rule ? [rule.failure.foundBy] : []));
    // a first look comes to nine set() in a row, and no random plan does
    expect(probed).toEqual(memory === 5 ? ["probe"] : []);
  });
});
