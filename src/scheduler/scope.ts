/** A scope: plans of one length over one configuration, exactly as many as a sentence can say. */
import type { Gap } from "./plan.js";

/**
 * Every plan of exactly so many steps: plain verbs unless `variants`, distinct objects as items unless `odd`, each signal
 * for one operation. Where items have priorities they have 0 or 1. Never a `chained` step, an `elapse`, a time limit, or
 * a signal that is aborted before the call: those are the business of random plans.
 */
export interface Scope {
  /** Index into the space's configurations. */
  readonly config: number;
  /** Length of each plan, at least 1. */
  readonly steps: number;
  /** Most clients that issue blocking steps in a plan. */
  readonly clients: number;
  /** What may lie between two steps. After the last one comes quiescence anyway. */
  readonly gaps: readonly Gap[];
  /** Most cancel steps in a plan. Absent: any number. */
  readonly cancels?: number;
  /** Items of every class that the space has. Nothing keeps one that is no object from coming twice. */
  readonly odd?: boolean;
  /** Variants of verbs, too, but for those that need time. */
  readonly variants?: boolean;
}
