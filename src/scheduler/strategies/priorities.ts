/**
 * Plans by priorities, after PCT (Burckhardt et al., "A randomized scheduler with probabilistic guarantees of finding
 * bugs", 2010): every client has a program and a priority; the one with the highest goes on until its program is over or a
 * change point puts it last. So one client calls several times in a row, which from its second call on means: out of the
 * continuation of the call before. PCT's guarantee does not carry over, since clients also block.
 */
import { CLIENTS } from "../plan.js";
import type { PackedPlan, PlanSpace } from "../planSpace.js";
import { Draft, plainCalls, plainShape } from "./draft.js";
import type { PlanDrawer, RandomSource } from "./strategy.js";
import { ACTION_DRAWS, GAP_DRAWS, weighted } from "./weights.js";

const SHORTEST = 3;
const LONGEST = 12;
/** Most change points of a plan. */
const MOST_CHANGES = 3;
/** Weights of the gaps quiet, 0, 1, 2, 3, 5 while one client goes on, and where another takes over. */
const WITHIN: readonly (readonly number[])[] = [
  [1, 8, 2, 1, 0, 0],
  [0, 1, 0, 0, 0, 0],
  [1, 1, 1, 0, 0, 0],
];
const BETWEEN = [3, 3, 2, 1, 1, 1];

/** Draws plans by priorities. */
export class Priorities implements PlanDrawer {
  readonly #space: PlanSpace;
  readonly #plain: readonly number[];
  readonly #actions: Uint8Array;
  readonly #within: readonly Uint8Array[] = WITHIN.map((mix) => weighted(mix, GAP_DRAWS));
  readonly #between = weighted(BETWEEN, GAP_DRAWS);

  constructor(space: PlanSpace) {
    this.#space = space;
    this.#plain = plainCalls(space);
    const weights = space.actions.map((action) => (action.do === "call" && action.variant === undefined ? 4 : 2));
    this.#actions = weighted(weights, ACTION_DRAWS);
  }

  draw(random: RandomSource): PackedPlan {
    const head = random.next() >>> 0;
    const config = (head & 0xff) % this.#space.configs.length;
    const clients = 2 + (((head >>> 8) & 0xff) % (CLIENTS - 1));
    const length = SHORTEST + (((head >>> 16) & 0xff) % (LONGEST - SHORTEST + 1));
    const within = this.#within[(head >>> 24) % WITHIN.length] ?? this.#between;
    const order = shuffled(clients, random.next() >>> 0);
    const changes = changePoints(length, random.next() >>> 0);
    const programs = Array.from({ length: clients }, () => Math.ceil(length / clients));
    const draft = new Draft(this.#space, { ...plainShape(clients), chains: true }, this.#plain);
    for (let at = 0; at < length; at++) {
      const [first = 0] = order;
      programs[first] = (programs[first] ?? 0) - 1;
      const takesOver = programs[first] === 0 || changes.includes(at);
      draft.add(random, this.#actions, takesOver ? this.#between : within, first);
      if (takesOver) order.push(...order.splice(0, 1));
    }
    return { config, signals: 0, steps: draft.steps };
  }
}

/** The numbers below `count` in an order that `draw` chooses. */
function shuffled(count: number, draw: number): number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  const order: number[] = [];
  for (let rest = draw; left.length > 0; rest = Math.floor(rest / CLIENTS)) {
    order.push(...left.splice(rest % left.length, 1));
  }
  return order;
}

/** Up to {@link MOST_CHANGES} positions below `length`. */
function changePoints(length: number, draw: number): readonly number[] {
  const count = (draw & 0xff) % (MOST_CHANGES + 1);
  return Array.from({ length: count }, (_, index) => ((draw >>> (8 * (index + 1))) & 0xff) % length);
}
