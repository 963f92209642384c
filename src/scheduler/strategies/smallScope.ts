/** Every plan of a scope, in the fixed order of the enumeration. */
import { enumeratePlans } from "../enumerate.js";
import type { PlanSpace } from "../planSpace.js";
import type { Scope } from "../scope.js";
import type { Strategy } from "./strategy.js";

/** What reports call it. */
export const EXHAUSTIVE = "exhaustive";

/** All plans of `scope`: as many as `countPlans` says. */
export function smallScope(space: PlanSpace, scope: Scope): Strategy {
  return { name: EXHAUSTIVE, plans: (from, count) => enumeratePlans(space, scope, { from, count }) };
}
