/**
 * The scopes that are searched to their end, before anything random: those in which most real bugs show, already minimal.
 * How many fit is decided from exact counts, so that it is the same everywhere.
 */
import { countPlans } from "../scheduler/enumerate.js";
import { GAPS, type Gap } from "../scheduler/plan.js";
import { isTimed, type PlanSpace } from "../scheduler/planSpace.js";
import type { Scope } from "../scheduler/scope.js";

/** A scope that is searched to its end. */
export interface SmallScope {
  readonly scope: Scope;
  /** How many plans it has. */
  readonly plans: number;
}

/** How rich a scope is, whatever its configuration and length. */
type Richness = Omit<Scope, "config" | "steps">;

/** Clients that issue blocking steps. */
const CLIENTS = 3;
/** Each contains the one before. Most races need no more than the first: all is over before the next step, or nothing is. */
const GAP_SETS: readonly (readonly Gap[])[] = [["quiet", 0], ["quiet", 0, 1], ["quiet", 0, 1, 2], GAPS];
/** Up to this length every configuration has its poorest scope before anything grows. */
const BASE_STEPS = 4;
/** Longer plans are the business of random search, however many may run: it reaches them sooner. */
const LONGEST = 12;
/** Where an unbounded queue stands among the capacities: more can go wrong at the small bounds. */
const UNBOUNDED = 1.5;

/**
 * The scopes that at most `most` plans cover, in the order in which they are searched: shorter plans first, so that the
 * first failing plan is a shortest one of all that are covered; of one length small bounds first. No configuration has
 * two scopes of one length, so that no plan comes twice.
 *
 * First come plans of up to 4 steps with the gaps quiet and 0, as many configurations as fit. What is left goes wherever
 * the next richer scope, or the next length, brings the fewest plans: short plans have all variants and all gaps long
 * before the next length fits (a window of exactly n turns shows in 2 or 3 steps).
 */
export function smallScopes(space: PlanSpace, most: number): readonly SmallScope[] {
  const ladder = new Ladder(space);
  const order = bySmallBounds(space);
  /** By configuration, by length less 1: how rich the scope is. */
  const covered = order.map((): number[] => []);
  let left = most;
  for (let steps = 1; steps <= BASE_STEPS; steps++) {
    for (const rungs of covered) {
      const plans = ladder.plans(steps, 0);
      // a configuration whose plans of one length are left out has no longer ones either
      if (rungs.length < steps - 1 || plans > left) continue;
      rungs.push(0);
      left -= plans;
    }
  }
  for (let next = cheapest(covered, ladder); next && next.plans <= left; next = cheapest(covered, ladder)) {
    next.rungs[next.steps - 1] = next.rung;
    left -= next.plans;
  }
  return scopesOf(covered, order, ladder);
}

/** One rung more for plans of one length in one configuration. */
interface Growth {
  readonly rungs: number[];
  readonly steps: number;
  readonly rung: number;
  /** Plans that it brings. */
  readonly plans: number;
}

/** The growth that brings the fewest plans; of several the shortest length, then the smallest bound. */
function cheapest(covered: readonly number[][], ladder: Ladder): Growth | null {
  let best: Growth | null = null;
  for (let steps = 1; steps <= LONGEST; steps++) {
    for (const rungs of covered) {
      if (steps > rungs.length + 1) continue;
      const rung = (rungs[steps - 1] ?? -1) + 1;
      if (rung >= ladder.rungs.length) continue;
      const plans = ladder.plans(steps, rung) - ladder.plans(steps, rung - 1);
      if (best === null || plans < best.plans) best = { rungs, steps, rung, plans };
    }
  }
  return best;
}

/** Scopes that contain one another, poorest first, and how many plans each has: the same in every configuration. */
class Ladder {
  readonly rungs: readonly Richness[];
  readonly #space: PlanSpace;
  readonly #plans = new Map<number, number>();

  constructor(space: PlanSpace) {
    this.#space = space;
    const [few = GAPS] = GAP_SETS;
    const hasVariants = space.actions.some(
      (what) => what.do === "call" && what.variant !== undefined && !isTimed(what),
    );
    // variants (of close, mostly) come before rarer gaps: what breaks in one of them needs no timing
    this.rungs = hasVariants
      ? [{ clients: CLIENTS, gaps: few }, ...GAP_SETS.map((gaps) => ({ clients: CLIENTS, gaps, variants: true }))]
      : GAP_SETS.map((gaps) => ({ clients: CLIENTS, gaps }));
  }

  /** Nothing is below the first rung. */
  plans(steps: number, rung: number): number {
    const richness = this.rungs[rung];
    if (!richness) return 0;
    const key = steps * this.rungs.length + rung;
    let plans = this.#plans.get(key);
    if (plans === undefined) {
      this.#plans.set(key, (plans = countPlans(this.#space, { config: 0, steps, ...richness })));
    }
    return plans;
  }
}

function bySmallBounds({ configs }: PlanSpace): readonly number[] {
  const bound = (config: number): number => configs[config]?.capacity ?? UNBOUNDED;
  return configs.map((_, config) => config).sort((a, b) => bound(a) - bound(b));
}

function scopesOf(
  covered: readonly (readonly number[])[],
  order: readonly number[],
  ladder: Ladder,
): readonly SmallScope[] {
  const scopes: SmallScope[] = [];
  for (let steps = 1; steps <= LONGEST; steps++) {
    covered.forEach((rungs, at) => {
      const rung = rungs[steps - 1];
      const config = order[at];
      const richness = rung === undefined ? undefined : ladder.rungs[rung];
      if (rung === undefined || config === undefined || !richness) return;
      const plans = ladder.plans(steps, rung);
      if (plans > 0) scopes.push({ scope: { config, steps, ...richness }, plans });
    });
  }
  return scopes;
}
