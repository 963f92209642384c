import { describe, expect, it } from "vitest";
import { checkConformance, defineQueue, profiles } from "../../src/index.js";
import myQueue from "../docs/example/my-queue.adapter.js";
import { extraMutants } from "../mutants/index.js";
import { adaptEvent, adaptQueue, type CallOptions } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { DirectQueue } from "../subjects/directQueue.js";

/** Hands items to whoever came first, be it gone. */
class Mailbox {
  items: unknown[] = [];
  readonly #readers: ((item: unknown) => void)[] = [];

  send(item: unknown): void {
    const reader = this.#readers.shift();
    if (reader) reader(item);
    else this.items.push(item);
  }

  receive(signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.items.length > 0) return Promise.resolve(this.items.shift());
    return new Promise((resolve, reject) => {
      const leave = (): void => reject(signal?.reason as Error);
      this.#readers.push((item) => {
        signal?.removeEventListener("abort", leave);
        resolve(item);
      });
      signal?.addEventListener("abort", leave, { once: true });
    });
  }
}

/** A put() stores its item, and a get() takes one, though the signal was aborted before the call: then it rejects. */
class ActsAllTheSame extends DirectQueue {
  override get(options: CallOptions = {}): Promise<unknown> {
    if (options.signal?.aborted !== true) return super.get(options);
    if (this.size > 0) this.getNowait();
    return Promise.reject(options.signal.reason as Error);
  }

  override put(item: unknown, options: CallOptions = {}): Promise<unknown> {
    if (options.signal?.aborted !== true) return Promise.resolve(super.put(item, options));
    this.putNowait(item);
    return Promise.reject(options.signal.reason as Error);
  }
}

/** Returns though its signal was aborted before the call. */
class ReturnsAborted extends ArrayEvent {
  override wait(options: CallOptions = {}): PromiseLike<void> {
    return options.signal?.aborted === true ? Promise.resolve() : super.wait(options);
  }
}

const never = (): Promise<never> => new Promise(() => undefined);

/** Operations that were aborted before their call never settle. */
class DeafQueue extends DirectQueue {
  override get(options: CallOptions = {}): Promise<unknown> {
    return options.signal?.aborted === true ? never() : super.get(options);
  }

  override put(item: unknown, options: CallOptions = {}): Promise<unknown> {
    return options.signal?.aborted === true ? never() : Promise.resolve(super.put(item, options));
  }
}

/** The same in wait(). */
class DeafEvent extends ArrayEvent {
  override wait(options: CallOptions = {}): PromiseLike<void> {
    return options.signal?.aborted === true ? never() : super.wait(options);
  }
}

const mailbox = (profile: "contract" | "fifo") =>
  defineQueue({
    name: "mailbox",
    create: () => new Mailbox(),
    get: (queue, { signal }) => queue.receive(signal),
    putNowait: (queue, item) => queue.send(item),
    size: (queue) => queue.items.length,
    profile: { ...profiles[profile], capacities: [Infinity] },
  });

describe("one bug has one name", () => {
  it.each(["contract", "fifo"] as const)(
    "however many cancelled get() a queue leaves in its line, under profile %s",
    async (profile) => {
      const { rules, unnamed } = await checkConformance(mailbox(profile));
      expect(rules.filter(({ verdict }) => verdict !== "pass" && verdict !== "not applicable")).toEqual([
        expect.objectContaining({ id: "QUEUE-18", verdict: "fail" }),
      ]);
      expect(unnamed).toEqual([]);
    },
  );

  it.each([
    [
      "queue that never settles",
      adaptQueue("deaf queue", (maxsize) => new DeafQueue(maxsize), "fifo"),
      ["QUEUE-69", "QUEUE-70"],
    ],
    ["event that never settles", adaptEvent("deaf event", () => new DeafEvent(), "contract"), ["EVENT-37"]],
    [
      "queue that acts all the same",
      adaptQueue("active queue", (maxsize) => new ActsAllTheSame(maxsize), "fifo"),
      ["QUEUE-19", "QUEUE-20"],
    ],
    ["event that returns", adaptEvent("open event", () => new ReturnsAborted(), "fifo"), ["EVENT-01"]],
  ] as const)("an operation of a %s, its signal aborted before the call", async (_, adapter, names) => {
    const { rules, unnamed } = await checkConformance(adapter);
    expect(rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toEqual(names);
    expect(unnamed).toEqual([]);
  });

  it("a get() that was overlooked and is woken in its turn, in the README's queue", async () => {
    const { rules } = await checkConformance(myQueue, { rule: "QUEUE-17", seed: 7, numRuns: 20_000 });
    expect(rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toEqual(["QUEUE-17"]);
  });

  it("plain items are not said to be taken for nothing where a cancelled get() keeps its wakeup", async () => {
    const mutant = extraMutants.find(({ adapter }) => adapter.name === "takes-back-past-getters");
    if (!mutant) throw new Error("there is no such mutant");
    const { rules } = await checkConformance(mutant.adapter);
    expect(rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toEqual(["QUEUE-17"]);
  });
});

it("a later failure is headed with the earlier one that shows in its history, not with the first", async () => {
  const mutant = extraMutants.find(({ adapter }) => adapter.name === "drops-who-came-last");
  if (!mutant) throw new Error("there is no such mutant");
  const { rules } = await checkConformance(mutant.adapter);
  const headed = rules.flatMap((rule) =>
    rule.verdict === "fail" && "failure" in rule ? [[rule.id, rule.failure.mayHaveSameCauseAs]] : [],
  );
  expect(headed).toContainEqual(["QUEUE-19", undefined]);
  expect(headed).toContainEqual(["QUEUE-18", "QUEUE-19"]);
  expect(headed).toContainEqual(["QUEUE-10", "QUEUE-18"]);
});
