/** The plans on which model and interpreter are compared. */
import * as fc from "fast-check";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { enumeratePlans } from "../../src/scheduler/enumerate.js";
import type { Gap, Plan } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";

/** Every plan of so many steps. */
export interface ScopeOfPlans {
  readonly steps: number;
  readonly clients: number;
  readonly gaps: readonly Gap[];
}

/** Every plan of the scope in one configuration, with the variants of verbs. */
export function* plansOf(bench: Workbench, config: number, scope: ScopeOfPlans): Generator<Plan> {
  for (const packed of enumeratePlans(bench.space, { config, ...scope, variants: true })) {
    yield unpackPlan(packed, bench.space);
  }
}

/** Random plans: a third in swarms, the others from the arbitraries of the rules in turn. Each seed gives other ones. */
export function* randomPlans(bench: Workbench, count: number, seed: number, config?: number): Generator<Plan> {
  const foci = [{}, ...bench.rules.filter(({ bulk }) => bulk !== true).map(({ focus }) => focus ?? {})];
  const each = Math.ceil((count * 2) / 3 / (foci.length - 1));
  let left = count;
  for (const [index, focus] of foci.entries()) {
    const wanted = Math.min(left, index === 0 ? count - each * (foci.length - 1) : each);
    if (wanted <= 0) continue;
    left -= wanted;
    const arbitrary = new PlanArbitrary(bench.space, new Swarm(bench.space, focus));
    for (const packed of fc.sample(arbitrary, { seed: seed * 1000 + index, numRuns: wanted })) {
      const plan = unpackPlan(packed, bench.space);
      yield config === undefined ? plan : { ...plan, config: bench.space.configs[config] ?? plan.config };
    }
  }
}

/** Random plans from the arbitraries of these rules, so many of each. */
export function* plansForRules(
  bench: Workbench,
  rules: readonly string[],
  count: number,
  seed: number,
): Generator<Plan> {
  for (const { id, focus } of bench.rules) {
    if (!rules.includes(id)) continue;
    const arbitrary = new PlanArbitrary(bench.space, new Swarm(bench.space, focus ?? {}));
    for (const packed of fc.sample(arbitrary, { seed, numRuns: count })) yield unpackPlan(packed, bench.space);
  }
}
