/**
 * Plans in swarms: each has its own mix of gaps, its own weights of operations and its own number of clients, since one
 * mixed table misses what needs many steps of one kind (Groce et al., "Swarm testing", 2012). Cancels are aimed at
 * operations that may be outstanding. With a focus this is the arbitrary of a rule.
 */
import { CLIENTS, GAPS } from "../plan.js";
import { isTimed, type Action, type PackedPlan, type PlanSpace } from "../planSpace.js";
import { Draft, plainCalls, USUALLY_LATE, type Shape } from "./draft.js";
import type { Focus } from "./focus.js";
import type { PlanDrawer, RandomSource } from "./strategy.js";
import { ACTION_DRAWS, GAP_DRAWS, GAP_MIXES, weighted } from "./weights.js";

/** Weights of gaps in plans in which every client parks first, and then much happens in one turn. */
const PARKING = [1, 0, 0, 0, 0, 0];
const BURST = [1, 12, 1, 0, 0, 0];

const USUAL = 4;
/** Weight of a verb that a focus does not name. */
const ASIDE = 1;
/** Weight of a variant of a verb, beside {@link USUAL} for the plain one. */
const USUAL_VARIANT = 2;

interface Mix {
  readonly actions: Uint8Array;
  readonly gaps: Uint8Array;
}

/** Draws the plans of a space that a focus prefers. */
export class Swarm implements PlanDrawer {
  readonly #space: PlanSpace;
  readonly #focus: Focus;
  readonly #mixes: readonly Mix[];
  readonly #parking: Uint8Array;
  readonly #parksPuts: boolean;
  readonly #parkingGaps = weighted(PARKING, GAP_DRAWS);
  readonly #burstGaps = weighted(BURST, GAP_DRAWS);
  readonly #configs: readonly number[];
  readonly #steps: readonly [number, number];
  readonly #plain: readonly number[];
  readonly #canAbort: boolean;
  /** Without a focus on some verbs: then odd items, shared signals, bursts and variants come up of themselves. */
  readonly #isSwarm: boolean;

  constructor(space: PlanSpace, focus: Focus) {
    this.#space = space;
    this.#focus = focus;
    this.#configs = preferredConfigs(space, focus);
    this.#steps = focus.steps ?? [2, 10];
    const { actions } = space;
    this.#plain = plainCalls(space);
    this.#canAbort = actions.some((action) => action.do === "call" && action.abortable);
    this.#isSwarm = focus.verbs === undefined;
    const parking = actions.map((action) => {
      if (action.do !== "call" || !action.blocking || action.variant !== undefined) return 0;
      return this.#isSwarm ? 1 : weightOf(action, focus.verbs ?? {}, 0, true);
    });
    this.#parking = weighted(parking, ACTION_DRAWS);
    this.#parksPuts = actions.every((action, at) => parking[at] === 0 || (action.do === "call" && action.takesItem));
    const tables = focus.verbs ? [focus.verbs, focus.verbs, softened(focus.verbs)] : verbMixes(space);
    const gaps = focus.gaps ? GAPS.map((gap) => focus.gaps?.[`${gap}`] ?? 0) : undefined;
    const mixes: Mix[] = [];
    for (const verbs of tables) {
      const weights = actions.map((action) =>
        weightOf(action, verbs, focus.variants ?? (focus.verbs ? 0 : USUAL_VARIANT), !this.#isSwarm),
      );
      const table = weighted(weights, ACTION_DRAWS);
      for (const mix of GAP_MIXES) {
        mixes.push({ actions: table, gaps: weighted(mix, GAP_DRAWS) });
        if (gaps) mixes.push({ actions: table, gaps: weighted(gaps, GAP_DRAWS) });
      }
    }
    this.#mixes = mixes;
  }

  draw(random: RandomSource): PackedPlan {
    const [shortest, longest] = this.#steps;
    const head = random.next() >>> 0;
    const mix = this.#mixes[(head & 0xffff) % this.#mixes.length];
    const config = this.#configs[((head >>> 16) & 0xff) % this.#configs.length] ?? 0;
    const look = random.next() >>> 0;
    const length = shortest + ((look & 0xffff) % (longest - shortest + 1));
    const kind = head >>> 24;
    const signals = this.#isSwarm && this.#canAbort ? sharing(kind) : 0;
    const shape = this.#shapeOf(look);
    // one call of each client that waits: more would only stand behind it
    const burstFrom = this.#isBurst(kind) ? Math.min(shape.clients + this.#filling(config), length >> 1) : 0;
    const first = burstFrom > 0 ? random.next() >>> 0 : 0;
    const draft = new Draft(this.#space, shape, this.#plain);
    for (let at = 0; mix && at < length; at++) {
      if (at < burstFrom) draft.add(random, this.#parking, this.#parkingGaps, (first + at) % shape.clients);
      else draft.add(random, mix.actions, burstFrom > 0 ? this.#burstGaps : mix.gaps);
    }
    return { config, signals, steps: draft.steps };
  }

  #isBurst(kind: number): boolean {
    return this.#focus.bursts === true ? (kind & 1) === 1 : this.#isSwarm && (kind & 7) === 7;
  }

  /** How many calls return before one waits, where whoever parks brings an item. */
  #filling(config: number): number {
    const capacity = this.#space.configs[config]?.capacity ?? Infinity;
    return this.#parksPuts && Number.isFinite(capacity) ? capacity : 0;
  }

  #shapeOf(look: number): Shape {
    const { clients, odd, aborted, late } = this.#focus;
    const swarms = this.#isSwarm;
    return {
      clients: clients ?? 2 + (((look >>> 16) & 0xff) % (CLIENTS - 1)),
      chains: look >>> 29 === 0,
      odd: this.#space.items.length > 1 && (odd ?? (swarms && ((look >>> 24) & 3) === 3)),
      aborts: this.#canAbort && (aborted ?? (swarms && ((look >>> 26) & 7) === 7)),
      lateOneOf: late === true ? 2 : USUALLY_LATE,
    };
  }
}

/** One plan of sixteen shares a signal between the operations of each client, one between all operations. */
function sharing(kind: number): number {
  const draw = (kind >>> 3) & 15;
  return draw < 14 ? 0 : draw - 13;
}

/** The verb that an action calls, `cancel` or `elapse`. */
function nameOf(action: Action): string {
  return action.do === "call" ? action.verb : action.do;
}

function weightOf(
  action: Action,
  verbs: Readonly<Record<string, number>>,
  variants: number,
  isFocused: boolean,
): number {
  const weight = verbs[nameOf(action)] ?? (isFocused ? ASIDE : USUAL);
  return isTimed(action) ? (weight * variants) / USUAL : weight;
}

/** Configurations that the focus allows; small capacities come up more often. */
function preferredConfigs(space: PlanSpace, focus: Focus): readonly number[] {
  const all = space.configs.map((_, index) => index);
  const capacity = (index: number): number => space.configs[index]?.capacity ?? Infinity;
  const bounded = all.filter((index) => Number.isFinite(capacity(index)));
  const small = bounded.filter((index) => capacity(index) <= 2);
  const [tightest, next = tightest] = bounded
    .filter((index) => capacity(index) > 0)
    .sort((a, b) => capacity(a) - capacity(b));
  if (focus.capacity === "tight" && tightest !== undefined && next !== undefined)
    return bounded.flatMap((one) => [one, tightest, tightest, next]);
  if (focus.capacity === "small" && small.length > 0) return [...small, ...small, ...bounded];
  if (focus.capacity === "bounded" && bounded.length > 0) return bounded;
  return all;
}

/** Weights between the given ones and the usual. */
function softened(verbs: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(verbs).map(([verb, weight]) => [verb, (weight + USUAL) / 2]));
}

/** Weights for plans without a focus: even, and each action in turn preferred or left out. */
function verbMixes(space: PlanSpace): readonly Readonly<Record<string, number>>[] {
  const mixes: Record<string, number>[] = [{}];
  for (const action of space.actions) {
    mixes.push({ [nameOf(action)]: 12 });
    if (space.actions.length > 3) mixes.push({ [nameOf(action)]: 0 });
  }
  return mixes;
}
