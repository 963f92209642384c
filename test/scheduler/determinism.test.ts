import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSubject } from "../../src/adapters/subject.js";
import { createNodeHost } from "../../src/host/node.js";
import { runPlan } from "../../src/scheduler/execute.js";
import { describeHistory } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import type { Subject } from "../../src/scheduler/subject.js";
import { anyPlan } from "./randomPlans.js";
import { sampleQueue } from "./sampleQueue.js";

const VERBS = ["put", "get", "putNowait", "getNowait"];
const inMacrotask = <T>(job: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => void setImmediate(() => void job().then(resolve, reject)));

const WAKES: [string, (job: () => void) => void][] = [
  ["at once", (job) => job()],
  ["by promise", (job) => void Promise.resolve().then(job)],
  ["by nextTick", (job) => process.nextTick(job)],
  ["by setImmediate", (job) => void setImmediate(job)],
  ["by timer", (job) => void setTimeout(job)],
];

describe("a plan alone determines the history", () => {
  it.each(WAKES)("of a queue that wakes %s", async (name, wake) => {
    const plans = fc.sample(anyPlan(VERBS), {
      numRuns: name.startsWith("by s") || name === "by timer" ? 500 : 2000,
      seed: 7,
    });
    const subject = toSubject(sampleQueue(name, wake));
    const text = async (plan: Plan, options = {}, on = host, by: Subject = subject): Promise<string> =>
      JSON.stringify(describeHistory(await runPlan(by, plan, on, options), by));
    const host = createNodeHost();
    for (const plan of plans) {
      const first = await text(plan);
      expect(await text(plan)).toBe(first);
    }
    // Nor does it matter who calls, how closely the run is watched, or what ran before.
    for (const plan of plans.slice(-200)) {
      const first = await text(plan);
      expect(await inMacrotask(() => text(plan))).toBe(first);
      expect(await text(plan, { observe: "full" })).toBe(first);
      expect(await text(plan, {}, createNodeHost(), toSubject(sampleQueue(name, wake)))).toBe(first);
    }
  });
});

describe("the body of a test", () => {
  it("is a promise job itself, and plans run there as anywhere", async () => {
    // A synchronous drain would have no effect here, silently.
    const subject = toSubject(sampleQueue("queue", (job) => void Promise.resolve().then(job)));
    const plan: Plan = {
      config: { capacity: 1 },
      steps: [
        { do: "call", client: 0, verb: "get", gap: "quiet" },
        { do: "call", client: 1, verb: "put", gap: "quiet" },
        { do: "call", client: 0, verb: "getNowait", gap: "quiet" },
      ],
    };
    const kinds = async (): Promise<string[]> =>
      describeHistory(await runPlan(subject, plan, createNodeHost()), subject).events.map(({ kind }) => kind);
    const expected = ["call", "quiet", "call", "settle", "settle", "quiet", "now", "quiet"];
    expect(await kinds()).toEqual(expected);
    await Promise.resolve().then(async () => expect(await kinds()).toEqual(expected));
    expect(await new Promise((resolve) => queueMicrotask(() => void kinds().then(resolve)))).toEqual(expected);
    expect(await inMacrotask(kinds)).toEqual(expected);
  });
});
