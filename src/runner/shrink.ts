/** The first shrinking, by fast-check, and the paths that it leaves: a way to find a shrunk plan again. */
import * as fc from "fast-check";
import { PlanArbitrary } from "../properties/planArbitrary.js";
import type { PackedPlan, PlanSpace } from "../scheduler/planSpace.js";

/** A shrunk plan. */
export interface Shrunk {
  readonly plan: PackedPlan;
  /** Number of the plan in its strategy, then the choices of each shrinking step, joined by colons. */
  readonly path: string;
}

/**
 * Shrinks a plan that fails. `at` is its number in its strategy. Rejects as `fails` does: what goes wrong elsewhere is no
 * failure of the plan.
 */
export async function shrink(
  plan: PackedPlan,
  space: PlanSpace,
  at: number,
  fails: (plan: PackedPlan) => Promise<boolean>,
): Promise<Shrunk> {
  // fast-check takes an exception for a failure, and would go on with it
  let thrown: { readonly error: unknown } | null = null;
  const property = fc.asyncProperty(only(plan, space), async (candidate) => {
    if (thrown !== null) return true;
    try {
      return !(await fails(candidate));
    } catch (error) {
      thrown = { error };
      return true;
    }
  });
  const { counterexample, counterexamplePath } = await fc.check(property, { numRuns: 1, seed: 0 });
  if (thrown !== null) throw (thrown as { readonly error: unknown }).error;
  const [, ...choices] = (counterexamplePath ?? "").split(":");
  return { plan: counterexample?.[0] ?? plan, path: [at, ...choices].join(":") };
}

/** The plan that a path leads to from `plan`; null where it leads nowhere. */
export async function followChoices(
  plan: PackedPlan,
  space: PlanSpace,
  choices: readonly string[],
): Promise<PackedPlan | null> {
  let found: PackedPlan | null = null;
  const property = fc.asyncProperty(only(plan, space), (candidate) => {
    found ??= candidate;
    return Promise.resolve(true);
  });
  await fc.check(property, { seed: 0, path: ["0", ...choices].join(":"), numRuns: 1 });
  return found;
}

/** The arbitrary of one plan, which shrinks like any other. */
function only(plan: PackedPlan, space: PlanSpace): PlanArbitrary {
  return new PlanArbitrary(space, { draw: () => plan });
}
