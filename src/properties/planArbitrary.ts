/**
 * Random plans, as a fast-check arbitrary over packed integers: fast-check gives seeds, paths and the first shrinking.
 *
 * Plans come in swarms: each has its own mix of gaps, its own weights of operations and its own number of clients, since
 * one mixed table misses what needs many steps of one kind. One 32-bit draw makes a step. A cancel names a client with
 * an earlier operation that can be cancelled.
 */
import * as fc from "fast-check";
import { CLIENTS, GAPS } from "../scheduler/plan.js";
import { packStep, unpackStep, type Action, type PackedPlan, type PlanSpace } from "../scheduler/planSpace.js";
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

const USUAL = 4;

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

/** The arbitrary of plans of a space that a focus prefers. */
export class PlanArbitrary extends fc.Arbitrary<PackedPlan> {
  readonly #space: PlanSpace;
  readonly #mixes: readonly Mix[];
  readonly #configs: readonly number[];
  readonly #clients: number | undefined;
  readonly #steps: readonly [number, number];

  constructor(space: PlanSpace, focus: Focus) {
    super();
    this.#space = space;
    this.#configs = preferredConfigs(space, focus);
    this.#clients = focus.clients;
    this.#steps = focus.steps ?? [2, 10];
    const tables = focus.verbs ? [focus.verbs, focus.verbs, softened(focus.verbs)] : verbMixes(space);
    const gaps = focus.gaps ? GAPS.map((gap) => focus.gaps?.[`${gap}`] ?? 0) : undefined;
    const mixes: Mix[] = [];
    for (const verbs of tables) {
      const actions = weighted(
        space.actions.map((action) => verbs[nameOf(action)] ?? USUAL),
        ACTION_DRAWS,
      );
      for (const mix of GAP_MIXES) {
        mixes.push({ actions, gaps: weighted(mix, GAP_DRAWS) });
        if (gaps) mixes.push({ actions, gaps: weighted(gaps, GAP_DRAWS) });
      }
    }
    this.#mixes = mixes;
  }

  override generate(mrng: fc.Random): fc.Value<PackedPlan> {
    const [shortest, longest] = this.#steps;
    const head = mrng.nextInt() >>> 0;
    const mix = this.#mixes[(head & 0xffff) % this.#mixes.length];
    const config = this.#configs[((head >>> 16) & 0xff) % this.#configs.length] ?? 0;
    const shape = mrng.nextInt() >>> 0;
    const length = shortest + ((shape & 0xffff) % (longest - shortest + 1));
    const clients = this.#clients ?? 2 + (((shape >>> 16) & 0xff) % (CLIENTS - 1));
    const chains = shape >>> 29 === 0;
    const steps: number[] = [];
    const cancellable: number[] = [];
    for (let at = 0; mix && at < length; at++) {
      const draw = mrng.nextInt() >>> 0;
      let action = mix.actions[draw & (ACTION_DRAWS - 1)] ?? 0;
      const gap = mix.gaps[(draw >>> 8) & (GAP_DRAWS - 1)] ?? 0;
      const high = draw >>> 14;
      let what = this.#space.actions[action];
      if (what?.do === "cancel" && cancellable.length === 0) {
        action = high % (this.#space.actions.length - 1);
        what = this.#space.actions[action];
      }
      const client = what?.do === "cancel" ? (cancellable[high % cancellable.length] ?? 0) : high % clients;
      const chained = chains && what?.do === "call" && !what.blocking && high & 0x1000 ? 1 : 0;
      if (what?.do === "call" && what.cancellable && !cancellable.includes(client)) cancellable.push(client);
      steps.push(packStep({ action, client, gap, chained }, this.#space));
    }
    return new fc.Value({ config, steps }, undefined);
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
  if (step.chained > 0) yield packStep({ ...step, chained: 0 }, space);
  for (let gap = 0; gap < step.gap; gap++) yield packStep({ ...step, gap }, space);
  if (step.client > 0) yield packStep({ ...step, client: step.client - 1 }, space);
}

function nameOf(action: Action): string {
  return action.do === "cancel" ? "cancel" : action.verb;
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
