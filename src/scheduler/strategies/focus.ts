/**
 * What an arbitrary draws more often than usual, as data: weights of operations and gaps, capacities, clients. The
 * swarm (swarm.ts) turns it into plans.
 */
import type { Gap } from "../plan.js";

/** Weights and choices of one arbitrary. Whatever is absent stays as usual. */
export interface Focus {
  /**
   * Weight by verb name, `cancel` or `elapse`; 0 leaves it out. Verbs that a focus does not name have weight 1: a queue
   * that is closed in the second step shows little of anything else. Without a focus all weigh 4.
   */
  readonly verbs?: Readonly<Record<string, number>>;
  /** Weight by gap. */
  readonly gaps?: Readonly<Partial<Record<`${Gap}`, number>>>;
  /** Capacities that the rule needs: only finite ones, mostly those up to 2, or mostly the two smallest above 0. */
  readonly capacity?: "bounded" | "small" | "tight" | "any";
  /** Weight of the variants of verbs. Usual weight is 4. */
  readonly variants?: number;
  /** Most puts bring an item that is no plain object. */
  readonly odd?: boolean;
  /** Many operations get a signal that is aborted already. */
  readonly aborted?: boolean;
  /** Half of the cancels name the client that called first, so that many are late; usually one of eight does. */
  readonly late?: boolean;
  /** In every second plan each client parks first, and then much happens in one turn, as in some plans without a focus. */
  readonly bursts?: boolean;
  /** How many clients issue blocking steps, 1 to 4. */
  readonly clients?: number;
  /** Shortest and longest plan. */
  readonly steps?: readonly [number, number];
}

/** Weights of gaps by which most things happen in one turn. */
export const sameTurn = { quiet: 4, "0": 10, "1": 3, "2": 1 } as const;

/** Weights of gaps by which much happens in one turn, and then everything comes to rest. */
export const burst = { quiet: 6, "0": 14, "1": 2 } as const;
