/** Who surveys the work units: this thread, or a pool of others. Findings come in the order of the units either way. */
import type { Share } from "./portfolio.js";
import { survey, type Allowance, type Findings } from "./survey.js";
import type { Workbench } from "./workbench.js";
import type { WorkUnit } from "./workUnits.js";

/** What all units of a hunt have in common. */
export interface Work {
  readonly bench: Workbench;
  readonly shares: readonly Share[];
  readonly allowances: readonly Allowance[];
  /** Whether the time is up. */
  readonly isOver: () => boolean;
  /** When it is, on this thread's `performance.now()`; Infinity without a budget. */
  readonly deadline: number;
}

/** Surveys units and gives their findings in order. Throws what the first unit in order that cannot be surveyed throws. */
export type Surveyor = (units: Iterable<WorkUnit>, work: Work) => AsyncIterable<Findings>;

/** Surveys in this thread, one unit after the other. */
export async function* surveyHere(
  units: Iterable<WorkUnit>,
  { bench, shares, allowances, isOver }: Work,
): AsyncGenerator<Findings> {
  for (const unit of units) {
    const share = shares[unit.share];
    if (share) yield await survey(bench, share.strategy, unit, allowances, isOver);
  }
}
