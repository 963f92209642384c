/** Where JavaScript is not Python: signals, turns, arguments, and what must not be left behind. */
import * as asyncio from "async-tck/asyncio";
import { getEventListeners } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { Driver, answerOf } from "./driver.js";

const { Event, LifoQueue, PriorityQueue, Queue } = asyncio;

/** A queue of this size with these items inside. */
function queueOf(maxsize: number, ...items: readonly string[]): asyncio.Queue<string> {
  const queue = new Queue<string>(maxsize);
  for (const item of items) queue.putNowait(item);
  return queue;
}

describe("turns", () => {
  it("an await gives up the turn also where the call is over, unlike QU-44", async () => {
    const driver = new Driver();
    const queue = queueOf(0, "a", "b", "c");
    const order: unknown[] = [];
    driver.call("A", async () => {
      for (let at = 0; at < 3; at++) order.push(await queue.get());
    });
    driver.call("B", async () => order.push("B"));
    await driver.run();
    expect(order).not.toEqual(["a", "b", "c", "B"]);
    expect(order).toEqual(["B", "a", "b", "c"]);
  });

  it("whoever does not await the calls takes everything in one turn", async () => {
    const queue = queueOf(0, "a", "b", "c");
    const taken = [queue.get(), queue.get(), queue.get()];
    expect(queue.qsize()).toBe(0);
    expect(await Promise.all(taken)).toEqual(["a", "b", "c"]);
  });

  it("an abort between the resumption and the caller's continuation comes too late", async () => {
    const driver = new Driver();
    const queue = queueOf(0);
    driver.call("G", (o) => queue.get(o));
    queue.putNowait("a");
    await driver.tick();
    expect([driver.look("G"), queue.qsize()]).toEqual(["pending", 0]);
    driver.cancel("G");
    await driver.tick();
    expect(driver.look("G")).toEqual(["ok", "a"]);
  });

  it("whatever a call waits for, its caller goes on two turns after the wake: in the order of the wakes", async () => {
    const driver = new Driver();
    const event = new Event();
    const [empty, full, unfinished] = [queueOf(0), queueOf(1, "x"), queueOf(0, "y")];
    driver.call("get", (o) => empty.get(o));
    driver.call("put", (o) => full.put("z", o));
    driver.call("wait", (o) => event.wait(o));
    driver.call("join", (o) => unfinished.join(o));
    unfinished.taskDone();
    event.set();
    full.getNowait();
    empty.putNowait("w");
    await driver.tick();
    expect(driver.ended).toEqual([]);
    await driver.tick();
    expect(driver.ended).toEqual(["join", "wait", "put", "get"]);
  });
});

describe("signals", () => {
  it("an aborted one rejects every call at once with its reason, and nothing is changed", async () => {
    const reason = new Error("no");
    const signal = AbortSignal.abort(reason);
    const event = new Event();
    event.set();
    const queue = queueOf(2, "a");
    for (const call of [
      event.wait({ signal }),
      queue.put("b", { signal }),
      queue.get({ signal }),
      queue.join({ signal }),
    ])
      await expect(call).rejects.toBe(reason);
    expect(queue.qsize()).toBe(1);
  });

  it("a signal that many calls share ends all of them, and none takes the item", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const queue = queueOf(0);
    const calls = [queue.get({ signal }), queue.get({ signal }), queue.get({ signal })];
    queue.putNowait("a");
    controller.abort("enough");
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(queue.getNowait()).toBe("a");
  });

  it("a put in a listener of that signal wakes nobody who is about to be cancelled", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const driver = new Driver();
    const queue = queueOf(0);
    signal.addEventListener("abort", () => queue.putNowait("a"));
    driver.call("A", () => queue.get({ signal }));
    driver.call("B", (o) => queue.get(o));
    controller.abort("enough");
    await driver.tick(2);
    expect([driver.look("A"), driver.look("B")]).toEqual(["enough", ["ok", "a"]]);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
  });

  it("AbortSignal.timeout is the time-out that Python's wait_for gives", async () => {
    await expect(queueOf(0).get({ signal: AbortSignal.timeout(1) })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("what is left behind", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on("unhandledRejection", note);
  afterEach(() => expect(unhandled).toEqual([]));

  /** How a call that waits comes to its end. */
  const endings: Readonly<Record<string, (queue: asyncio.Queue<string>, controller: AbortController) => void>> = {
    woken: (queue) => (queue.isEmpty() ? queue.putNowait("a") : queue.getNowait()),
    cancelled: (_, controller) => controller.abort("enough"),
    "woken, then cancelled": (queue, controller) => {
      if (queue.isEmpty()) queue.putNowait("a");
      else queue.getNowait();
      controller.abort("enough");
    },
    "cancelled, then woken": (queue, controller) => {
      controller.abort("enough");
      if (queue.isEmpty()) queue.putNowait("a");
      else queue.getNowait();
    },
    "shut down": (queue) => queue.shutdown(),
    "beaten, then shut down": (queue) => {
      if (queue.isEmpty()) {
        queue.putNowait("a");
        queue.getNowait();
      } else {
        queue.getNowait();
        queue.putNowait("b");
      }
      queue.shutdown();
    },
  };

  for (const [how, end] of Object.entries(endings)) {
    it(`no listener and no unhandled rejection after a get() or put() that was ${how}`, async () => {
      for (const verb of ["get", "put"] as const) {
        const controller = new AbortController();
        const { signal } = controller;
        const queue = verb === "get" ? queueOf(1) : queueOf(1, "x");
        const call = verb === "get" ? queue.get({ signal }) : queue.put("y", { signal });
        expect(getEventListeners(signal, "abort")).toHaveLength(1);
        end(queue, controller);
        await Promise.allSettled([call]);
        expect(getEventListeners(signal, "abort")).toHaveLength(0);
      }
    });
  }

  it("no listener after a wait() and a join()", async () => {
    for (const isWoken of [true, false]) {
      const controller = new AbortController();
      const { signal } = controller;
      const event = new Event();
      const queue = queueOf(0, "a");
      const calls = [event.wait({ signal }), queue.join({ signal })];
      expect(getEventListeners(signal, "abort")).toHaveLength(2);
      if (isWoken) {
        event.set();
        queue.taskDone();
      } else controller.abort("enough");
      await Promise.allSettled(calls);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
    }
  });

  it("no listener of a call that need not wait", async () => {
    const { signal } = new AbortController();
    const event = new Event();
    event.set();
    const queue = queueOf(1);
    const calls = [event.wait({ signal }), queue.join({ signal }), queue.put("a", { signal }), queue.get({ signal })];
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await Promise.all(calls);
  });

  it("one listener, not two, of a getter that was beaten and waits on", async () => {
    const { signal } = new AbortController();
    const driver = new Driver();
    const queue = queueOf(0);
    driver.call("G", () => queue.get({ signal }));
    queue.putNowait("a");
    queue.getNowait();
    await driver.run();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
  });
});

describe("arguments", () => {
  it("refuses a maxsize that is no number", () => {
    for (const [maxsize, text] of [
      ["3", "3"],
      [NaN, "NaN"],
      [{ maxsize: 3 }, "[object Object]"],
      [null, "null"],
    ] as const) {
      const error = new TypeError(`Expected \`maxsize\` to be a number, got \`${text}\``);
      for (const Kind of [Queue, LifoQueue, PriorityQueue]) expect(() => new Kind(maxsize as number)).toThrow(error);
    }
  });

  it("Infinity is no limit", () => {
    const queue = new Queue<number>(Infinity);
    for (let item = 0; item < 1000; item++) queue.putNowait(item);
    expect(queue.isFull()).toBe(false);
  });

  it("the errors have names, messages and classes", () => {
    for (const [name, Kind] of Object.entries({
      QueueEmpty: asyncio.QueueEmpty,
      QueueFull: asyncio.QueueFull,
      QueueShutDown: asyncio.QueueShutDown,
    })) {
      const error = new Kind();
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe(name);
      expect(error.message).not.toBe("");
    }
    expect(() => queueOf(0).getNowait()).toThrow(asyncio.QueueEmpty);
    expect(() => queueOf(1, "a").putNowait("b")).toThrow(asyncio.QueueFull);
  });

  it("a subclass with a store of its own decides which item leaves", () => {
    class NewestOnly<T> extends Queue<T> {
      protected override store: asyncio.ItemStore<T> = {
        items: [] as T[],
        get size() {
          return this.items.length;
        },
        add(item: T) {
          this.items = [item];
        },
        take() {
          return this.items.pop() as T;
        },
      } as asyncio.ItemStore<T> & { items: T[] };
    }
    const queue = new NewestOnly<string>();
    queue.putNowait("a");
    queue.putNowait("b");
    expect([queue.qsize(), queue.getNowait(), answerOf(() => queue.getNowait())]).toEqual([1, "b", "QueueEmpty"]);
  });
});

it("of a hundred thousand that wait every second one is cancelled, and the others are served in order", async () => {
  const queue = new Queue<number>();
  const controllers = Array.from({ length: 100_000 }, () => new AbortController());
  const calls = controllers.map(({ signal }) => queue.get({ signal }));
  controllers.forEach((controller, at) => {
    if (at % 2 === 1) controller.abort("enough");
  });
  for (let item = 0; item < 50_000; item++) queue.putNowait(item);
  const settled = await Promise.allSettled(calls);
  const served = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(served).toEqual(Array.from({ length: 50_000 }, (_, item) => item));
});

it("the library imports nothing but itself", () => {
  const folder = new URL("../../src/adapters/asyncio/", import.meta.url);
  for (const file of readdirSync(folder)) {
    if (file === "adapters.ts") continue;
    const sources = [...readFileSync(new URL(file, folder), "utf8").matchAll(/\bfrom "([^"]+)"|\bimport\(/g)];
    for (const [, source] of sources) if (source !== "async-tck/asyncio") expect(source).toMatch(/^\.\/\w+\.js$/);
  }
});
