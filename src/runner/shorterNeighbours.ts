/**
 * Plans with one step less in which one other thing changes, too: the configuration, the order of two neighbouring steps, or
 * what one step does, for whom, or its gap. Leaving steps out does not lead from every failing plan
 * to a shortest one: `A get, A put, A cancel` may need another client for its put once the cancel is gone.
 */
import { CLIENTS, GAPS, type CallStep, type Plan, type Step } from "../scheduler/plan.js";
import type { CallAction, PlanSpace } from "../scheduler/planSpace.js";
import { withMergedGap, withSteps } from "./smallerPlans.js";

/** Such plans, the least changed first. Some may not fit the space: the caller sees to that. */
export function* shorterNeighbours(plan: Plan, space: PlanSpace): Generator<Plan> {
  const shorter = plan.steps.flatMap((_, gone): readonly Plan[] => {
    const left = withSteps(plan, plan.steps.toSpliced(gone, 1));
    return gone === 0 ? [left] : [left, withMergedGap(plan, gone)];
  });
  for (const each of shorter) {
    for (const config of space.configs) yield { ...each, config };
    for (let at = 1; at < each.steps.length; at++) yield swapped(each, at - 1);
  }
  for (const changes of [otherCalls, otherClients, otherGaps]) {
    for (const each of shorter) {
      for (const [at, step] of each.steps.entries()) {
        for (const changed of changes(step, space)) yield withSteps(each, each.steps.with(at, changed));
      }
    }
  }
}

/** The steps at `at` and behind it in the other order; the gaps between them stay where they are. */
export function swapped(plan: Plan, at: number): Plan {
  const { steps } = plan;
  const [first, second] = [steps[at], steps[at + 1]];
  if (!first || !second) return plan;
  return withSteps(plan, steps.with(at, { ...second, gap: first.gap }).with(at + 1, { ...first, gap: second.gap }));
}

function otherGaps(step: Step): readonly Step[] {
  return GAPS.filter((gap) => gap !== step.gap).map((gap) => ({ ...step, gap }));
}

function otherClients(step: Step): readonly Step[] {
  if (step.do === "elapse") return [];
  return Array.from({ length: CLIENTS }, (_, client) => client)
    .filter((client) => client !== step.client)
    .map((client) => ({ ...step, client }));
}

/** Every other call of the space in the place of the step, by the same client, or the one that may make it. */
function otherCalls(step: Step, space: PlanSpace): readonly Step[] {
  return space.actions.flatMap((action): readonly Step[] => {
    if (action.do !== "call")
      return action.do === step.do ? [] : [{ do: action.do, client: step.client, gap: step.gap }];
    const call = callOf(action, step);
    return action.abortable ? [call, { ...call, aborted: true }] : [call];
  });
}

function callOf({ verb, variant, clients }: CallAction, { client, gap }: Step): CallStep {
  const caller = clients.includes(client) ? client : (clients[0] ?? 0);
  return { do: "call", client: caller, verb, ...(variant === undefined ? {} : { variant }), gap };
}
