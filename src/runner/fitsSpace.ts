/** Whether a plan is one of the plans that make sense for a subject: what generators take care of, asked of any plan. */
import type { CallStep, Plan } from "../scheduler/plan.js";
import { isTimed, type CallAction, type PlanSpace } from "../scheduler/planSpace.js";

/** The action that a call step stands for; undefined where the space has none. */
export function actionOf({ verb, variant }: CallStep, space: PlanSpace): CallAction | undefined {
  return space.actions.find(
    (action): action is CallAction => action.do === "call" && action.verb === verb && action.variant === variant,
  );
}

/**
 * Whether each call is one that the space has, by a client that may make it, with an item, priority, signal and place that
 * it may have; no class of items but `object` comes twice; and the configuration is one of the space's.
 */
export function fitsSpace(plan: Plan, space: PlanSpace): boolean {
  const { capacity } = plan.config;
  if (!space.configs.some((config) => config.capacity === capacity)) return false;
  const classes = new Set<string>();
  return plan.steps.every((step) => {
    if (step.do !== "call") return space.actions.some((action) => action.do === step.do);
    const { item = "object" } = step;
    if (item !== "object" && classes.has(item)) return false;
    classes.add(item);
    const action = actionOf(step, space);
    return action !== undefined && fitsAction(step, action, space);
  });
}

function fitsAction(
  { client, item, priority, chained, aborted }: CallStep,
  action: CallAction,
  space: PlanSpace,
): boolean {
  if (!action.clients.includes(client)) return false;
  if (item !== undefined && !(action.takesItem && space.items.includes(item))) return false;
  if (priority !== undefined && !(action.takesItem && space.hasPriorities)) return false;
  if (chained === true && action.blocking) return false;
  return aborted !== true || action.abortable;
}

/** How many steps have nothing to act on: cancels before any operation of their client, time before anything needs it. */
export function countIdleSteps({ steps }: Plan, space: PlanSpace): number {
  const cancellable = new Set<number>();
  let isAwaited = false;
  let idle = 0;
  for (const step of steps) {
    if (step.do === "cancel" && !cancellable.has(step.client)) idle++;
    if (step.do === "elapse" && !isAwaited) idle++;
    if (step.do !== "call") continue;
    const action = actionOf(step, space);
    if (action?.cancellable === true) cancellable.add(step.client);
    if (action && isTimed(action)) isAwaited = true;
  }
  return idle;
}
