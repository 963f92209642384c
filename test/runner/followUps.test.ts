import { describe, expect, it } from "vitest";
import { checkConformance, CLOSED, defineQueue, EMPTY, profiles } from "../../src/index.js";
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

/** Who wants to put and has to wait stays in the line, however cancelled. */
class KeepsPutters {
  readonly #items: unknown[] = [];
  readonly #putters: { readonly item: unknown; readonly enter: () => void }[] = [];

  put(item: unknown, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#items.length < 1) return Promise.resolve(void this.#items.push(item));
    return new Promise((enter, reject) => {
      const leave = (): void => reject(signal?.reason as Error);
      this.#putters.push({
        item,
        enter: () => {
          signal?.removeEventListener("abort", leave);
          enter();
        },
      });
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  take(): unknown {
    if (this.#items.length === 0) return EMPTY;
    const item = this.#items.shift();
    const putter = this.#putters.shift();
    if (putter) this.#items.push(putter.item);
    putter?.enter();
    return item;
  }
}

/** Calls its readers back, and serves one twice that puts in its callback: it looks at who waits, and removes it later. */
class ServesTwice {
  readonly items: unknown[] = [];
  readonly #readers: ((item: unknown) => void)[] = [];

  push(item: unknown): void {
    const [reader] = this.#readers;
    reader?.(item);
    if (reader) this.#readers.splice(this.#readers.indexOf(reader) >>> 0, 1);
    else this.items.push(item);
  }

  read(reader: (item: unknown) => void): void {
    if (this.items.length > 0) reader(this.items.shift());
    else this.#readers.push(reader);
  }
}

/** Takes items though it is closed. */
class NeverRefuses {
  readonly items: unknown[] = [];
  isClosed = false;

  take(): unknown {
    return this.items.length > 0 ? this.items.shift() : this.isClosed ? CLOSED : EMPTY;
  }
}

/** Counts down before it refuses. */
class CountsBelowZero extends NeverRefuses {
  #unfinished = 0;
  readonly #joiners: (() => void)[] = [];

  put(item: unknown): void {
    this.items.push(item);
    this.#unfinished++;
  }

  taskDone(): void {
    if (--this.#unfinished < 0) throw new Error("done too often");
    if (this.#unfinished === 0) for (const joiner of this.#joiners.splice(0)) joiner();
  }

  join(): Promise<void> {
    return this.#unfinished === 0 ? Promise.resolve() : new Promise((done) => this.#joiners.push(done));
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

  const unbounded = { ...profiles.fifo, capacities: "none" } as const;
  it.each([
    [
      "put() that stay in line, however many were cancelled",
      defineQueue({
        name: "keeps putters",
        create: () => new KeepsPutters(),
        put: (queue, item, { signal }) => queue.put(item, signal),
        getNowait: (queue) => queue.take(),
        profile: { ...profiles.fifo, capacities: [1] },
      }),
      ["QUEUE-20"],
    ],
    [
      "put() that a closed queue lets in, with a size that says so",
      defineQueue({
        name: "never refuses",
        create: () => new NeverRefuses(),
        put: (queue, item) => Promise.resolve(void queue.items.push(item)),
        getNowait: (queue) => queue.take(),
        size: (queue) => queue.items.length,
        close: (queue) => void (queue.isClosed = true),
        profile: { ...unbounded, close: { close: {} } },
      }),
      ["QUEUE-58"],
    ],
    [
      "taskDone() that counts down before it refuses",
      defineQueue({
        name: "counts below zero",
        create: () => new CountsBelowZero(),
        putNowait: (queue, item) => queue.put(item),
        getNowait: (queue) => queue.take(),
        join: (queue) => queue.join(),
        taskDone: (queue) => queue.taskDone(),
        profile: unbounded,
      }),
      ["QUEUE-75"],
    ],
  ])("%s", async (_, adapter, names) => {
    const { rules, unnamed } = await checkConformance(adapter);
    expect(rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toEqual(names);
    expect(unnamed).toEqual([]);
  });

  it("a second settlement that carries an item away has a name", async () => {
    const adapter = defineQueue({
      name: "serves twice",
      create: () => new ServesTwice(),
      get: (queue, { done }) => void queue.read(done),
      putNowait: (queue, item) => queue.push(item),
      size: (queue) => queue.items.length,
      profile: unbounded,
    });
    const { rules, unnamed } = await checkConformance(adapter, { numRuns: 200 });
    expect(rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toContain("QUEUE-36");
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
