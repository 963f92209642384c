/** The last shrinking pass: what it tries, how often, and that it keeps to the subject's plans and to one violation. */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { Investigation } from "../../src/runner/investigation.js";
import { minimize } from "../../src/runner/minimize.js";
import { resolveOptions } from "../../src/runner/options.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { MOST_RERUNS, Trials } from "../../src/runner/trials.js";
import { Violation } from "../../src/runner/violation.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { SIGNAL_SCOPES, type Plan } from "../../src/scheduler/plan.js";
import { isTimed, packStep, plainStep, unpackPlan, type PlanSpace } from "../../src/scheduler/planSpace.js";
import { randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { mutants } from "../mutants/index.js";
import { A, B, C, cancel, get, getNowait, plan, put, putNowait } from "../mutants/mutant.js";
import { adaptAxisQueue } from "../subjects/adaptAxisQueue.js";
import { adaptQueue } from "../subjects/adaptSubject.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";

const limited = adaptQueue("direct-queue", (maxsize) => new DirectQueue(maxsize), "fifo", {
  maxGetters: 1,
  maxPutters: 2,
});
const priorities = adaptAxisQueue("priority-queue", "fifo", { order: "priority" });
const timed = mutants.find(({ rule }) => rule === "QUEUE-64")?.adapter ?? limited;

/** Whether a plan keeps to the space, step by step. */
function mistakesIn({ steps, config }: Plan, space: PlanSpace): readonly string[] {
  const mistakes: string[] = [];
  const classes: string[] = [];
  let isTimeAsked = false;
  if (!space.configs.some(({ capacity }) => capacity === config.capacity)) mistakes.push("configuration");
  for (const step of steps) {
    if (step.do === "elapse" && !isTimeAsked) mistakes.push("time that nobody waits for");
    if (step.do !== "call") continue;
    const action = space.actions.find((a) => a.do === "call" && a.verb === step.verb && a.variant === step.variant);
    if (action?.do !== "call") {
      mistakes.push(`no ${step.verb}:${step.variant ?? ""}`);
      continue;
    }
    isTimeAsked ||= isTimed(action);
    if (!action.clients.includes(step.client)) mistakes.push(`${step.verb} by client ${step.client}`);
    if (step.aborted === true && !action.abortable) mistakes.push("aborted");
    if (step.chained === true && action.blocking) mistakes.push("chained");
    if (step.priority !== undefined && !(space.hasPriorities && action.takesItem)) mistakes.push("priority");
    if (step.item !== undefined && !(space.items.includes(step.item) && action.takesItem)) mistakes.push("item");
    if (step.item !== undefined) classes.push(step.item);
  }
  if (new Set(classes).size < classes.length) mistakes.push("a class of items twice");
  return mistakes;
}

/** Random plans of 8 steps. */
function randomPlans(space: PlanSpace, count: number): readonly Plan[] {
  const stream = randomStream("minimize", new Swarm(space, { steps: [8, 8] }), 1);
  return [...stream.plans(0, count)].map((packed) => unpackPlan(packed, space));
}

/** Minimises a plan of which the candidates fail that `fails` says; every candidate, in order. */
async function candidatesOf(
  start: Plan,
  space: PlanSpace,
  fails: (plan: Plan, at: number) => boolean,
): Promise<Plan[]> {
  const candidates: Plan[] = [];
  const trials = new Trials(start, space, (candidate) => {
    candidates.push(candidate);
    return Promise.resolve(fails(candidate, candidates.length));
  });
  await minimize(start, trials);
  return candidates;
}

describe("what is tried", () => {
  it.each([
    ["usage limits", limited],
    ["priorities", priorities],
    ["time", timed],
  ] as const)("respects the space of a subject with %s", async (_what, adapter) => {
    const bench = await workbenchFor(adapter);
    bench.allowItems(["null", "error"]);
    const { space } = bench;
    let tried = 0;
    for (const start of randomPlans(space, 60)) {
      expect(mistakesIn(start, space)).toEqual([]);
      // every seventh candidate is taken, so that the pass goes on from plans of many kinds
      for (const candidate of await candidatesOf(start, space, (_, at) => at % 7 === 0)) {
        expect(mistakesIn(candidate, space), JSON.stringify(candidate)).toEqual([]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(2_000);
  });

  it("is at most 500 plans, none of them twice, the same ones each time", async () => {
    const { space } = await workbenchFor(limited);
    const [start = plan(1)] = randomPlans(space, 1);
    const candidates = await candidatesOf(start, space, ({ steps }) => steps.length >= 8);
    expect(candidates.length).toBe(MOST_RERUNS - 1);
    expect(new Set(candidates.map((each) => JSON.stringify(each))).size).toBe(candidates.length);
    expect(await candidatesOf(start, space, ({ steps }) => steps.length >= 8)).toEqual(candidates);
  });
});

describe("a plan that is stuck", () => {
  // `A get, A put, A cancel, B get` loses nothing by itself, and none of its steps can go alone or with another one
  it("is left for one with a step less and another client", async () => {
    const mutant = mutants.find(({ name }) => name === "put-tells-nobody");
    if (!mutant) throw new Error("There is no such mutant.");
    const bench = await workbenchFor(mutant.adapter);
    const start = plan(null, get(A), put(A), cancel(A, 0), get(B));
    const violation = new Violation(bench, start, [], []);
    expect(await violation.isIn(start)).toBe(true);
    const shortest = await minimize(start, new Trials(start, bench.space, (candidate) => violation.isIn(candidate)));
    expect(shortest.steps.length).toBe(2);
    expect(await violation.isIn(shortest)).toBe(true);
  });
});

/** A stack that also forgets the next getter when one is cancelled. */
class ForgetfulStack extends DirectQueue {
  protected override store(item: unknown): void {
    this.items.unshift(item);
  }

  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.getters) line.splice(line.indexOf(waiter), 2);
    else super.drop(line, waiter);
  }
}

describe("a declared deviation", () => {
  const adapter = adaptQueue("forgetful-stack", (maxsize) => new ForgetfulStack(maxsize), "contract");
  const order = plan(null, putNowait(A), putNowait(A), getNowait(A));
  const both = plan(
    null,
    putNowait(C),
    putNowait(C),
    getNowait(C),
    getNowait(C),
    get(A),
    get(B),
    cancel(A),
    putNowait(C),
  );
  // only in long plans: shrinking leaves them
  const allowances = [{ rule: "QUEUE-04", when: ({ steps }: Plan) => steps.length > 4 }];

  it("is a violation where its `when` says no, but never what another violation shrinks to", async () => {
    const bench = await workbenchFor(adapter);
    const met = new Violation(bench, both, allowances, []);
    expect(await met.isIn(both)).toBe(true);
    expect(await met.isIn(order)).toBe(false);
    expect(await new Violation(bench, order, allowances, []).isIn(order)).toBe(true);
    expect(await new Violation(bench, both, [{ rule: "QUEUE-04" }], []).isIn(order)).toBe(false);
  });

  it("does not swallow what was found: the other rule is named, in a plan that the deviation has no part in", async () => {
    const bench = await workbenchFor(adapter);
    const investigation = new Investigation(bench, resolveOptions({}, bench.rules), allowances);
    await investigation.addShrunk(both, { foundBy: "swarm" });
    const [failure] = investigation.failures;
    expect(failure?.rule).toBe("QUEUE-16");
    expect(failure?.allowing).toEqual(["QUEUE-04"]);
    expect(failure?.plan.steps.length).toBe(4);
  });
});
