/** Plans that are one thing smaller than a given one: the candidates of the last shrinking pass. */
import { GAPS, PRIORITIES, type Plan, type Step } from "../scheduler/plan.js";
import type { PlanSpace } from "../scheduler/planSpace.js";

/** Candidates that are smaller than `plan`, the boldest first. Some may not fit the space: the caller sees to that. */
export function* smallerPlans(plan: Plan, space: PlanSpace): Generator<Plan> {
  yield* withFewerSteps(plan);
  const { steps } = plan;
  for (const [at, step] of steps.entries()) {
    for (const simpler of simplerSteps(step, space)) yield withSteps(plan, steps.with(at, simpler));
  }
  if (plan.signals !== undefined) {
    const { signals: _, ...rest } = plan;
    yield rest;
    if (plan.signals === "all") yield { ...plan, signals: "client" };
  }
  yield* withOneClientLess(plan);
  const now = space.configs.findIndex((config) => config.capacity === plan.config.capacity);
  for (const config of space.configs.slice(0, Math.max(0, now))) yield { ...plan, config };
}

/** Blocks of steps left out, from halves down to single steps, then pairs; then the same with the gap of what goes. */
function* withFewerSteps(plan: Plan): Generator<Plan> {
  const { steps } = plan;
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from + size <= steps.length; from++) {
      yield without(plan, (at) => at >= from && at < from + size);
    }
  }
  for (let first = 0; first < steps.length; first++) {
    for (let second = first + 1; second < steps.length; second++) {
      yield without(plan, (at) => at === first || at === second);
    }
  }
  for (let at = 1; at < steps.length; at++) yield withMergedGap(plan, at);
}

function without(plan: Plan, isLeftOut: (at: number) => boolean): Plan {
  return withSteps(
    plan,
    plan.steps.filter((_, at) => !isLeftOut(at)),
  );
}

/** Without the step at `at`, whose gap the step before it takes over: `get, cancel@1, put` becomes `get@1, put`. */
export function withMergedGap(plan: Plan, at: number): Plan {
  const { steps } = plan;
  const [before, gone] = [steps[at - 1], steps[at]];
  if (!before || !gone) return plan;
  return withSteps(plan, [...steps.slice(0, at - 1), { ...before, gap: gone.gap }, ...steps.slice(at + 1)]);
}

/** The same step with one thing more boring. */
function* simplerSteps(step: Step, space: PlanSpace): Generator<Step> {
  if (step.do === "call") {
    for (const part of ["chained", "aborted", "item", "priority", "variant"] as const) {
      if (step[part] === undefined) continue;
      const { [part]: _, ...rest } = step;
      yield rest;
    }
    for (const priority of PRIORITIES.slice(1, PRIORITIES.indexOf(step.priority ?? 0))) yield { ...step, priority };
  }
  for (const gap of GAPS.slice(0, GAPS.indexOf(step.gap))) yield { ...step, gap };
  if (step.do !== "call") return;
  // an immediate operation is simpler than the blocking one that does the same
  const immediate = `${step.verb}Nowait`;
  if (space.actions.some((action) => action.do === "call" && action.verb === immediate)) {
    // which has neither variants of a wait nor a signal
    const { variant: _, aborted: __, ...rest } = step;
    yield { ...rest, verb: immediate };
  }
}

/** Two clients made one. */
function* withOneClientLess(plan: Plan): Generator<Plan> {
  const used = [...new Set(plan.steps.map((step) => step.client))].sort((a, b) => b - a);
  for (const from of used) {
    for (const to of used.filter((client) => client < from)) {
      yield withSteps(
        plan,
        plan.steps.map((step) => (step.client === from ? { ...step, client: to } : step)),
      );
    }
  }
}

/** The same plan with other steps. */
export function withSteps(plan: Plan, steps: readonly Step[]): Plan {
  return { ...plan, steps };
}
