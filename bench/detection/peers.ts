/**
 * The same hunt by other means: three harnesses on fast-check's scheduler, and one that drains between steps.
 *
 * What they are given: the kit's plans (its swarm, with cancels, signals, variants and capacities), so that they need not
 * think of an operation that matters; steps with a gap of 0 are one task, as a good user would put several operations in
 * one builder; the kit's quiescence at the end; and the kit's relation and models as their oracle, stronger than any
 * assertion that a user would write. What is compared is only which schedules they come to.
 */
import * as fc from "fast-check";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { compilePlan } from "../../src/scheduler/compilePlan.js";
import type { History } from "../../src/scheduler/history.js";
import { Lifetime } from "../../src/scheduler/lifetime.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { Run } from "../../src/scheduler/run.js";
import { randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { runTasks, SCHEDULER_FORMS, SchedulerClock, type SchedulerForm } from "./schedulerClock.js";

export const DRAINED = "drained between steps";
export type PeerForm = SchedulerForm | typeof DRAINED;
export const PEER_FORMS: readonly PeerForm[] = [...SCHEDULER_FORMS, DRAINED];

/** In how many runs a peer meets a violation with this seed; null where it does not in `most` runs. */
export async function peerRuns(bench: Workbench, form: PeerForm, seed: number, most: number): Promise<number | null> {
  return form === DRAINED ? drainedRuns(bench, seed, most) : schedulerRuns(bench, form, seed, most);
}

class Violated extends Error {}

async function schedulerRuns(
  bench: Workbench,
  form: SchedulerForm,
  seed: number,
  most: number,
): Promise<number | null> {
  const { space } = bench;
  const drawer = new Swarm(space, {});
  const property = fc.asyncProperty(fc.scheduler(), new PlanArbitrary(space, drawer), async (scheduler, packed) => {
    const plan = unpackPlan(packed, space);
    const history = await runBy(bench, scheduler, form, plan);
    if (bench.judge(plan.config).compare(history, []).is === "contradicts") throw new Violated();
  });
  const { failed, numRuns } = await fc.check(property, { seed, numRuns: most, endOnFailure: true });
  return failed ? numRuns : null;
}

/** One run: every group of steps is a task of the scheduler. */
async function runBy(bench: Workbench, scheduler: fc.Scheduler, form: SchedulerForm, plan: Plan): Promise<History> {
  const compiled = compilePlan(plan, bench.subject);
  const once = async (full: boolean): Promise<History | "rerun"> => {
    const { subject, host } = bench;
    const watch = host.watch(subject, { verbs: compiled.verbsUsed, full });
    const clock = new SchedulerClock(subject);
    const over = new Promise<History | "rerun">((resolve, reject) => {
      const lifetime = new Lifetime<History>(
        subject,
        plan.config,
        watch,
        (instance, of, listener, signal) => new Run(subject, compiled, instance, of, signal, clock, listener).drive(),
        { onEnd: (end) => resolve(end === "rerun" ? end : { ...end, events: [...end.events] }), onError: reject },
      );
      lifetime.start();
    });
    await runTasks(
      scheduler,
      form,
      plan.steps.map(() => clock.task),
    );
    return over;
  };
  // the scheduler of a run that has to be observed in full has nothing left: its tasks are scheduled anew
  for (let full = false; ; full = true) {
    const end = await once(full);
    if (end !== "rerun") return end;
  }
}

async function drainedRuns(bench: Workbench, seed: number, most: number): Promise<number | null> {
  const { space } = bench;
  const stream = randomStream("drained", new Swarm(space, {}), seed);
  let runs = 0;
  let found: number | null = null;
  function* plans(): Generator<Plan> {
    for (const packed of stream.plans(0, most)) {
      if (found !== null) return;
      const plan = unpackPlan(packed, space);
      yield { ...plan, steps: plan.steps.map((step) => ({ ...step, gap: "quiet" as const })) };
    }
  }
  await bench.runAll(plans(), (history, plan) => {
    runs++;
    if (found === null && bench.judge(plan.config).compare(history, []).is === "contradicts") found = runs;
  });
  return found;
}
