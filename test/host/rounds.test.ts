import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSubject } from "../../src/adapters/subject.js";
import { createNodeHost } from "../../src/host/node.js";
import { SyncRounds, type Drains } from "../../src/host/rounds.js";
import { drainsAll, trySyncDrain, type Drain } from "../../src/host/syncDrain.js";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { runPlan } from "../../src/scheduler/execute.js";
import type { History } from "../../src/scheduler/history.js";
import type { Host } from "../../src/scheduler/host.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { planSpace, unpackPlan } from "../../src/scheduler/planSpace.js";
import type { Subject } from "../../src/scheduler/subject.js";
import { sampleQueue } from "../scheduler/sampleQueue.js";
import { call, handmade, plan } from "../scheduler/handmade.js";
import { correctSubjects } from "../subjects/index.js";

const BOTH: readonly Drains[] = ["sync", "immediate"];
const text = ({ events, details, neverIssued, unhandled }: History): string =>
  JSON.stringify([events, [...details], neverIssued, unhandled]);

/** Plans of swarms: cancels, shared signals, backlogs, every gap. */
function plansFor({ verbs }: Subject, numRuns: number): readonly Plan[] {
  const isQueue = verbs.some(({ name }) => name === "put");
  const configs = isQueue ? [{ capacity: null }, { capacity: 1 }, { capacity: 2 }] : [{ capacity: null }];
  const abortable = verbs.filter(({ blocking }) => blocking).map(({ name }) => name);
  const space = planSpace(
    verbs.map((verb) => ({ ...verb, cancellable: verb.blocking })),
    configs,
    { items: ["undefined", "nan", "rejected-promise"], abortable },
  );
  return fc
    .sample(new PlanArbitrary(space, new Swarm(space, {})), { seed: 11, numRuns })
    .map((packed) => unpackPlan(packed, space));
}

async function histories(subject: Subject, plans: readonly Plan[], host: Host): Promise<string[]> {
  const all: string[] = [];
  for (const one of plans) all.push(text(await runPlan(subject, one, host)));
  return all;
}

/** A promise job, a tick, and jobs of each other, before a waiter goes on. */
const byTicksAndJobs = (job: () => void): void =>
  process.nextTick(() => queueMicrotask(() => process.nextTick(() => void Promise.resolve().then(job))));

const WAKES: Readonly<Record<string, (job: () => void) => void>> = {
  "a queue that wakes by nextTick": (job) => process.nextTick(job),
  "a queue that wakes by ticks and jobs of each other": byTicksAndJobs,
  "a queue that wakes by setImmediate": (job) => void setImmediate(job),
  "a queue that leaves rejections unhandled": (job) => {
    void Promise.reject(new Error("nobody looks"));
    job();
  },
};

const subjects: readonly (readonly [string, () => Subject, number])[] = [
  ...Object.entries(WAKES).map(([name, wake]) => [name, () => toSubject(sampleQueue(name, wake)), 1500] as const),
  ...correctSubjects
    .filter(({ name }) =>
      /^(array|direct|linked|pairing|layered-hint|semaphore|immediate-hint)-queue$|event$/.test(name),
    )
    .map(({ name, adapter }) => [name, () => toSubject(adapter), 500] as const),
];

describe("the drain makes no difference to the history", () => {
  it.each(subjects)("of %s", async (_name, make, count) => {
    const plans = plansFor(make(), count);
    expect(await histories(make(), plans, createNodeHost({ drains: "sync" }))).toEqual(
      await histories(make(), plans, createNodeHost({ drains: "immediate" })),
    );
  });

  it("to which a subject belongs that uses setImmediate late: it is noticed", async () => {
    for (const drains of BOTH) {
      let isLate = false;
      const subject = handmade(() => ({}), {
        wait: {
          blocking: true,
          call: () =>
            new Promise<void>((resolve) => {
              if (isLate) setImmediate(() => setImmediate(() => setImmediate(resolve)));
              else resolve();
            }),
        },
      });
      const waits = plan(call("A", "wait"));
      const host = createNodeHost({ drains });
      const early = await histories(
        subject,
        Array.from({ length: 60 }, () => waits),
        host,
      );
      isLate = true;
      const late = await histories(
        subject,
        Array.from({ length: 60 }, () => waits),
        host,
      );
      expect(new Set([...early, ...late]).size).toBe(1);
    }
  });
});

const quick = handmade(() => ({}), { wait: { blocking: true, call: async () => undefined } });
const waits = plan(call("A", "wait"), call("B", "wait"));

/** How many macrotasks of somebody else's pass while so many plans run. */
async function macrotasksDuring(runs: number, drains: Drains): Promise<number> {
  const host = createNodeHost({ drains });
  for (let run = 0; run < 40; run++) await runPlan(quick, waits, host);
  let macrotasks = 0;
  let isOver = false;
  const count = (): void => {
    macrotasks++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  for (let run = 0; run < runs; run++) await runPlan(quick, waits, host);
  isOver = true;
  return macrotasks;
}

describe("sync rounds", () => {
  it("are what runs get of themselves, and give way to others after a number of them", async () => {
    // two rounds a run
    expect(await macrotasksDuring(1000, "immediate")).toBeGreaterThanOrEqual(2000);
    const macrotasks = await macrotasksDuring(1000, "sync");
    expect(macrotasks).toBeGreaterThanOrEqual(10);
    expect(macrotasks).toBeLessThan(200);
  });

  it("may be asked for from a promise job, a tick, a timer or a macrotask", async () => {
    const expected = text(await runPlan(quick, waits, createNodeHost({ drains: "immediate" })));
    const starts: readonly ((job: () => void) => void)[] = [
      (job) => job(),
      (job) => queueMicrotask(job),
      (job) => process.nextTick(job),
      (job) => void setImmediate(job),
      (job) => void setTimeout(job),
    ];
    const host = createNodeHost();
    for (let run = 0; run < 40; run++) await runPlan(quick, waits, host);
    for (const start of starts) {
      const history = await new Promise<History>((resolve, reject) =>
        start(() => void runPlan(quick, waits, host).then(resolve, reject)),
      );
      expect(text(history)).toBe(expected);
    }
  });

  it("bear a run that is asked for inside of another: it comes after it", async () => {
    const host = createNodeHost();
    for (let run = 0; run < 40; run++) await runPlan(quick, waits, host);
    const inner: Promise<History>[] = [];
    const asking = handmade(() => ({}), {
      wait: { blocking: true, call: () => void inner.push(runPlan(quick, waits, host)) },
    });
    const outer = [];
    for (let run = 0; run < 40; run++) outer.push(text(await runPlan(asking, plan(call("A", "wait")), host)));
    expect(new Set(outer).size).toBe(1);
    const expected = text(await runPlan(quick, waits, createNodeHost({ drains: "immediate" })));
    for (const history of await Promise.all(inner)) expect(text(history)).toBe(expected);
    expect(inner).toHaveLength(40);
  });

  it("go on after a job or a tick that throws, and the exception is nobody's", async () => {
    const others = process.listeners("uncaughtException");
    const caught: unknown[] = [];
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", (error) => caught.push(error));
    try {
      const rounds = new SyncRounds(trySyncDrain);
      const ran: number[] = [];
      await new Promise<void>((resolve) => {
        rounds.next(() => {
          ran.push(1);
          rounds.next(() => {
            ran.push(2);
            process.nextTick(() => {
              throw "of a tick";
            });
            process.nextTick(() => void Promise.resolve().then(() => ran.push(3)));
            rounds.next(() => resolve(void ran.push(4)));
          });
          throw "of a job";
        });
      });
      expect(ran).toEqual([1, 2, 3, 4]);
      expect(caught).toEqual(["of a job", "of a tick"]);
    } finally {
      process.removeAllListeners("uncaughtException");
      for (const other of others) process.on("uncaughtException", other);
    }
  });

  it("are real macrotasks for good where the runtime has no drain", async () => {
    let asked = 0;
    const rounds = new SyncRounds(() => void asked++);
    const order: string[] = [];
    for (const name of ["first", "second", "third"]) {
      const passed = new Promise<void>((resolve) => rounds.next(() => resolve(void order.push(name))));
      void Promise.resolve().then(() => order.push(`jobs before the ${name}`));
      await passed;
    }
    expect(asked).toBe(1);
    expect(order).toEqual(["first", "second", "third"].flatMap((name) => [`jobs before the ${name}`, name]));
  });
});

const inMacrotask = <T>(job: () => T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(job())));

describe("the trial of a drain", () => {
  it("accepts this runtime's", async () => {
    expect(await inMacrotask(trySyncDrain)).toBeTypeOf("function");
  });

  it("refuses one that does nothing, and this runtime's where it has no effect", async () => {
    expect(await inMacrotask(() => drainsAll(() => undefined))).toBe(false);
    const drain = (await inMacrotask(trySyncDrain)) as Drain;
    // inside a promise job
    expect(drainsAll(drain)).toBe(false);
  });

  it("refuses one that throws", async () => {
    const throws = (): void => {
      throw new Error("gone");
    };
    expect(await inMacrotask(() => drainsAll(throws))).toBe(false);
  });
});
