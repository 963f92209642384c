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
 */

/** The presets' names. */
export type ProfileName = "contract" | "fifo" | "asyncio";

/**
 * How an outstanding operation of a verb is cancelled: through the AbortSignal in its context, through the `cancel()`
 * of the operation that the verb returns, or not at all.
 */
export type Cancellation = "signal" | "method" | "none";

/** The semantics that an event claims. */
export interface EventProfile {
  readonly name: ProfileName;
  /** By verb; absent verbs are found out by the smoke check (a verb that reads `signal` supports it). */
  readonly cancellation?: Readonly<Record<string, Cancellation>>;
  /** Longest timer, in milliseconds of the virtual clock, that a wake may need. Default 1. */
  readonly wakesWithin?: number;
}

/** The semantics that a queue claims. */
export interface QueueProfile extends EventProfile {
  /** Capacities to try; `Infinity` is unbounded. Default: Infinity, 1, 2, 3, 4. */
  readonly capacities?: readonly number[];
  /** What capacity 0 means. Default `refused`: 0 is never tried. */
  readonly zero?: "unbounded" | "rendezvous" | "refused";
}

/** The presets. Spread one to change a single choice: `{ ...profiles.fifo, capacities: [Infinity] }`. */
export const profiles: { readonly [K in ProfileName]: { readonly name: K } } = {
  contract: { name: "contract" },
  fifo: { name: "fifo" },
  asyncio: { name: "asyncio" },
};
