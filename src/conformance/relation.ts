/**
 * The relation between a history and a model: does some run of the model explain what was observed?
 *
 * A model is a nondeterministic labelled transition system with unseen steps; *all* states that it may be in are
 * followed. This is ioco with quiescence (Tretmans) over dual data structures (Scherer & Scott). The checker is the
 * lazily determinised model: one table of (state set, event) to state set. Items are named by their rank among the live
 * ones, clients by their rank among those that are busy, so sets stay few and a table is good for millions of runs.
 *
 * Before a settle, turn or quiet event any number of microtask turns may pass; before a call or cancel none, so that
 * the events of one synchronous group share a turn.
 *
 * Limits: beyond {@link STATE_LIMIT} states in one set the answer is `overflow`, never "conforms".
 */
import { relax, type Fault, type Model, type ModelEvent, type StateView } from "../models/model.js";
import { movedUp } from "./clientRanks.js";
import type { Label } from "./labels.js";
import { situationBits, type Situations } from "./situations.js";
import { StateTable, type Place } from "./stateTable.js";

/** Most states that one set may have. */
export const STATE_LIMIT = 2_000;
/** States kept in the table before it starts afresh. The verdict never depends on it. */
const TABLE_LIMIT = 300_000;

/** A set of states that the model may be in. */
export interface StateSet<S> {
  readonly places: readonly Place<S>[];
  /** How many items are live. */
  readonly live: number;
  readonly edges: Map<Label, Edge<S>>;
  /** What unseen steps reach within a turn, and across turns; worked out when first asked for. */
  within: readonly Place<S>[] | null;
  across: readonly Place<S>[] | null;
}

/** Where an event leads from a set. */
export interface Edge<S> {
  /** `refused`: no followed state allows the event. `overflow`: too many states to follow. */
  readonly to: StateSet<S> | "refused" | "overflow";
  /** Ranks of the items that stay live, or null for all of them. */
  readonly kept: readonly number[] | null;
  /** The watched faults whose situation is at hand in every followed state. */
  readonly situations: Situations;
}

/** The lazily determinised model. */
export class Relation<S> {
  readonly #model: Model<S>;
  /** The model without the faults that are allowed. */
  readonly #strict: Model<S>;
  readonly #watched: readonly Fault<S>[];
  #states: StateTable<S>;
  #sets = new Map<string, StateSet<S>>();
  /** Lists that many edges share, each once. */
  readonly #lists = new Map<string, readonly number[]>();
  #start: StateSet<S>;

  /**
   * @param model - what to compare with
   * @param allowed - faults that count as allowed (declared deviations, earlier failures)
   * @param watched - faults whose situations are counted
   */
  constructor(model: Model<S>, allowed: readonly Fault<S>[] = [], watched: readonly Fault<S>[] = []) {
    this.#model = relax(model, allowed);
    this.#strict = model;
    this.#watched = watched;
    this.#states = new StateTable(this.#model);
    this.#start = this.#intern([this.#states.place(model.initial)], 0);
  }

  /** The set before anything has happened. */
  get start(): StateSet<S> {
    return this.#start;
  }

  /** How many states and sets the table holds. */
  get size(): number {
    return this.#sets.size + this.#states.size;
  }

  /**
   * Where the event leads from `set`. `label` names the event; `event` is asked for only when the table has no answer.
   * `byRank`: the event names clients by rank (clientRanks.ts), so that a settlement moves the others up.
   */
  follow(set: StateSet<S>, label: Label, event: () => ModelEvent, byRank = false): Edge<S> {
    const known = set.edges.get(label);
    if (known) return known;
    const edge = this.compute(set, event(), byRank);
    set.edges.set(label, edge);
    return edge;
  }

  /** Whether some followed state allows the event. Leaves the table alone. */
  allows(set: StateSet<S>, event: ModelEvent): boolean {
    return this.#before(set, event).some((place) => this.#model.step(place.state, event).length > 0);
  }

  /** As {@link allows}, without the help of an allowed fault at this event. */
  promises(set: StateSet<S>, event: ModelEvent): boolean {
    return this.#before(set, event).some((place) => this.#strict.step(place.state, event).length > 0);
  }

  /** What a reader sees of the states that are followed. */
  views(set: StateSet<S>): readonly StateView[] {
    return set.places.map((place) => this.#model.view(place.state));
  }

  /** Where the event leads from `set`, worked out afresh. */
  compute(set: StateSet<S>, event: ModelEvent, byRank = false): Edge<S> {
    const before = this.#before(set, event);
    const atHand: number[] = [];
    this.#watched.forEach((fault, index) => {
      if (before.every((place) => fault.situation(place.state, event))) atHand.push(index);
    });
    const situations = this.#shared(situationBits(atHand));
    if (before.length > STATE_LIMIT) return { to: "overflow", kept: null, situations };
    const model = this.#model;
    const moved = byRank && event.kind === "settle" ? movedUp(event.client) : null;
    const next = (place: Place<S>): readonly S[] => {
      const states = model.step(place.state, event);
      return moved ? states.map((state) => model.renameClients(state, moved)) : states;
    };
    const after = this.#states.distinct(before, next, STATE_LIMIT);
    if (after.length === 0) return { to: "refused", kept: null, situations };
    if (after.length > STATE_LIMIT) return { to: "overflow", kept: null, situations };
    const brings = event.kind === "call" || event.kind === "now" ? event.item === set.live : false;
    const known = set.live + (brings ? 1 : 0);
    const live = new Set<number>();
    for (const place of after) for (const item of place.items) live.add(item);
    if (live.size === known) return { to: this.#intern(after, known), kept: null, situations };
    const kept = this.#shared([...live].sort((a, b) => a - b));
    const names = new Map(kept.map((item, rank) => [item, rank] as const));
    const rename = (item: number): number => names.get(item) ?? item;
    const renamed = this.#states.distinct(after, (place) => [this.#model.rename(place.state, rename)], STATE_LIMIT);
    return { to: this.#intern(renamed, kept.length), kept, situations };
  }

  #shared(list: readonly number[]): readonly number[] {
    const name = list.join();
    const known = this.#lists.get(name);
    if (known) return known;
    this.#lists.set(name, list);
    return list;
  }

  /** All states in which the model may be when `event` comes. */
  #before(set: StateSet<S>, event: ModelEvent): readonly Place<S>[] {
    const turns = event.kind === "settle" || event.kind === "turn" || event.kind === "quiet";
    const known = turns ? set.across : set.within;
    if (known) return known;
    const found = this.#states.reached(set.places, turns, STATE_LIMIT);
    if (turns) set.across = found;
    else set.within = found;
    return found;
  }

  #intern(places: readonly Place<S>[], live: number): StateSet<S> {
    const sorted = [...places].sort((a, b) => a.id - b.id);
    const name = `${String(live)};${sorted.map((place) => place.id).join()}`;
    const known = this.#sets.get(name);
    if (known) return known;
    if (this.#sets.size + this.#states.size > TABLE_LIMIT) return this.#afresh(sorted, live);
    const set: StateSet<S> = { places: sorted, live, edges: new Map(), within: null, across: null };
    this.#sets.set(name, set);
    return set;
  }

  /** Empties the table, so that memory stays bounded; sets that a run still holds stay good for that run. */
  #afresh(places: readonly Place<S>[], live: number): StateSet<S> {
    this.#states = new StateTable(this.#model);
    this.#sets = new Map();
    this.#start.edges.clear();
    this.#start = this.#intern([this.#states.place(this.#model.initial)], 0);
    return this.#intern(
      places.map((place) => this.#states.place(place.state)),
      live,
    );
  }
}
