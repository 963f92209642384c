/**
 * The peer: fast-check's scheduler. It does the same operations on the same queue, in an order that it chooses.
 *
 * What it includes: the property that a user would write with `fc.asyncProperty`, which draws the plan (with the kit's own
 * generator, cheaper than any record of fast-check's) and the order. What it lacks: any check of what came of it, gaps of
 * its own choosing, cancellation, a record that can be judged or shrunk.
 */
import * as fc from "fast-check";
import { PlanArbitrary } from "../src/properties/planArbitrary.js";
import type { Drains } from "../src/host/rounds.js";
import { unpackPlan, type PackedPlan } from "../src/scheduler/planSpace.js";
import type { Focus } from "../src/scheduler/strategies/focus.js";
import type { Plan } from "../src/scheduler/plan.js";
import type { QueueLike } from "../test/subjects/adaptSubject.js";
import { sideBySide, speedRatio, thousandsASecond, type Contender, type Rounds } from "./sideBySide.js";
import { workbenchWithoutCancels, type MeasuredQueue } from "./subjects.js";
import { bareLoop, plansOfTurn, wholeRuns } from "./wholeRuns.js";

/** Plans of one turn. */
const SIZE = 250;
const STEPS = 8;

/** All verbs alike. The peer knows no cancel, so that the space of the plans has none either, nor a signal. */
const VERBS = { put: 4, get: 4, putNowait: 4, getNowait: 4 };

/** How the operations are handed to the scheduler, and how it is told to go. */
export type PeerForm = "scheduleSequence" | "tasks";
export type PeerWait = "waitIdle" | "waitAll";

/** The kit's whole runs beside the peer's. */
export interface PeerRuns {
  readonly form: PeerForm;
  readonly wait: PeerWait;
  readonly drains: Drains;
  /** Thousands of runs a second. */
  readonly peer: number;
  readonly whole: number;
  /** How many times as many runs a second the kit does, checking included. */
  readonly ratio: number;
  /** How many times as many the bare loop does, which makes the same calls with the kit's drain: no kit could do more. */
  readonly bound: number;
}

type Operation = (queue: QueueLike) => void;

const ignore = (): void => undefined;
const OPERATIONS: Readonly<Record<string, Operation>> = {
  put: (queue) => void (queue.put({}, {}) as Promise<unknown>).then(ignore, ignore),
  get: (queue) => void (queue.get({}) as Promise<unknown>).then(ignore, ignore),
  putNowait: (queue) => void queue.putNowait({}),
  getNowait: (queue) => void queue.getNowait(),
};

/** The calls of a plan. */
function operationsOf({ steps }: Plan): readonly Operation[] {
  return steps.flatMap((step) => (step.do === "call" ? [OPERATIONS[step.verb] ?? ignore] : []));
}

async function peerRun(
  scheduler: fc.Scheduler,
  queue: QueueLike,
  operations: readonly Operation[],
  form: PeerForm,
  wait: PeerWait,
): Promise<void> {
  if (form === "scheduleSequence") {
    scheduler.scheduleSequence(operations.map((operation) => () => Promise.resolve(operation(queue))));
  } else {
    for (const operation of operations) void scheduler.schedule(Promise.resolve()).then(() => operation(queue));
  }
  await scheduler[wait]();
}

/** Measures the kit under both drains beside each form of the peer, all in turns. */
export async function measurePeers(queue: MeasuredQueue, rounds: Rounds): Promise<readonly PeerRuns[]> {
  const { space } = workbenchWithoutCancels(queue.adapter, "sync");
  const focus: Focus = { steps: [STEPS, STEPS], verbs: VERBS };
  const kits = (["immediate", "sync"] as const).map((drains) => ({
    drains,
    bench: workbenchWithoutCancels(queue.adapter, drains),
  }));
  const ofKit = kits.map(({ drains, bench }): Contender => ({
    name: drains,
    size: SIZE,
    prepare: (turn) => Promise.resolve(() => wholeRuns(bench, plansOfTurn(space, focus, turn), SIZE)),
  }));
  const bareLoops = kits.map(({ drains, bench }) => bareLoop(queue, bench, focus, drains, SIZE));
  const forms = (["scheduleSequence", "tasks"] as const).flatMap((form) =>
    (["waitIdle", "waitAll"] as const).map((wait) => ({ form, wait })),
  );
  const ofPeers = forms.map(({ form, wait }): Contender => ({
    name: `${form} ${wait}`,
    size: SIZE,
    prepare: (turn) => {
      // the very plans of the kit, drawn by its own cheap generator
      const left = plansOfTurn(space, focus, turn).plans(0, SIZE)[Symbol.iterator]();
      const drawer = { draw: (): PackedPlan => left.next().value as PackedPlan };
      const property = fc.asyncProperty(fc.scheduler(), new PlanArbitrary(space, drawer), async (scheduler, packed) => {
        const plan = unpackPlan(packed, space);
        await peerRun(scheduler, queue.create(plan.config.capacity ?? Infinity), operationsOf(plan), form, wait);
      });
      return Promise.resolve(() => fc.assert(property, { seed: turn + 1, numRuns: SIZE }));
    },
  }));
  const measured = await sideBySide([...ofKit, ...bareLoops, ...ofPeers], rounds);
  return forms.flatMap(({ form, wait }, at) =>
    kits.flatMap(({ drains }, kit): PeerRuns[] => {
      const [whole, bare, peer] = [measured[kit], measured[kits.length + kit], measured[2 * kits.length + at]];
      if (!whole || !bare || !peer) return [];
      const [ratio, bound] = [speedRatio(whole, peer), speedRatio(bare, peer)];
      return [{ form, wait, drains, peer: thousandsASecond(peer), whole: thousandsASecond(whole), ratio, bound }];
    }),
  );
}
