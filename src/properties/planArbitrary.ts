/**
 * Random plans, as a fast-check arbitrary over packed integers: fast-check gives seeds, paths and the first shrinking.
 *
 * Plans come in swarms: each has its own mix of gaps, its own weights of operations and its own number of clients, since
 * one mixed table misses what needs many steps of one kind. One 32-bit draw makes a step. A cancel names a client with
 * an earlier operation that can be cancelled.
 */
import * as fc from "fast-check";
import { CLIENTS, GAPS, PRIORITIES } from "../scheduler/plan.js";
import {
  isTimed,
  packStep,
  plainStep,
  unpackStep,
  type Action,
  type PackedPlan,
  type PlanSpace,
} from "../scheduler/planSpace.js";
import type { Focus } from "./focus.js";

/** Weights of the gaps quiet, 0, 1, 2, 3, 5. */
const GAP_MIXES: readonly (readonly number[])[] = [
  [8, 8, 0, 0, 0, 0],
  [4, 6, 3, 2, 1, 1],
  [2, 10, 2, 1, 0, 0],
  [10, 2, 1, 1, 1, 1],
  [3, 3, 6, 3, 2, 2],
  [1, 1, 1, 1, 1, 1],
];

/** The same for plans whose first half parks and whose second half happens in one turn. */
const PARKING = [1, 0, 0, 0, 0, 0];
const BURST = [1, 12, 1, 0, 0, 0];

const USUAL = 4;
/** Weight of a verb that a focus does not name. */
const ASIDE = 1;
/** Weight of a variant of a verb, beside {@link USUAL} for the plain one. */
const USUAL_VARIANT = 2;

/** A table from which one draw picks by weight. */
function weighted(weights: readonly number[], size: number): Uint8Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint8Array(size);
  let at = 0;
  let sum = 0;
  weights.forEach((weight, index) => {
    sum += weight;
    const end = total > 0 ? Math.round((sum / total) * size) : size;
    table.fill(index, at, end);
    at = end;
  });
  return table;
}

interface Mix {
  readonly actions: Uint8Array;
  readonly gaps: Uint8Array;
}

const ACTION_DRAWS = 256;
const GAP_DRAWS = 64;

/** What a whole plan has in common. */
interface Shape {
  readonly clients: number;
  /** Immediate steps may wait for their client. */
  readonly chains: boolean;
  readonly odd: boolean;
  readonly aborts: boolean;
  /** Steps before this one park, those after it happen in a burst; 0 for a plan of another shape. */
  readonly burstFrom: number;
}

/** The arbitrary of plans of a space that a focus prefers. */
export class PlanArbitrary extends fc.Arbitrary<PackedPlan> {
  readonly #space: PlanSpace;
  readonly #mixes: readonly Mix[];
  readonly #parking: Uint8Array;
  readonly #parkingGaps = weighted(PARKING, GAP_DRAWS);
  readonly #burstGaps = weighted(BURST, GAP_DRAWS);
  readonly #configs: readonly number[];
  readonly #focus: Focus;
  readonly #steps: readonly [number, number];
  readonly #plain: readonly number[];
  readonly #canAbort: boolean;
  /** Without a focus on some verbs: then odd items, shared signals, bursts and variants come up of themselves. */
  readonly #isSwarm: boolean;

  constructor(space: PlanSpace, focus: Focus) {
    super();
    this.#space = space;
    this.#focus = focus;
    this.#configs = preferredConfigs(space, focus);
    this.#steps = focus.steps ?? [2, 10];
    const { actions } = space;
    this.#plain = actions.flatMap((action, at) => (action.do === "call" && action.variant === undefined ? [at] : []));
    this.#canAbort = actions.some((action) => action.do === "call" && action.abortable);
    this.#isSwarm = focus.verbs === undefined;
    this.#parking = weighted(
      actions.map((action) => {
        if (action.do !== "call" || !action.blocking || action.variant !== undefined) return 0;
        return this.#isSwarm ? 1 : weightOf(action, focus.verbs ?? {}, 0, true);
      }),
      ACTION_DRAWS,
    );
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

  override generate(mrng: fc.Random): fc.Value<PackedPlan> {
    const [shortest, longest] = this.#steps;
    const head = mrng.nextInt() >>> 0;
    const mix = this.#mixes[(head & 0xffff) % this.#mixes.length];
    const config = this.#configs[((head >>> 16) & 0xff) % this.#configs.length] ?? 0;
    const look = mrng.nextInt() >>> 0;
    const length = shortest + ((look & 0xffff) % (longest - shortest + 1));
    const shape = this.#shapeOf(look, head >>> 24, length);
    const signals = this.#isSwarm && this.#canAbort ? sharing(head >>> 24) : 0;
    const steps = mix ? this.#stepsOf(mrng, mix, shape, length) : [];
    return new fc.Value({ config, signals, steps }, undefined);
  }

  #shapeOf(look: number, kind: number, length: number): Shape {
    const { clients, odd, aborted, bursts } = this.#focus;
    const swarms = this.#isSwarm;
    const isBurst = bursts === true ? (kind & 1) === 1 : swarms && (kind & 7) === 7;
    return {
      clients: clients ?? 2 + (((look >>> 16) & 0xff) % (CLIENTS - 1)),
      chains: look >>> 29 === 0,
      odd: this.#space.items.length > 1 && (odd ?? (swarms && ((look >>> 24) & 3) === 3)),
      aborts: this.#canAbort && (aborted ?? (swarms && ((look >>> 26) & 7) === 7)),
      burstFrom: isBurst ? length >> 1 : 0,
    };
  }

  #stepsOf(mrng: fc.Random, mix: Mix, shape: Shape, length: number): number[] {
    const { actions } = this.#space;
    const steps: number[] = [];
    const cancellable: number[] = [];
    const oddUsed = new Set<number>();
    let isTimeAsked = false;
    for (let at = 0; at < length; at++) {
      const draw = mrng.nextInt() >>> 0;
      const isParking = at < shape.burstFrom;
      const table = isParking ? this.#parking : mix.actions;
      const gaps = isParking ? this.#parkingGaps : shape.burstFrom > 0 ? this.#burstGaps : mix.gaps;
      let action = table[draw & (ACTION_DRAWS - 1)] ?? 0;
      const gap = gaps[(draw >>> 8) & (GAP_DRAWS - 1)] ?? 0;
      const high = draw >>> 14;
      let what = actions[action];
      if ((what?.do === "cancel" && cancellable.length === 0) || (what?.do === "elapse" && !isTimeAsked)) {
        action = this.#plain[high % this.#plain.length] ?? 0;
        what = actions[action];
      }
      if (!what) continue;
      if (what.do !== "call") {
        const client = what.do === "cancel" ? (cancellable[high % cancellable.length] ?? 0) : 0;
        steps.push(packStep(plainStep({ action, client, gap }), this.#space));
        continue;
      }
      const callers = what.clients.length < CLIENTS ? what.clients.length : shape.clients;
      const client = what.clients[high % callers] ?? 0;
      const chained = shape.chains && !what.blocking && high & 0x1000 ? 1 : 0;
      if (what.cancellable && !cancellable.includes(client)) cancellable.push(client);
      if (isTimed(what)) isTimeAsked = true;
      const aborted = shape.aborts && what.abortable && (mrng.nextInt() & 3) === 0 ? 1 : 0;
      const item = what.takesItem && shape.odd ? this.#oddItem(mrng.nextInt() >>> 0, oddUsed) : 0;
      const priority = what.takesItem && this.#space.hasPriorities ? (mrng.nextInt() >>> 0) % PRIORITIES.length : 0;
      steps.push(packStep({ action, client, gap, chained, aborted, item, priority }, this.#space));
    }
    return steps;
  }

  /** Half of the items are odd; none of them twice, since two nulls are the same item. */
  #oddItem(draw: number, used: Set<number>): number {
    const item = 1 + ((draw >>> 1) % (this.#space.items.length - 1));
    if ((draw & 1) === 0 || used.has(item)) return 0;
    used.add(item);
    return item;
  }

  override canShrinkWithoutContext(value: unknown): value is PackedPlan {
    return typeof value === "object" && value !== null && "steps" in value;
  }

  /** Fewer steps first, then each step's parts towards the boring, then a simpler configuration. */
  override shrink(value: PackedPlan): fc.Stream<fc.Value<PackedPlan>> {
    return fc.stream(this.#smaller(value)).map((plan) => new fc.Value(plan, undefined));
  }

  *#smaller(plan: PackedPlan): Generator<PackedPlan> {
    const { steps } = plan;
    for (let size = steps.length >> 1; size >= 1; size >>= 1) {
      for (let from = 0; from + size <= steps.length; from += size) {
        yield { ...plan, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
      }
    }
    for (let signals = 0; signals < plan.signals; signals++) yield { ...plan, signals };
    for (let at = 0; at < steps.length; at++) {
      for (const step of smallerSteps(steps[at] ?? 0, this.#space)) {
        yield { ...plan, steps: [...steps.slice(0, at), step, ...steps.slice(at + 1)] };
      }
    }
    for (let config = 0; config < plan.config; config++) yield { ...plan, config };
  }
}

/** The same step with one part more boring. */
function* smallerSteps(packed: number, space: PlanSpace): Generator<number> {
  const step = unpackStep(packed, space);
  const action = space.actions[step.action];
  const clients = action?.do === "call" ? action.clients : [];
  if (step.aborted > 0) yield packStep({ ...step, aborted: 0 }, space);
  if (step.item > 0) yield packStep({ ...step, item: 0 }, space);
  if (step.chained > 0) yield packStep({ ...step, chained: 0 }, space);
  for (let priority = 0; priority < step.priority; priority++) yield packStep({ ...step, priority }, space);
  for (let gap = 0; gap < step.gap; gap++) yield packStep({ ...step, gap }, space);
  const client = step.client - 1;
  if (client >= 0 && (clients.length === 0 || clients.includes(client))) yield packStep({ ...step, client }, space);
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
