/**
 * A rule: one numbered sentence with one MUST or SHOULD, as data. Ids are permanent and written by hand; the title of a
 * test, the line of a report, the selector on the command line, the mutant and the doc anchor all use the same id.
 *
 * What a rule *means* is its fault (beside the model, in `src/models`): the smallest relaxation of the model that lets
 * this rule be broken. "Rule R is broken" says: the model refuses the history, and model + fault R accepts it.
 */
import type { Preset } from "../models/catalog.js";
import type { Focus } from "../scheduler/strategies/focus.js";

/** Which kind of promise a rule makes; incomparable explanations are ordered by it. */
export type Category =
  "values" | "cancellation" | "time" | "closing" | "order" | "capacity" | "wakeup" | "integrity" | "observation";

/** Categories, the most telling first: where two incomparable faults explain a history, the earlier category names it. */
export const CATEGORIES: readonly Category[] = [
  "values",
  "cancellation",
  "time",
  "closing",
  "order",
  "capacity",
  "wakeup",
  "integrity",
  "observation",
];

/**
 * An ability that a subject may have: the name of a verb, `cancel:get` (its `get` can be cancelled), `observer:size`,
 * `several getters` (two at least may wait at a time), `many getters` (all clients may), `put for room` (a put() may be left
 * waiting outside), `put for taker` (though its item is inside or was taken), `waiting put` (either), `buffer` (items may be
 * inside: some capacity other than 0), `bounded` (some finite one above 0), `rendezvous` (0, and a put meets a get),
 * `variant:get.timeout` (a variant of a verb), `aborted:get` (its signal may be aborted before the call), `odd` (it holds
 * items that are no plain objects), or the value of an axis: `order:lifo`, `equal:fifo`, `overflow:reject`, `close:fail` (a
 * way to close), `closing:blocking`.
 */
export type Ability = string;

/** One numbered rule. */
export interface Rule {
  readonly id: string;
  /** One sentence, one MUST or SHOULD. */
  readonly sentence: string;
  /** Why anybody wants this, and what goes wrong without it. */
  readonly intent: string;
  readonly category: Category;
  /** Abilities that the rule is about. An inner list means: at least one of these. */
  readonly needs: readonly (Ability | readonly Ability[])[];
  /** Rules that are more general: whatever breaks this rule breaks those as well. Exactly the inclusion of histories. */
  readonly refines: readonly string[];
  /** Further ones that are more general only under this preset, because its model leaves less room. */
  readonly refinesIn?: Readonly<Partial<Record<Preset, readonly string[]>>>;
  /** What to look at in the implementation when it fails. */
  readonly lookAt: string;
  /** What this rule's arbitrary draws more often than usual. */
  readonly focus: Focus;
  /** With this ability the situation is rare even in the rule's own plans: a hunt draws so many times `numRuns` of them. */
  readonly rare?: { readonly with: Ability; readonly times: number };
  /**
   * The rule is about thousands of operations at once: it is judged beside the plans, by counting, and has no fault in the
   * models, whose clients are four.
   */
  readonly bulk?: true;
}

/** The rules in the order of their numbers. */
export function byNumber(rules: readonly Rule[]): readonly Rule[] {
  return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
}
