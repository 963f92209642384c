/** The proof that a failing plan is a shortest one: what the exhaustive scopes say of shorter plans. */
import { EXHAUSTIVE } from "../scheduler/strategies/smallScope.js";
import type { Gap } from "../scheduler/plan.js";
import type { Failure, Scope, Shortest } from "./report.js";

/** What else a hunt found in its scopes. */
export interface Doubts {
  /** Runs with too many explanations to follow: they may have failed. */
  readonly overflows: number;
  /** Violations that no rule explains, and how each was found. */
  readonly unnamed: readonly Pick<Failure, "foundBy">[];
}

/**
 * The failure with the proof that no shorter plan shows it, where `scopes` give one: then every shorter plan of its
 * configuration with the same gaps, clients and cancels was surveyed to the end. Of several such claims the one with the most
 * gaps is taken, then with the most clients and cancels. The failure as it is where a scope is missing or belongs to a shard,
 * where a run overflowed, and where something without a name was found in a scope.
 */
export function certify(failure: Failure, scopes: readonly Scope[], { overflows, unnamed }: Doubts): Failure {
  const { config, steps } = failure.plan;
  const isHere = (other: { readonly capacity: number | null }): boolean => other.capacity === config.capacity;
  if (overflows > 0 || unnamed.some(({ foundBy }) => foundBy === EXHAUSTIVE)) return failure;
  const whole = scopes.filter((scope) => isHere(scope.config) && scope.of === undefined);
  const claims = [...whole].sort(byStrength).flatMap((claim) => provenBy(claim, whole, steps.length - 1) ?? []);
  const [shortest] = claims;
  return shortest ? { ...failure, shortest } : failure;
}

/** What a scope claims of plans of 1 to `most` steps, if all of these lengths were covered as widely; null if not. */
function provenBy(claim: Scope, scopes: readonly Scope[], most: number): Shortest | null {
  if (most < 1) return null;
  let plans = 0;
  for (let steps = 1; steps <= most; steps++) {
    const covering = scopes.filter((scope) => scope.steps === steps && covers(scope, claim));
    if (covering.length === 0) return null;
    plans += Math.min(...covering.map((scope) => scope.plans));
  }
  const { clients, gaps, cancels } = claim;
  return { steps: most, clients, gaps, ...(cancels === undefined ? {} : { cancels }), plans };
}

function covers(scope: Scope, claim: Scope): boolean {
  const has = (gap: Gap): boolean => scope.gaps.includes(gap);
  return claim.gaps.every(has) && scope.clients >= claim.clients && mostCancels(scope) >= mostCancels(claim);
}

function byStrength(a: Scope, b: Scope): number {
  return b.gaps.length - a.gaps.length || b.clients - a.clients || mostCancels(b) - mostCancels(a) || 0;
}

function mostCancels({ cancels = Infinity }: Scope): number {
  return cancels;
}
