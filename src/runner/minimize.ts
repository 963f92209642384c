/**
 * The last shrinking pass, after fast-check's: makes a failing plan as short and as boring as it can.
 *
 * Drops blocks, single steps and pairs; moves gaps towards `quiet`, clients together, operations towards simpler ones,
 * the configuration towards the first. Every candidate is run: a smaller gap is not always closer to failing. Where nothing
 * can be made smaller any more, plans with one step less and one other change are tried. A plan in which nothing can be made
 * smaller alone, nor any two steps dropped together, is the result.
 */
import type { Plan, Step } from "../scheduler/plan.js";
import type { PlanSpace } from "../scheduler/planSpace.js";
import { shorterNeighbours } from "./shorterNeighbours.js";
import { smallerPlans } from "./smallerPlans.js";
import type { Trials } from "./trials.js";

/** The smallest plan found that still fails, tidied where that fails, too. `plan` fails. Ends when the trials do. */
export async function minimize(plan: Plan, trials: Trials): Promise<Plan> {
  const { space } = trials;
  let best = plan;
  for (let smaller: Plan | null = plan; smaller;) {
    best = smaller;
    smaller =
      (await firstFailing(smallerPlans(best, space), trials)) ??
      (await firstFailing(shorterNeighbours(best, space), trials));
  }
  const tidy = tidied(best, space);
  return (await trials.failsToo(tidy)) ? tidy : best;
}

/** One rerun is kept for the tidied plan. */
async function firstFailing(candidates: Iterable<Plan>, trials: Trials): Promise<Plan | null> {
  for (const candidate of candidates) {
    if (trials.left <= 1) return null;
    if (await trials.failsToo(candidate)) return candidate;
  }
  return null;
}

/**
 * The same plan as a reader likes it: clients in the order of first use, and immediate operations of a client of their
 * own where one is left. Whether it still fails is for the caller to see.
 */
export function tidied(plan: Plan, space: PlanSpace): Plan {
  const isImmediate = (step: Step): boolean =>
    step.do === "call" &&
    step.chained !== true &&
    space.actions.some((action) => action.do === "call" && action.verb === step.verb && !action.blocking);
  const isNobodys = (step: Step): boolean => step.do === "elapse";
  const callers = plan.steps.filter((step) => !isImmediate(step) && !isNobodys(step));
  const order = [...new Set(callers.map((step) => step.client))];
  const outsider = Math.min(order.length, 3);
  const clientOf = (step: Step): number =>
    isNobodys(step) ? 0 : isImmediate(step) ? outsider : order.indexOf(step.client);
  const steps = plan.steps.map((step) => ({ ...step, client: clientOf(step) }));
  return { ...plan, steps };
}
