/**
 * The nearest passing plan: which one gap, order of two neighbouring steps, or cancel turns a failing plan into one that
 * conforms. For a reader that is where to look: what happens in between is the defect.
 */
import { GAPS, type Gap, type Plan } from "../scheduler/plan.js";
import { encodeToken } from "../scheduler/token.js";
import { countIdleSteps, fitsSpace } from "./fitsSpace.js";
import type { NearestPassing, PlanChange } from "./report.js";
import { swapped } from "./shorterNeighbours.js";
import type { Violation } from "./violation.js";
import type { Workbench } from "./workbench.js";

/** Most plans that are tried: more than a plan of 12 steps has. */
const MOST_TRIED = 100;

/** From the shortest to the longest: their distance is how much a change of gap changes. */
const BY_LENGTH: readonly Gap[] = [...GAPS.filter((gap) => gap !== "quiet"), "quiet"];

/** The nearest plan to `plan` in which the violation is not; null where no single change leads to one. */
export async function nearestPassing(
  bench: Workbench,
  plan: Plan,
  violation: Violation,
): Promise<NearestPassing | null> {
  const idle = countIdleSteps(plan, bench.space);
  let tried = 0;
  for (const change of changesOf(plan)) {
    const other = changed(plan, change);
    if (!fitsSpace(other, bench.space) || countIdleSteps(other, bench.space) > idle) continue;
    if (++tried > MOST_TRIED) return null;
    if (await violation.isExplainedIn(other)) return { change, token: encodeToken(other, bench.table) };
  }
  return null;
}

/** The plan with one change. */
export function changed(plan: Plan, change: PlanChange): Plan {
  const { steps } = plan;
  if (change.is === "order") return swapped(plan, change.step);
  if (change.is === "without") return { ...plan, steps: steps.toSpliced(change.step, 1) };
  const step = steps[change.step];
  return step ? { ...plan, steps: steps.with(change.step, { ...step, gap: change.to }) } : plan;
}

/** Every single change, the most telling first: an unusual gap, a usual one, an order, a cancel. */
function* changesOf({ steps }: Plan): Generator<PlanChange> {
  // the gap of the last step is followed by quiet anyway
  const gaps = steps.slice(0, -1).flatMap(({ gap }, step) => otherGaps(gap).map((to) => gapChange(step, gap, to)));
  yield* gaps.filter(({ from }) => from !== "quiet").sort(byDistance);
  yield* gaps.filter(({ from }) => from === "quiet").sort(byDistance);
  for (let step = 0; step < steps.length - 1; step++) {
    if (!areAlike(steps[step], steps[step + 1])) yield { is: "order", step };
  }
  for (const [step, { do: what }] of steps.entries()) if (what === "cancel") yield { is: "without", step };
}

type GapChange = PlanChange & { readonly is: "gap" };

function gapChange(step: number, from: Gap, to: Gap): GapChange {
  return { is: "gap", step, from, to };
}

/** All others; of two that are as near the longer one first, since quiet is the usual one. */
function otherGaps(gap: Gap): readonly Gap[] {
  return BY_LENGTH.filter((other) => other !== gap).reverse();
}

/** Sorting is stable: changes of the same size stay in the order of the steps. */
function byDistance(a: GapChange, b: GapChange): number {
  const distance = ({ from, to }: GapChange): number => Math.abs(BY_LENGTH.indexOf(from) - BY_LENGTH.indexOf(to));
  return distance(a) - distance(b);
}

/** Whether two steps do the same for the same client: then their order is none. */
function areAlike(a: Plan["steps"][number] | undefined, b: Plan["steps"][number] | undefined): boolean {
  return JSON.stringify({ ...a, gap: null }) === JSON.stringify({ ...b, gap: null });
}
