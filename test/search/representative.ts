/** The plan that stands for another one under a reduction, written down once more from what the reduction claims. */
import { CLIENTS } from "../../src/scheduler/plan.js";
import { packStep, unpackStep, type PackedPlan, type PlanSpace } from "../../src/scheduler/planSpace.js";
import type { Reductions } from "../../src/scheduler/reductions.js";

/** Reductions that map each plan to one of the same length. */
export type Mapping = Exclude<keyof Reductions, "aimedCancels">;

/** How a plan is changed, and which client it calls what. */
export interface Representative {
  readonly plan: PackedPlan;
  /** By client of the plan: client of the representative. */
  readonly names: readonly number[];
}

/** The representative of a plan. The space limits no verb to some clients. */
export function representative(plan: PackedPlan, space: PlanSpace, mapping: Mapping): Representative {
  const steps = plan.steps.map((step) => unpackStep(step, space));
  const isImmediate = (action: number): boolean => {
    const what = space.actions[action];
    return what?.do === "call" && !what.blocking;
  };
  let names: readonly number[] = Array.from({ length: CLIENTS }, (_, client) => client);
  if (mapping === "interchangeableClients") {
    const inOrder = steps.flatMap(({ action, client }) => (isImmediate(action) ? [] : [client]));
    const named = [...new Set(inOrder)];
    names = names.map((client) => (named.includes(client) ? named.indexOf(client) : client));
  }
  const changed = steps.map((step, at) => {
    if (isImmediate(step.action)) {
      return mapping === "nobodysImmediateSteps" ? { ...step, client: CLIENTS - 1 } : step;
    }
    return { ...step, client: names[step.client] ?? step.client };
  });
  const last = changed.at(-1);
  if (last && mapping === "quietLastGap") changed[changed.length - 1] = { ...last, gap: 0 };
  return { plan: { ...plan, steps: changed.map((step) => packStep(step, space)) }, names };
}
