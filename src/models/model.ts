/**
 * What a model is: a nondeterministic labelled transition system, pure and immutable. It says which states may follow a
 * visible event, which internal steps may happen unseen, and what passes with a microtask turn. Nothing here knows of
 * promises, clocks or subjects.
 *
 * A waiter is *parked* (registered), *woken* (chosen, its caller has not resumed) or *resumed*. Nearly every real bug
 * lives between the last two.
 */

import type { Codes } from "./codes.js";

/** How an operation ended, as far as a model cares. */
export type ModelOutcome =
  "ok" | "item" | "foreign" | "full" | "empty" | "closed" | "cancelled" | "timedOut" | "error" | "yes" | "no";

/** No item. */
export const NONE = -1;
/** An item that was delivered before. */
export const SPENT = -2;
/** An item that can no longer be anywhere: its put was refused or withdrawn. */
export const GONE = -3;

/**
 * A visible event.
 *
 * - `call`: a client begins a blocking operation; `item` is what it brings;
 * - `now`: an immediate operation, call and result in one; `item` is what it brings or was given;
 *   both say the `variant` of the verb (absent is the plain one), the `priority` of the item that they bring (absent is
 *   0, the most urgent) and whether that item is `odd`: no plain object;
 * - `settle`: the client's outstanding operation ended; `item` is what it was given;
 * - `again`: an operation that had ended ended once more;
 * - `cancel`: the client's outstanding operation is asked to end; a `silent` one need not tell that it did; of `shared`
 *   ones that follow each other nobody knows which is asked first; `lateCancel`: its last one, which is over;
 * - `elapse`: the clock has moved to the next timer and that has run; `isLast` when no timer is left at the quiet point
 *   that follows, so that the time of every operation with a time-out is up;
 * - `turn`: a microtask boundary may lie here; `quiet`: nothing can run any more;
 * - `observe`: what an observer reads at the quiet point: one of the adapter's, or a fact that the kit counts itself
 *   (`listeners` left on signals of operations that are over, `rejections` left unhandled).
 */
export type ModelEvent =
  | ({ readonly kind: "call"; readonly client: number; readonly verb: string; readonly item: number } & Manner)
  | ({
      readonly kind: "now";
      readonly client: number;
      readonly verb: string;
      readonly outcome: ModelOutcome;
      readonly item: number;
    } & Manner)
  | { readonly kind: "settle"; readonly client: number; readonly outcome: ModelOutcome; readonly item: number }
  | { readonly kind: "again"; readonly client: number }
  | { readonly kind: "cancel"; readonly client: number; readonly silent: boolean; readonly shared?: boolean }
  | { readonly kind: "lateCancel"; readonly client: number }
  | { readonly kind: "elapse"; readonly isLast: boolean }
  | { readonly kind: "turn" }
  | { readonly kind: "quiet" }
  | { readonly kind: "observe"; readonly observer: string; readonly value: number };

/** How an operation is called; whatever is absent is as usual. */
export interface Manner {
  readonly variant?: string;
  readonly priority?: number;
  readonly odd?: boolean;
  /** Its signal was aborted before the call. */
  readonly aborted?: boolean;
}

/** The variant of a blocking verb that gives up after a time. */
export const TIMEOUT_VARIANT = "timeout";

/** What a reader of a trace sees of a state. */
export interface StateView {
  /** Items inside, oldest first; or the event's flag. */
  readonly content: readonly number[] | boolean;
  /** Clients that wait, oldest first where the model knows an order: they are parked. */
  readonly waiting: readonly number[];
  /** Clients that were chosen, or are certain to end, and have not resumed; in the order of waking where the model knows it. */
  readonly woken: readonly number[];
}

/** A labelled transition system over states of type `S`. States are plain immutable data. */
export interface Model<S> {
  readonly initial: S;
  /** Writes numbers that are equal for equal states only. */
  encode(state: S, codes: Codes): void;
  /** States that may follow `event`; none means that the event is refused. */
  step(state: S, event: ModelEvent): readonly S[];
  /** States reached by one unseen step. */
  internal(state: S): readonly S[];
  /** The state after a microtask turn has passed: whoever was woken before may resume from now on. */
  passTurn(state: S): S;
  /** Items that the state still knows, in any order. */
  items(state: S): readonly number[];
  /** The same state with its items renamed. */
  rename(state: S, names: (item: number) => number): S;
  /** The same state with its clients renamed; `names` moves no two with an operation outstanding to one place. */
  renameClients(state: S, names: (client: number) => number): S;
  view(state: S): StateView;
}

/**
 * The smallest relaxation of a model that lets one rule be broken: further successors in just the situation that the
 * rule names.
 */
export interface Fault<S> {
  /** Id of the rule. */
  readonly rule: string;
  /** Kinds of events at which the situation may be at hand: about others it is not asked. */
  readonly at: readonly ModelEvent["kind"][];
  /** Whether the rule's situation is at hand: `event` happens in `state`, so that the rule could be broken now. */
  situation(state: S, event: ModelEvent): boolean;
  /** Successors beyond those of the model. Called after the model's own, whether or not the model refuses. */
  relax(state: S, event: ModelEvent): readonly S[];
}

/** `model` with the successors that `faults` add. */
export function relax<S>(model: Model<S>, faults: readonly Fault<S>[]): Model<S> {
  if (faults.length === 0) return model;
  return {
    ...model,
    step: (state, event) => {
      const next = [...model.step(state, event)];
      for (const fault of faults) next.push(...fault.relax(state, event));
      return next;
    },
  };
}
