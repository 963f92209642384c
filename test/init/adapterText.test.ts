/** What `init` writes for a class, seen from outside: verbs, arguments, outcomes, and what it leaves to the author. */
import { describe, expect, test } from "vitest";
import { adapterFiles } from "../../src/cli/init/adapterText.js";
import { tryOut } from "../../src/cli/init/tryOut.js";

type Class = Parameters<typeof tryOut>[0];

/** The lines of the adapter's object, without `name`, and the gaps. */
async function linesFor(
  made: Class,
  primitive: "event" | "queue",
  from = "/p/mine.ts",
): Promise<{ readonly lines: readonly string[]; readonly gaps: readonly string[] }> {
  const facts = await tryOut(made, "Mine");
  const { adapter, gaps } = adapterFiles({ primitive, facts, from, out: "/p", profile: "contract" });
  const lines = adapter.text.split("\n").filter((line) => line.startsWith("  ") && !line.startsWith("  name:"));
  return { lines: lines.map((line) => line.trim()), gaps };
}

describe("a queue", () => {
  test("whose methods wait, with options that have a signal", async () => {
    class Mine {
      async put(_item: unknown, options: { signal?: AbortSignal } = {}): Promise<void> {
        await Promise.resolve(options.signal);
      }
      get(_timeout?: number, { signal }: { signal?: AbortSignal } = {}): Promise<unknown> {
        return new Promise((_resolve, reject) => signal?.addEventListener("abort", reject));
      }
      get length(): number {
        return 0;
      }
    }
    expect(await linesFor(Mine, "queue")).toEqual({
      lines: [
        "create: () => new Mine(), // a fresh one for each run",
        "get: (queue, { signal }) => queue.get(undefined, { signal }), // its own promise, unmapped",
        "put: (queue, item, { signal }) => queue.put(item, { signal }),",
        "size: (queue) => queue.length,",
        "profile: { ...profiles.contract, capacities: [Infinity] },",
      ],
      gaps: [],
    });
  });

  test("with a capacity, attempts that answer booleans and throw, and a way to close", async () => {
    class QueueEmpty extends Error {}
    class Mine {
      readonly #items: unknown[] = [];
      readonly #capacity: number;
      constructor(capacity: number) {
        if (!(capacity > 0)) throw new RangeError("capacity");
        this.#capacity = capacity;
      }
      offer(item: unknown): boolean {
        return this.#items.length < this.#capacity && this.#items.push(item) > 0;
      }
      tryTake(): unknown {
        if (this.#items.length === 0) throw new QueueEmpty("nothing");
        return this.#items.shift();
      }
      isEmpty(): boolean {
        return this.#items.length === 0;
      }
      close(): void {}
    }
    expect(await linesFor(Mine, "queue")).toEqual({
      lines: [
        "create: ({ maxsize }) => new Mine(maxsize), // a fresh one for each run",
        "getNowait: (queue) => queue.tryTake(),",
        "putNowait: (queue, item) => (queue.offer(item) ? undefined : FULL),",
        "// close: (queue) => queue.close(), // first say in profile.close what it does to items and callers",
        "isEmpty: (queue) => queue.isEmpty(),",
        'outcomes: { thrown: { empty: "QueueEmpty" } },',
        "profile: profiles.contract,",
      ],
      gaps: [],
    });
  });

  test("with a capacity among options, a push that answers a length and throws when full, and a poll", async () => {
    class Mine {
      readonly items: unknown[] = [];
      readonly limit: number;
      constructor({ limit = 8 }: { limit?: number } = {}) {
        this.limit = limit;
      }
      push(item: unknown): number {
        if (this.items.length >= this.limit) throw new Error("no room");
        return this.items.push(item);
      }
      poll(): unknown {
        return this.items.shift() ?? null;
      }
    }
    const { lines } = await linesFor(Mine, "queue");
    expect(lines).toEqual([
      "create: ({ maxsize }) => new Mine({ limit: maxsize }), // a fresh one for each run",
      "getNowait: (queue) => queue.poll(),",
      "putNowait: (queue, item) => void queue.push(item),",
      'outcomes: { getNowait: (answer: unknown) => (answer === null ? EMPTY : answer), thrown: { full: (error) => String(error).includes("no room") } },',
      "profile: { ...profiles.contract, capacities: [Infinity, 1, 2, 3] },",
    ]);
  });

  test("whose get answers iterator results, made by a function, written in JavaScript", async () => {
    const Mine = (): object => {
      const items: unknown[] = [];
      return {
        push: (item: unknown) => void items.push(item),
        next: () => Promise.resolve({ done: false, value: items.shift() }),
      };
    };
    expect(await linesFor(Mine as unknown as Class, "queue", "/p/mine.js")).toEqual({
      lines: [
        "create: () => Mine(), // a fresh one for each run",
        "get: (queue) => queue.next(), // its own promise, unmapped",
        "putNowait: (queue, item) => queue.push(item),",
        "outcomes: { get: ({ done, value }) => (done ? CLOSED : value) },",
        "profile: { ...profiles.contract, capacities: [Infinity] },",
      ],
      gaps: [],
    });
  });

  test("under other names is left to its author, in comments and sentences", async () => {
    class Mine {
      stow(): void {}
    }
    expect(await linesFor(Mine, "queue")).toEqual({
      lines: [
        "create: () => new Mine(), // a fresh one for each run",
        "// FILL IN get: (queue, { signal }) => …, // waits for an item and takes it",
        "// FILL IN putNowait: (queue, item) => …, // adds an item at once; or put: (queue, item), which waits for room",
        "profile: { ...profiles.contract, capacities: [Infinity] },",
      ],
      gaps: [
        "Mine has no method that adds an item under a usual name (put, push, enqueue, send, add …): fill in `putNowait` or `put`.",
        "Mine has no method that takes an item under a usual name (get, take, shift, dequeue, receive …): fill in `get`.",
      ],
    });
  });

  test("whose constructor needs arguments has its verbs told from their names", async () => {
    class Mine {
      constructor(store: { open(): void }, _name: string) {
        store.open();
      }
      push(): void {}
      take(): void {}
    }
    const { lines, gaps } = await linesFor(Mine, "queue");
    expect(lines.slice(0, 3)).toEqual([
      "create: () => new Mine(), // FILL IN the arguments: store, _name",
      "get: (queue) => queue.take(), // its own promise, unmapped",
      "put: (queue, item) => queue.push(item),",
    ]);
    expect(gaps).toEqual([
      expect.stringMatching(
        /^Mine cannot be made without arguments \(TypeError: .*\): give it `store, _name` in `create`\.$/,
      ),
    ]);
  });
});

describe("an event", () => {
  test("with inherited methods, a flag that is a property, and a set that answers a promise", async () => {
    class Base {
      isOpen = false;
      wait(signal?: AbortSignal): Promise<void> {
        return new Promise((_resolve, reject) => signal?.addEventListener("abort", reject));
      }
    }
    class Mine extends Base {
      open(): Promise<void> {
        this.isOpen = true;
        return Promise.resolve();
      }
      reset(): void {}
    }
    expect(await linesFor(Mine, "event")).toEqual({
      lines: [
        "create: () => new Mine(), // a fresh one for each run",
        "wait: (event, { signal }) => event.wait(signal), // its own promise, unmapped",
        "set: (event) => void event.open(),",
        "clear: (event) => event.reset(),",
        "isSet: (event) => event.isOpen,",
        "profile: profiles.contract,",
      ],
      gaps: [],
    });
  });

  test("that only calls back has no wait() that could be written for it", async () => {
    class Mine {
      wait(_done: () => void): void {}
      fire(): void {}
    }
    const { lines, gaps } = await linesFor(Mine, "event");
    expect(lines[1]).toBe("// FILL IN wait: (event, { signal }) => …, // waits until the event is set");
    expect(gaps).toHaveLength(1);
  });
});

test.each([
  ["/p/src/a.ts", "/p/test", "a.adapter.ts", '"../src/a.js"'],
  ["/p/a.mts", "/p", "a.adapter.mts", '"./a.mjs"'],
  ["/p/a.cjs", "/p", "a.adapter.mjs", '"./a.cjs"'],
  ["/p/a.js", "/p", "a.adapter.js", '"./a.js"'],
])("a class of %s is imported from %s by %s", async (from, out, adapter, path) => {
  class Mine {}
  const facts = await tryOut(Mine, "Mine");
  const files = adapterFiles({ primitive: "event", facts, from, out, profile: "fifo" });
  expect(files.adapter.path).toBe(`${out}/${adapter}`);
  expect(files.adapter.text).toContain(`import { Mine } from ${path};`);
  expect(files.test.path).toBe(`${out}/${adapter.replace("adapter", "conformance.test")}`);
});
