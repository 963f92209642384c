/**
 * Plans in which exactly one gap is a number of turns, and every other one quiet or the same turn: what goes wrong only at
 * one exact distance is not drowned by other distances (a delay bound of one: Emmi et al., 2011).
 */
import { CLIENTS, GAPS } from "../plan.js";
import type { PackedPlan, PlanSpace } from "../planSpace.js";
import { Draft, plainCalls, plainShape } from "./draft.js";
import type { PlanDrawer, RandomSource } from "./strategy.js";
import { ACTION_DRAWS, GAP_DRAWS, weighted } from "./weights.js";

const SHORTEST = 2;
const LONGEST = 9;
/** Weights of quiet and of the same turn, by plan. */
const USUAL: readonly (readonly number[])[] = [
  [1, 1],
  [4, 1],
  [1, 4],
];
const RARE = GAPS.map((gap) => (gap === "quiet" || gap === 0 ? 0 : 1));

/** Draws plans with one rare gap. */
export class RareGap implements PlanDrawer {
  readonly #space: PlanSpace;
  readonly #plain: readonly number[];
  readonly #actions: readonly Uint8Array[];
  readonly #usual: readonly Uint8Array[] = USUAL.map((mix) => weighted(mix, GAP_DRAWS));
  readonly #rare = weighted(RARE, GAP_DRAWS);

  constructor(space: PlanSpace) {
    this.#space = space;
    this.#plain = plainCalls(space);
    const weights = (cancels: number): number[] =>
      space.actions.map((action) =>
        action.do === "cancel" ? cancels : action.do === "call" && action.variant === undefined ? 4 : 1,
      );
    this.#actions = [weights(4), weights(1)].map((table) => weighted(table, ACTION_DRAWS));
  }

  draw(random: RandomSource): PackedPlan {
    const head = random.next() >>> 0;
    const config = (head & 0xff) % this.#space.configs.length;
    const clients = 2 + (((head >>> 8) & 0xf) % (CLIENTS - 1));
    const length = SHORTEST + (((head >>> 12) & 0xff) % (LONGEST - SHORTEST + 1));
    // the last gap is followed by quiescence anyway
    const rare = ((head >>> 20) & 0xff) % Math.max(1, length - 1);
    const look = random.next() >>> 0;
    const usual = this.#usual[(look & 0xffff) % USUAL.length] ?? this.#rare;
    const actions = this.#actions[look >>> 31];
    const draft = new Draft(this.#space, plainShape(clients), this.#plain);
    for (let at = 0; actions && at < length; at++) draft.add(random, actions, at === rare ? this.#rare : usual);
    return { config, signals: 0, steps: draft.steps };
  }
}
