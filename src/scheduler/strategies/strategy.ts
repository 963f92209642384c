/** The one interface of all search strategies: a numbered list of plans, the same ones each time it is asked. */
import type { PackedPlan } from "../planSpace.js";

/** Where random choices come from. A generator of pure-rand is such a source. */
export interface RandomSource {
  /** Any integer of 32 bits, signed or not. */
  next(): number;
}

/** Draws one plan after the other: what a random strategy is, apart from its seed. */
export interface PlanDrawer {
  /** Draws one plan. The same draws give the same plan. */
  draw(random: RandomSource): PackedPlan;
}

/** A numbered list of plans. */
export interface Strategy {
  /** What reports call it: a rule's id, `exhaustive`, `swarm`, `priority`, `rare-gap`. */
  readonly name: string;
  /** The plans number `from` to `from + count - 1`; fewer where the list ends. */
  plans(from: number, count: number): Iterable<PackedPlan>;
}
