/**
 * Surveys one work unit: runs its plans and judges each with nothing allowed but the declared deviations. What it answers is
 * plain data and depends on the unit alone, whichever thread did it.
 */
import type { Judge } from "../conformance/judge.js";
import { SituationCounts } from "../conformance/situations.js";
import type { Plan } from "../scheduler/plan.js";
import { unpackPlan, type PackedPlan } from "../scheduler/planSpace.js";
import type { Strategy } from "../scheduler/strategies/strategy.js";
import type { Workbench } from "./workbench.js";
import type { WorkUnit } from "./workUnits.js";

/** Plans that a remote subject is given at a time. */
const AHEAD = 64;

/** Faults that are allowed from the start, in the plans that `when` accepts. */
export interface Allowance {
  readonly rule: string;
  readonly when?: (plan: Plan) => boolean;
}

/** A plan whose history the model contradicts. */
export interface Violation {
  /** Its number in the strategy. */
  readonly at: number;
  readonly plan: PackedPlan;
}

/** What a unit showed. */
export interface Findings {
  readonly unit: WorkUnit;
  /** Plans that ran: fewer than the unit has where the time was up. */
  readonly plans: number;
  /** In how many runs the situation of each rule came up. */
  readonly situations: ReadonlyMap<string, number>;
  /** Runs with too many explanations to follow. */
  readonly overflows: number;
  readonly violations: readonly Violation[];
}

/** Rules whose faults are allowed in a plan from the start, in order. */
export function allowedIn(
  plan: Plan,
  allowances: readonly Allowance[],
  more: readonly string[] = [],
): readonly string[] {
  if (allowances.length === 0) return more;
  const allowed = new Set(more);
  for (const { rule, when } of allowances) if (!when || when(plan)) allowed.add(rule);
  return [...allowed].sort();
}

/** Runs the plans of a unit, until `isOver`. Rejects with an AdapterError where no verdict is possible. */
export async function survey(
  bench: Workbench,
  strategy: Strategy,
  unit: WorkUnit,
  allowances: readonly Allowance[],
  isOver: () => boolean,
): Promise<Findings> {
  const counts = new Map<Judge, SituationCounts>();
  const violations: Violation[] = [];
  let current: PackedPlan | undefined;
  let plans = 0;
  let overflows = 0;

  function* unpacked(): Generator<Plan> {
    for (const packed of inBatches(strategy.plans(unit.from, unit.count), bench)) {
      if (isOver()) return;
      current = packed;
      yield unpackPlan(packed, bench.space);
    }
  }

  await bench.runAll(unpacked(), (history, plan) => {
    const judge = bench.judge(plan.config);
    let situations = counts.get(judge);
    if (!situations) counts.set(judge, (situations = new SituationCounts()));
    const { is } = judge.compare(history, allowedIn(plan, allowances), situations);
    if (is === "overflow") overflows++;
    if (is === "contradicts" && current) violations.push({ at: unit.from + plans, plan: current });
    plans++;
  });
  return { unit, plans, situations: byRule(counts), overflows, violations };
}

/** What the judges of all configurations counted, added up. */
function byRule(counts: ReadonlyMap<Judge, SituationCounts>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [judge, { runs }] of counts) {
    runs.forEach((count, index) => {
      const rule = judge.watched[index] ?? "";
      if (count > 0) sums.set(rule, (sums.get(rule) ?? 0) + count);
    });
  }
  return sums;
}

/** The plans; where the subject is remote a batch of them begun ahead. */
function inBatches(plans: Iterable<PackedPlan>, bench: Workbench): Iterable<PackedPlan> {
  return bench.adapter.remote ? begunAhead(plans, bench) : plans;
}

function* begunAhead(plans: Iterable<PackedPlan>, bench: Workbench): Generator<PackedPlan> {
  let batch: PackedPlan[] = [];
  const begin = (): void => bench.startAhead(batch.map((packed) => unpackPlan(packed, bench.space)));
  for (const packed of plans) {
    batch.push(packed);
    if (batch.length < AHEAD) continue;
    begin();
    yield* batch;
    batch = [];
  }
  begin();
  yield* batch;
}
