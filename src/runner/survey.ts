/**
 * Surveys one work unit: runs its plans and judges each with nothing allowed but the declared deviations. What it answers is
 * plain data and depends on the unit alone, whichever thread did it.
 */
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
  const situations = new Map<string, number>();
  const violations: Violation[] = [];
  const seen = new Set<number>();
  let plans = 0;
  let overflows = 0;
  for (const packed of inBatches(strategy.plans(unit.from, unit.count), bench)) {
    if (isOver()) break;
    const plan = unpackPlan(packed, bench.space);
    const history = await bench.run(plan);
    const judge = bench.judge(plan.config);
    seen.clear();
    const { is } = judge.compare(history, allowedIn(plan, allowances), seen);
    for (const index of seen) {
      const rule = judge.watched[index] ?? "";
      situations.set(rule, (situations.get(rule) ?? 0) + 1);
    }
    if (is === "overflow") overflows++;
    if (is === "contradicts") violations.push({ at: unit.from + plans, plan: packed });
    plans++;
  }
  return { unit, plans, situations, overflows, violations };
}

/** The plans, a batch of them begun ahead where the subject is remote. */
function* inBatches(plans: Iterable<PackedPlan>, bench: Workbench): Generator<PackedPlan> {
  if (!bench.adapter.remote) return yield* plans;
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
