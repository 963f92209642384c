/**
 * Profiles: the semantic choices that an adapter declares. They choose and shape the model.
 *
 * - `contract`: the weakest that any sane primitive satisfies: nothing lost, duplicated or invented, item order,
 *   capacity, no lost wakeup, cancellation harms nobody else. An operation takes effect at any moment between its call
 *   and its settlement.
 * - `fifo`: effects come at the call, an item or slot goes directly to whoever waits longest, nobody overtakes. When a
 *   waiter is cancelled after it was chosen, either may win.
 * - `asyncio`: exactly what CPython does: a queue's wake is a hint, a newcomer may barge, the beaten waiter parks again
 *   at the tail, and cancel wins over a wake.
 *
 * A preset is refined by single axes: `{ ...profiles.fifo, order: "lifo" }`. docs/profiles.md shows, for each value of
 * each axis, the smallest interleaving that tells it from its neighbours.
 */
import type { EventKind, PulseReleases, SetResult, WaitResult } from "../models/event/axes.js";
import type { CloseSemantics, ItemOrder, Overflow, PutSettles } from "../models/queue/axes.js";
import type { ItemClass } from "../scheduler/plan.js";

export type { EventKind, PulseReleases, SetResult, WaitResult } from "../models/event/axes.js";
export type { ClosedAnswer, CloseSemantics, ItemOrder, Overflow, PutSettles } from "../models/queue/axes.js";

/** The presets' names. */
export type ProfileName = "contract" | "fifo" | "asyncio";

/**
 * How an outstanding operation of a verb is cancelled: through the AbortSignal in its context, through the `cancel()`
 * of the operation that the verb returns, or not at all.
 */
export type Cancellation = "signal" | "method" | "none";

/** What the profiles of all primitives may say. */
export interface CommonProfile {
  readonly name: ProfileName;
  /** By verb; absent verbs are found out by the smoke check (a verb that reads `signal` supports it). */
  readonly cancellation?: Readonly<Record<string, Cancellation>>;
  /** Longest timer, in milliseconds of the virtual clock, that a wake may need. Default 1. */
  readonly wakesWithin?: number;
}

/** The semantics that an event claims. */
export interface EventProfile extends CommonProfile {
  /** Default `manual-reset`. */
  readonly kind?: EventKind;
  /** How many waiters one set() releases: a pulse may release `all` (default) or `one`. */
  readonly releases?: "all" | "one";
  /** Auto-reset: how many set() calls that found nobody waiting are remembered. Default 1. */
  readonly memory?: number;
  /** Where one set() releases one waiter, which. Default: any under `contract`, else fifo. */
  readonly releaseOrder?: "fifo" | "any";
  /** Waiters at a set() that is cleared in the same turn. Default: may under `contract`, else must. */
  readonly clearedInTurn?: PulseReleases;
  /** What set() answers. `changed`: true when it changed the event, else false. Default: nothing that is checked. */
  readonly setResult?: SetResult;
  /**
   * What a wait() that was released answers, once `outcomes.wait` has mapped it: `true` (as `asyncio.Event.wait` does) or
   * `undefined`. Default: nothing that is checked.
   */
  readonly waitResult?: WaitResult;
  /** Most wait() calls that may be outstanding at a time. Plans respect it. Default: as many as there are clients. */
  readonly maxWaiters?: number;
}

/** The semantics that a queue claims. */
export interface QueueProfile extends CommonProfile {
  /**
   * Capacities to try; `Infinity` is unbounded. Default: Infinity, 1, 2, 3, 4. `none` for a queue that knows no capacity.
   */
  readonly capacities?: readonly number[] | "none";
  /** What capacity 0 means. Default `refused`: `create` must throw for it; 0 is tried only then. */
  readonly zero?: "unbounded" | "rendezvous" | "refused";
  /** Default `fifo`. */
  readonly order?: ItemOrder;
  /** Items of equal priority. Default `any`. */
  readonly equalPriority?: "any" | "fifo";
  /** Default `wait`. */
  readonly overflow?: Overflow;
  /** Default `accepted`. */
  readonly putSettles?: PutSettles;
  /**
   * What each way to close does, by the name of the variant; the plain verb is `close`. What is left out: items are
   * drained, a second close is ok, everything else ends closed.
   */
  readonly close?: Readonly<Record<string, Partial<CloseSemantics>>>;
  /** Whether `close` answers at once (default) or has to be awaited. */
  readonly closing?: "immediate" | "blocking";
  /**
   * Classes of items that the queue can hold besides plain objects. Default: `undefined`, `null`, `0`, `''`, `NaN` and
   * `false`, without those to which the adapter gives a meaning (an empty answer, a closed mark) or which `put` refuses.
   */
  readonly items?: readonly ItemClass[];
  /** Most get() calls that may be outstanding at a time. Plans respect it. */
  readonly maxGetters?: number;
  /** Most put() calls that may be outstanding at a time. Plans respect it. */
  readonly maxPutters?: number;
  /** Bulk costs that must not grow with the number of waiters or items. Default: reported, never failed. */
  readonly constantCost?: boolean;
}

/** The presets. Spread one to change a single choice: `{ ...profiles.fifo, capacities: [Infinity] }`. */
export const profiles: { readonly [K in ProfileName]: { readonly name: K } } = {
  contract: { name: "contract" },
  fifo: { name: "fifo" },
  asyncio: { name: "asyncio" },
};
