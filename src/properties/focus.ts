/**
 * What an arbitrary draws more often than usual, as data: weights of operations and gaps, capacities, clients. The
 * generator (plans.ts) turns it into plans.
 */
import type { Gap } from "../scheduler/plan.js";

/** Weights and choices of one arbitrary. Whatever is absent stays as usual. */
export interface Focus {
  /** Weight by verb name, or `cancel`. Usual weight is 4; 0 leaves it out. */
  readonly verbs?: Readonly<Record<string, number>>;
  /** Weight by gap. */
  readonly gaps?: Readonly<Partial<Record<`${Gap}`, number>>>;
  /** Capacities that the rule needs: only finite ones, or only those up to a bound. */
  readonly capacity?: "bounded" | "small" | "any";
  /** How many clients issue blocking steps, 1 to 4. */
  readonly clients?: number;
  /** Shortest and longest plan. */
  readonly steps?: readonly [number, number];
}
