/**
 * The last shrinking pass, after fast-check's: makes a failing plan as short and as boring as it can.
 *
 * Drops blocks, single steps and pairs; moves gaps towards `quiet`, clients together, operations towards simpler ones,
 * the configuration towards the first. Every candidate is run: a smaller gap is not always closer to failing. A plan in
 * which nothing can be made smaller alone, nor any two steps dropped together, is the result.
 */
import { GAPS, type Plan, type Step } from "../scheduler/plan.js";
import type { PlanSpace } from "../scheduler/planSpace.js";

/** Most reruns that minimising may take. */
export const MOST_RERUNS = 500;

/** The smallest plan found that still satisfies `fails`. */
export async function minimize(
  plan: Plan,
  space: PlanSpace,
  fails: (plan: Plan) => Promise<boolean>,
): Promise<{ readonly plan: Plan; readonly reruns: number }> {
  let best = plan;
  let reruns = 0;
  const tried = new Set<string>([JSON.stringify(plan)]);
  for (let improved = true; improved;) {
    improved = false;
    for (const candidate of smaller(best, space)) {
      const key = JSON.stringify(candidate);
      if (tried.has(key)) continue;
      if (reruns >= MOST_RERUNS) return { plan: best, reruns };
      tried.add(key);
      reruns++;
      if (await fails(candidate)) {
        best = candidate;
        improved = true;
        break;
      }
    }
  }
  return { plan: best, reruns };
}

/** Candidates that are smaller than `plan`, the boldest first. */
function* smaller(plan: Plan, space: PlanSpace): Generator<Plan> {
  yield* shorter(plan);
  const { steps } = plan;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at];
    if (!step) continue;
    for (const simpler of simplerSteps(step, space)) yield withSteps(plan, replaced(steps, at, simpler));
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

/** Blocks of steps left out, from halves down to single steps, then pairs. */
function* shorter(plan: Plan): Generator<Plan> {
  const { steps } = plan;
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from + size <= steps.length; from++) {
      yield withSteps(plan, [...steps.slice(0, from), ...steps.slice(from + size)]);
    }
  }
  for (let first = 0; first < steps.length; first++) {
    for (let second = first + 1; second < steps.length; second++) {
      yield withSteps(
        plan,
        steps.filter((_, at) => at !== first && at !== second),
      );
    }
  }
}

/** The same step with one thing more boring. */
function* simplerSteps(step: Step, space: PlanSpace): Generator<Step> {
  if (step.do === "call") {
    for (const part of ["chained", "aborted", "item", "priority", "variant"] as const) {
      if (step[part] === undefined) continue;
      const { [part]: _, ...rest } = step;
      yield rest;
    }
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

function withSteps(plan: Plan, steps: readonly Step[]): Plan {
  return { ...plan, steps };
}

function replaced(steps: readonly Step[], at: number, step: Step): readonly Step[] {
  return [...steps.slice(0, at), step, ...steps.slice(at + 1)];
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
