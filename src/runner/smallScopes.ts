import { countPlans, type Scope } from "../scheduler/enumerate.js";
import type { PlanSpace } from "../scheduler/planSpace.js";

const LONGEST_EXHAUSTIVE = 4;
/** Clients that issue blocking steps in the small scope. */
const EXHAUSTIVE_CLIENTS = 3;

/** Configurations and lengths, shortest first, as many as fit into `most` plans. */
export function smallScopes(space: PlanSpace, most: number): readonly { scope: Scope; plans: number }[] {
  const scopes = [];
  let left = most;
  const { configs } = space;
  // small bounds first: more can go wrong there
  const bound = (config: number): number => configs[config]?.capacity ?? 1.5;
  const order = configs.map((_, config) => config).sort((a, b) => bound(a) - bound(b));
  for (let steps = 1; steps <= LONGEST_EXHAUSTIVE; steps++) {
    for (const config of order) {
      const scope: Scope = { config, steps, clients: EXHAUSTIVE_CLIENTS, gaps: ["quiet", 0] };
      const plans = countPlans(space, scope, left);
      if (plans > left) continue;
      left -= plans;
      scopes.push({ scope, plans });
    }
  }
  return scopes;
}
