import { describe, expect, it } from "vitest";
import { setImmediate as immediate } from "node:timers";
import { setTimeout as importedSetTimeout } from "node:timers";
import { BroadcastChannel, MessageChannel, type MessagePort } from "node:worker_threads";
import { createNodeHost } from "../../src/host/node.js";
import { runPlan } from "../../src/scheduler/execute.js";
import { AdapterError, type Subject } from "../../src/scheduler/subject.js";
import { call, handmade, plan, trace } from "./handmade.js";

/** A subject whose `wait` settles in the way that `wake` says. */
const waiting = (wake: (done: () => void) => unknown, more: Partial<Subject> = {}): Subject =>
  handmade(
    () => ({}),
    {
      wait: {
        blocking: true,
        call: () =>
          new Promise<void>((resolve) => {
            wake(resolve);
          }),
      },
    },
    more,
  );

const SETTLED = ["A.wait", "A.wait of 0 → ok", "quiet"];
const PENDING = ["A.wait", "quiet"];
const waits = [call("A", "wait")];

async function failure(subject: Subject, host = createNodeHost()): Promise<string> {
  const error: unknown = await runPlan(subject, plan(...waits), host).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AdapterError);
  return (error as Error).message;
}

async function hops(count: number, done: () => void): Promise<void> {
  for (let turn = 0; turn < count; turn++) await undefined;
  done();
}

/** Ports that a test leaves open. */
const opened: { close(): void }[] = [];

function closeOpened(): void {
  for (const port of opened.splice(0)) port.close();
}

/** So many messages to and fro, one after the other. */
function post(count: number, done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  let left = count;
  const answer = (port: MessagePort): unknown =>
    port.on("message", () => {
      if (--left > 0) return port.postMessage(0);
      done();
      port.close();
    });
  answer(port1);
  answer(port2);
  port1.postMessage(0);
}

function closed(done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port2.on("close", () => done());
  port1.close();
}

function timers(count: number, done: () => void): void {
  if (count === 0) done();
  else setTimeout(() => timers(count - 1, done), 1);
}

/** `wake` so many times at once; `done` after the last of them. */
function together(count: number, wake: (done: () => void) => void, done: () => void): void {
  let left = count;
  for (let each = 0; each < count; each++) wake(() => void (--left === 0 && done()));
}

function immediates(count: number, done: () => void): void {
  if (count === 0) done();
  else setImmediate(() => immediates(count - 1, done));
}

describe("quiescence waits for", () => {
  it.each<[string, (done: () => void) => unknown, number?]>([
    ["promise jobs", (done) => hops(1, done)],
    ["thousands of promise jobs", (done) => hops(5000, done)],
    ["queueMicrotask", (done) => queueMicrotask(done)],
    ["process.nextTick", (done) => process.nextTick(done)],
    [
      "nextTick after promise jobs after nextTick",
      (done) => process.nextTick(() => hops(3, () => process.nextTick(done))),
    ],
    ["setImmediate", (done) => setImmediate(done)],
    ["an imported setImmediate", (done) => immediate(done)],
    [
      "an unref'd immediate after another",
      (done) => setImmediate(() => setImmediate(() => setImmediate(done).unref())),
    ],
    ["many immediates in a row", (done) => immediates(200, done)],
    ["setTimeout 0", (done) => setTimeout(done, 0)],
    ["setTimeout 1", (done) => setTimeout(done, 1)],
    ["an unref'd timer", (done) => setTimeout(done, 1).unref()],
    ["timers in a row", (done) => setTimeout(() => setTimeout(() => setTimeout(done)), 1)],
    ["an interval that stops", (done) => stopAfter(5, done)],
    ["a timer after an immediate after promise jobs", (done) => hops(3, () => setImmediate(() => setTimeout(done, 0)))],
    ["a timer taken from Node before it could be replaced", (done) => importedSetTimeout(done, 1)],
    ["a message", (done) => post(1, done)],
    ["many messages, there and back", (done) => post(300, done)],
    ["a message after a timer after a message", (done) => post(1, () => setTimeout(() => post(1, done)))],
    ["a port that is closed", (done) => closed(done)],
    ["thousands of messages side by side", (done) => together(3000, (each) => post(4, each), done), 1],
    ["thousands of immediates side by side", (done) => together(3000, (each) => immediates(5, each), done), 1],
    ["thousands of timers side by side", (done) => together(4000, (each) => timers(4, each), done), 1],
  ])("%s, whichever run of the subject it is", async (_name, wake, runs = 60) => {
    const subject = waiting(wake);
    const host = createNodeHost();
    for (let run = 0; run < runs; run++) expect(await trace(subject, waits, {}, host)).toEqual(SETTLED);
    expect(await trace(subject, waits, { observe: "full" }, host)).toEqual(SETTLED);
  });

  it("timers up to the delay that the profile declares, and no longer ones", async () => {
    const late = (delay: number): Subject => waiting((done) => setTimeout(done, delay), { wakesWithin: 50 });
    expect(await trace(late(50), waits)).toEqual(SETTLED);
    expect(await trace(late(51), waits)).toEqual(PENDING);
  });

  it("nothing at all where nothing is under way", async () => {
    const host = createNodeHost();
    const subject = waiting(() => undefined);
    for (let run = 0; run < 60; run++) expect(await trace(subject, waits, {}, host)).toEqual(PENDING);
  });
});

function stopAfter(ticks: number, done: () => void): void {
  const interval = setInterval(() => {
    if (--ticks > 0) return;
    clearInterval(interval);
    done();
  }, 1);
}

function endlessly(again: (job: () => void) => unknown): () => void {
  const job = (): void => {
    again(job);
  };
  return job;
}

describe("no verdict is given where the subject", () => {
  it("runs an interval for ever", async () => {
    expect(await failure(waiting(() => setInterval(() => undefined, 1)))).toMatch(/does not become quiet.*timers/);
  });

  it("re-arms a timer for ever", async () => {
    expect(await failure(waiting(endlessly((job) => setTimeout(job, 0))))).toMatch(/does not become quiet.*timers/);
  });

  it("re-arms an immediate for ever", async () => {
    expect(await failure(waiting(endlessly((job) => setImmediate(job))))).toMatch(/does not become quiet.*immediates/);
  });

  it("waits for a long timer that could not be replaced", async () => {
    let timer: NodeJS.Timeout | undefined;
    const message = await failure(waiting((done) => (timer = importedSetTimeout(done, 60_000))));
    clearTimeout(timer);
    expect(message).toMatch(/real timer of 60000 ms/);
  });

  it("sends messages in a circle for ever", async () => {
    const circle = (port: MessagePort, other: MessagePort): unknown => port.on("message", () => other.postMessage(0));
    const subject = waiting(() => {
      const channel = new MessageChannel();
      circle(channel.port1, channel.port1);
      circle(channel.port2, channel.port2);
      channel.port1.postMessage(0);
      opened.push(channel.port1);
    });
    expect(await failure(subject)).toMatch(/does not become quiet: it ran \d+ messages in a row/);
    closeOpened();
  });

  it("has given one end of a channel away, or listens to a broadcast", async () => {
    const givesAway = waiting((done) => {
      const [given, carrier] = [new MessageChannel(), new MessageChannel()];
      given.port1.on("message", done);
      carrier.port1.postMessage(given.port2, [given.port2]);
      opened.push(given.port1, carrier.port1);
    });
    expect(await failure(givesAway)).toMatchInlineSnapshot(
      `"handmade uses a message port whose other end is not in this thread: whether it is quiet cannot be known"`,
    );
    const listens = waiting((done) => {
      const channel = new BroadcastChannel("test");
      channel.onmessage = done;
      opened.push(channel);
    });
    expect(await failure(listens)).toMatch(/other end is not in this thread/);
    closeOpened();
  });

  it("reads a file", async () => {
    const { readFile } = await import("node:fs/promises");
    expect(await failure(waiting((done) => readFile("package.json").then(done)))).toMatch(/FSREQPROMISE|FILEHANDLE/);
  });

  it("starts to read files in a late run", async () => {
    const { readFile } = await import("node:fs/promises");
    let isLate = false;
    const subject = waiting((done) => (isLate ? readFile("package.json").then(done) : done()));
    const host = createNodeHost();
    for (let run = 0; run < 100; run++) expect(await trace(subject, waits, {}, host)).toEqual(SETTLED);
    isLate = true;
    expect(await failure(subject, host)).toMatch(/FSREQPROMISE|FILEHANDLE/);
  });

  it("cannot be created", async () => {
    const thrower = handmade<unknown>(
      () => {
        throw new Error("no");
      },
      { wait: { blocking: true, call: () => undefined } },
    );
    expect(await failure(thrower)).toBe("`create` of adapter handmade threw Error: no");
    const create = (promise: Promise<unknown>): Subject => ({ ...thrower, create: () => promise });
    const rejected = Promise.reject(new Error("not now"));
    expect(await failure(create(rejected))).toBe("`create` of adapter handmade rejected with Error: not now");
    expect(await failure(create(new Promise(() => undefined)))).toBe("`create` of adapter handmade never settles");
  });
});

describe("attribution", () => {
  it("does not wait for what an earlier run left behind for ever", async () => {
    const left: NodeJS.Immediate[] = [];
    const endless = endlessly((job) => (left[0] = setImmediate(job)));
    await failure(waiting(endless));
    expect(
      await trace(
        waiting((done) => setImmediate(done)),
        waits,
      ),
    ).toEqual(SETTLED);
    clearImmediate(left[0]);
  });

  it("does not count what others in the process do", async () => {
    const ticker = setInterval(() => undefined, 1);
    let isOn = true;
    const spin = (): void => void (isOn && setImmediate(spin));
    spin();
    const host = createNodeHost();
    const subject = waiting((done) => hops(2, done));
    for (let run = 0; run < 200; run++) expect(await trace(subject, waits, {}, host)).toEqual(SETTLED);
    isOn = false;
    clearInterval(ticker);
  });

  it("puts the real timers back after each run, also after one that failed", async () => {
    const before = [setTimeout, clearTimeout, setInterval, clearInterval, Date];
    await trace(
      waiting((done) => setTimeout(done)),
      waits,
    );
    await failure(waiting(() => setInterval(() => undefined, 1)));
    expect([setTimeout, clearTimeout, setInterval, clearInterval, Date]).toEqual(before);
  });
});

describe("what cannot be attributed", () => {
  it.each([true, false])(
    "a port that was there before the run still wakes (it keeps the process alive: %s)",
    async (isRef) => {
      const { port1, port2 } = new MessageChannel();
      const parked: (() => void)[] = [];
      port1.on("message", () => parked.shift()?.());
      if (!isRef) port1.unref();
      const subject = waiting((done) => {
        parked.push(done);
        port2.postMessage(0);
      });
      const host = createNodeHost();
      for (let run = 0; run < 60; run++) expect(await trace(subject, waits, {}, host)).toEqual(SETTLED);
      for (let run = 0; run < 60; run++)
        expect(await trace(subject, waits, { observe: "full" }, host)).toEqual(SETTLED);
      port1.close();
    },
  );
});

describe("runs that are asked for at once", () => {
  it("take turns, also where timers are virtual or a run fails", async () => {
    const subjects = [
      waiting((done) => hops(3, done)),
      waiting((done) => setTimeout(done)),
      waiting((done) => setImmediate(done)),
    ];
    const failing = failure(waiting(() => setInterval(() => undefined, 1)));
    const host = createNodeHost();
    const runs = Array.from({ length: 90 }, (_, at) => trace(subjects[at % 3] ?? waiting(() => 0), waits, {}, host));
    for (const run of await Promise.all(runs)) expect(run).toEqual(SETTLED);
    expect(await failing).toMatch(/does not become quiet/);
  });
});

describe("create and dispose", () => {
  it("wait for a create that takes macrotasks, and start from quiescence", async () => {
    const world = { ready: false };
    const subject = handmade(
      () =>
        new Promise<typeof world>((resolve) => {
          setImmediate(() => resolve(world));
          setImmediate(() => setImmediate(() => (world.ready = true)));
        }),
      { ask: { call: (it) => it.ready } },
    );
    expect(await trace(subject, [call("A", "ask")])).toEqual(["A.ask → yes", "quiet"]);
  });

  it("dispose follows every run, and its signal is aborted before", async () => {
    const log: string[] = [];
    const subject = handmade(
      () => ({}),
      { wait: { blocking: true, call: () => undefined } },
      {
        create: (_config, { signal }) => {
          signal.addEventListener("abort", () => log.push("abort"));
          return {};
        },
        dispose: async () => {
          await undefined;
          log.push("disposed");
        },
      },
    );
    await trace(subject, waits);
    expect(log).toEqual(["abort", "disposed"]);
  });
});

async function listenersAreBack(): Promise<void> {
  const isBack = (): boolean => !process.listeners("unhandledRejection").some(({ name }) => name === "onRejection");
  while (!isBack()) await new Promise((resolve) => setImmediate(resolve));
}

describe("unhandled rejections", () => {
  const leaky = waiting((done) => {
    void Promise.reject(new Error("nobody looks"));
    done();
  });

  it("of the subject are counted, and do not reach the process", async () => {
    const host = createNodeHost();
    for (let run = 0; run < 60; run++) {
      expect((await runPlan(leaky, plan(...waits), host)).unhandled).toBe(1);
    }
  });

  it("of others reach the listeners that they had before, also while runs are under way", async () => {
    const heard: unknown[] = [];
    await listenersAreBack();
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    const listener = (reason: unknown): void => void heard.push(reason);
    process.on("unhandledRejection", listener);
    const host = createNodeHost();
    const subject = waiting((done) => done());
    for (let run = 0; run < 60; run++) {
      if (run % 10 === 0) void Promise.reject(run);
      expect((await runPlan(subject, plan(...waits), host)).unhandled).toBe(0);
    }
    await listenersAreBack();
    expect(process.listeners("unhandledRejection")).toEqual([listener]);
    process.off("unhandledRejection", listener);
    for (const other of others) process.on("unhandledRejection", other);
    expect(heard).toEqual([0, 10, 20, 30, 40, 50]);
  });
});
