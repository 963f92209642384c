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
import type { Edge } from "./edges.js";
import type { Label } from "./labels.js";
import { SetTable, arePlaces, type StateSet } from "./setTable.js";
import { situationBits } from "./situations.js";
import { StateTable, type Place } from "./stateTable.js";

export type { StateSet } from "./setTable.js";

/** Most states that one set may have. */
export const STATE_LIMIT = 2_000;
/** States kept in the table before it starts afresh. The verdict never depends on it. */
const TABLE_LIMIT = 300_000;

/** A fault whose situations are counted, under this index. */
interface Watched<S> {
  readonly index: number;
  readonly fault: Fault<S>;
}

/** The lazily determinised model. */
export class Relation<S> {
  readonly #model: Model<S>;
  /** The model without the faults that are allowed. */
  readonly #strict: Model<S>;
  /** The watched faults, with their index, by the kinds of events at which they may be at hand. */
  readonly #watched: ReadonlyMap<ModelEvent["kind"], readonly Watched<S>[]>;
  #states: StateTable<S>;
  #sets = new SetTable<S>();
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
    this.#watched = byKind(watched);
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
  follow(set: StateSet<S>, label: Label, event: () => ModelEvent, byRank = false): Edge<StateSet<S>> {
    const known = set.edge(label);
    if (known) return known;
    const edge = this.compute(set, event(), byRank);
    set.addEdge(label, edge);
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
  compute(set: StateSet<S>, event: ModelEvent, byRank = false): Edge<StateSet<S>> {
    const before = this.#before(set, event);
    const situations = this.#situations(before, event);
    if (before.length > STATE_LIMIT) return { to: "overflow", kept: null, situations };
    const states: S[] = [];
    const from: Place<S>[] = [];
    for (const place of before) {
      for (const state of this.#model.step(place.state, event)) {
        states.push(state);
        from.push(place);
      }
    }
    if (states.length === 0) return { to: "refused", kept: null, situations };
    if (states.length > STATE_LIMIT && this.#states.distinct(states, from).length > STATE_LIMIT) {
      return { to: "overflow", kept: null, situations };
    }
    if (byRank && event.kind === "settle") this.#moveUp(states, event.client);
    const brings = event.kind === "call" || event.kind === "now" ? event.item === set.live : false;
    const known = set.live + (brings ? 1 : 0);
    const kept = this.#keepItems(states, known);
    const after = this.#states.distinct(states, from);
    const live = kept ? kept.length : known;
    return { to: this.#intern(byRank ? this.#grown(after) : after, live), kept, situations };
  }

  /** Bits of the watched faults whose situation is at hand in every one of these states. */
  #situations(before: readonly Place<S>[], event: ModelEvent): readonly number[] {
    const atHand: number[] = [];
    for (const { index, fault } of this.#watched.get(event.kind) ?? []) {
      if (isAtHand(fault, before, event)) atHand.push(index);
    }
    return this.#shared(situationBits(atHand));
  }

  /** Names clients anew once that of `rank` has nothing outstanding. */
  #moveUp(states: S[], rank: number): void {
    const moved = movedUp(rank);
    for (let at = 0; at < states.length; at++) states[at] = this.#model.renameClients(states[at] as S, moved);
  }

  /** Names items anew where not all of the `known` ones are live, and answers which are; null where all are. */
  #keepItems(states: S[], known: number): readonly number[] | null {
    const live: boolean[] = [];
    let count = 0;
    for (let at = 0; at < states.length && count < known; at++) {
      for (const item of this.#model.items(states[at] as S)) {
        if (live[item] === true) continue;
        live[item] = true;
        count++;
      }
    }
    if (count === known) return null;
    const kept: number[] = [];
    const ranks: number[] = [];
    for (let item = 0; item < live.length; item++) {
      if (live[item] === true) kept.push(item);
      ranks.push(kept.length - 1);
    }
    const rename = (item: number): number => ranks[item] ?? item;
    for (let at = 0; at < states.length; at++) states[at] = this.#model.rename(states[at] as S, rename);
    return this.#shared(kept);
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
    // mostly nothing is reached, or no turn matters: what is the same is kept once
    const other = (turns ? set.within : set.across) ?? set.places;
    const before = arePlaces(found, other) ? other : found;
    if (turns) set.across = before;
    else set.within = before;
    return before;
  }

  /**
   * What may be added to these places without making a difference: what unseen steps reach from them, where no turn
   * matters to any of it. Sets that differ only in that are one. A reader is shown sets as they are.
   */
  #grown(places: Place<S>[]): Place<S>[] {
    const within = this.#states.reached(places, false, STATE_LIMIT);
    return within.length <= STATE_LIMIT && this.#states.areTurned(within) ? within : places;
  }

  /** The set of these places, which it puts in order. */
  #intern(places: Place<S>[], live: number): StateSet<S> {
    if (places.length > 1) places.sort((a, b) => a.id - b.id);
    const known = this.#sets.find(places, live);
    if (known) return known;
    return this.size > TABLE_LIMIT ? this.#afresh(places, live) : this.#sets.add(places, live);
  }

  /** Empties the table, so that memory stays bounded; sets that a run still holds stay good for that run. */
  #afresh(places: readonly Place<S>[], live: number): StateSet<S> {
    this.#states = new StateTable(this.#model);
    this.#sets = new SetTable();
    this.#start.clearEdges();
    this.#start = this.#intern([this.#states.place(this.#model.initial)], 0);
    return this.#intern(
      places.map((place) => this.#states.place(place.state)),
      live,
    );
  }
}

function byKind<S>(faults: readonly Fault<S>[]): ReadonlyMap<ModelEvent["kind"], readonly Watched<S>[]> {
  const lists = new Map<ModelEvent["kind"], Watched<S>[]>();
  for (const [index, fault] of faults.entries()) {
    for (const kind of fault.at) {
      const list = lists.get(kind) ?? [];
      list.push({ index, fault });
      lists.set(kind, list);
    }
  }
  return lists;
}

function isAtHand<S>(fault: Fault<S>, places: readonly Place<S>[], event: ModelEvent): boolean {
  for (const place of places) if (!fault.situation(place.state, event)) return false;
  return true;
}
