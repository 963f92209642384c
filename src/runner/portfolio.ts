/**
 * The portfolio: which strategies a hunt uses, and how many plans of each, from one number. First the exhaustive scopes,
 * shortest plans first; then each rule's own arbitrary, swarms, priorities and rare gaps, each with its own random stream.
 */
import type { Rule } from "../properties/rule.js";
import type { Scope } from "../scheduler/scope.js";
import type { PlanSpace } from "../scheduler/planSpace.js";
import type { PlanDrawer, Strategy } from "../scheduler/strategies/strategy.js";
import { Priorities } from "../scheduler/strategies/priorities.js";
import { RareGap } from "../scheduler/strategies/rareGap.js";
import { randomStream } from "../scheduler/strategies/randomStream.js";
import { smallScope } from "../scheduler/strategies/smallScope.js";
import { Swarm } from "../scheduler/strategies/swarm.js";
import { PRIORITY, RARE_GAP, SWARM, type ResolvedOptions } from "./options.js";
import { smallScopes } from "./smallScopes.js";

/** Most plans of the small scopes, as a multiple of `numRuns`. */
const EXHAUSTIVE_FACTOR = 20;
/** Plans of the strategies that are no rule's own, as a multiple of `numRuns`. */
const FACTORS: Readonly<Record<string, number>> = { [SWARM]: 6, [PRIORITY]: 2, [RARE_GAP]: 2 };

/** One strategy and how much of it is searched. */
export interface Share {
  readonly strategy: Strategy;
  /** How many plans. */
  readonly plans: number;
  /** The scope that an exhaustive share covers. */
  readonly scope?: Scope;
  /** What a random share draws with: for shrinking. */
  readonly drawer?: PlanDrawer;
}

/** What a hunt is about: what plans there are, and what the subject can do. */
export interface Searchable {
  readonly space: PlanSpace;
  readonly abilities: ReadonlySet<string>;
}

/** Everything that a hunt searches, in its order. `rules` are those that have an arbitrary of their own. */
export function portfolio(bench: Searchable, rules: readonly Rule[], options: ResolvedOptions): readonly Share[] {
  const { space, abilities } = bench;
  const { rule, numRuns, seed } = options;
  const random = (name: string, drawer: PlanDrawer, plans: number): Share => {
    return { strategy: randomStream(name, drawer, seed), drawer, plans };
  };
  const all = [
    ...rules.map(({ id, focus, rare }) => {
      const times = rare && abilities.has(rare.with) ? rare.times : 1;
      return random(id, new Swarm(space, focus), times * numRuns);
    }),
    ...Object.entries(FACTORS).map(([name, factor]) => random(name, drawerOf(name, space), factor * numRuns)),
  ];
  if (rule !== null) return all.filter(({ strategy }) => strategy.name === rule);
  const scopes = smallScopes(space, EXHAUSTIVE_FACTOR * numRuns);
  return [...scopes.map(({ scope, plans }): Share => ({ strategy: smallScope(space, scope), plans, scope })), ...all];
}

function drawerOf(name: string, space: PlanSpace): PlanDrawer {
  if (name === PRIORITY) return new Priorities(space);
  if (name === RARE_GAP) return new RareGap(space);
  return new Swarm(space, {});
}
