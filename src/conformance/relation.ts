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
import { EdgeTable, OVERFLOW, REFUSED } from "./edges.js";
import type { Label } from "./labels.js";
import { SetTable, arePlaces, type StateSet } from "./setTable.js";
import { situationBits, type Situations } from "./situations.js";
import { StateTable, type Place } from "./stateTable.js";

export type { StateSet } from "./setTable.js";

/** Most states that one set may have. */
export const STATE_LIMIT = 2_000;
/** States and sets kept in the table before it starts afresh. The verdict never depends on it. */
const TABLE_LIMIT = 300_000;

const NO_EFFECT: Effect = { kept: null, situations: [] };

/** A fault whose situations are counted, under this index. */
interface Watched<S> {
  readonly index: number;
  readonly fault: Fault<S>;
}

/** What an event does besides where it leads. Kept once: the same effects are the same object. */
export interface Effect {
  /** Ranks of the items that stay live, or null for all of them. */
  readonly kept: readonly number[] | null;
  /** The watched faults whose situation is at hand in every followed state. */
  readonly situations: Situations;
}

/** Where an event leads. */
export interface Edge<S> extends Effect {
  /** `refused`: no followed state allows the event. `overflow`: too many states to follow. */
  readonly to: StateSet<S> | "refused" | "overflow";
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
  #edges = new EdgeTable();
  /** Effects that many edges share, and their places by what they are. */
  readonly #effects: Effect[] = [];
  readonly #effectIds = new Map<string, number>();
  #start: StateSet<S>;
  readonly #limit: number;

  /**
   * @param model - what to compare with
   * @param allowed - faults that count as allowed (declared deviations, earlier failures)
   * @param watched - faults whose situations are counted
   * @param limit - states and sets that its table may hold together, before it starts afresh
   */
  constructor(
    model: Model<S>,
    allowed: readonly Fault<S>[] = [],
    watched: readonly Fault<S>[] = [],
    limit: number = TABLE_LIMIT,
  ) {
    this.#limit = limit;
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
   * The edge of an event from the set with this id, or -1 where nobody has asked for it yet: see {@link explore}. Clients go
   * by rank (clientRanks.ts). An edge is good until the next one is explored.
   */
  edge(set: number, label: Label): number {
    return this.#edges.find(set, label);
  }

  /** The set to which an edge leads; below 0 where it leads to none, see edges.ts. */
  target(edge: number): number {
    return this.#edges.target(edge);
  }

  effect(edge: number): Effect {
    return this.#effects[this.#edges.effect(edge)] ?? NO_EFFECT;
  }

  /**
   * Works an edge out that is not known. `byRank`: the event names clients by rank (clientRanks.ts), so that a settlement
   * moves the others up. The table may start afresh for it: then ids from before are nobody's.
   */
  explore(set: number, label: Label, event: ModelEvent, byRank = true): number {
    const from = this.size > this.#limit ? this.#afresh(this.#sets.at(set)) : this.#sets.at(set);
    const { to, kept, situations } = this.compute(from, event, byRank);
    const target = typeof to !== "string" ? to.id : to === "refused" ? REFUSED : OVERFLOW;
    return this.#edges.add(from.id, label, target, this.#effectId(kept, situations));
  }

  /**
   * Where the event leads from `set`. `label` names the event; `event` is asked for only when the table has no answer.
   * `byRank`: see {@link explore}.
   */
  follow(set: StateSet<S>, label: Label, event: () => ModelEvent, byRank = false): Edge<S> {
    const { id } = this.adopted(set);
    const known = this.edge(id, label);
    const edge = known < 0 ? this.explore(id, label, event(), byRank) : known;
    const target = this.target(edge);
    const to = target >= 0 ? this.#sets.at(target) : target === REFUSED ? "refused" : "overflow";
    return { to, ...this.effect(edge) };
  }

  /** A set that may be another relation's, of the same model but for the faults that are allowed. */
  adopted(set: StateSet<S>): StateSet<S> {
    return this.#sets.has(set) ? set : this.#copied(set);
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
  #situations(before: readonly Place<S>[], event: ModelEvent): Situations {
    const atHand: number[] = [];
    for (const { index, fault } of this.#watched.get(event.kind) ?? []) {
      if (isAtHand(fault, before, event)) atHand.push(index);
    }
    return situationBits(atHand);
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
    return kept;
  }

  #effectId(kept: readonly number[] | null, situations: Situations): number {
    const name = `${kept ? kept.join() : "all"} ${situations.join()}`;
    let id = this.#effectIds.get(name);
    if (id === undefined) {
      this.#effectIds.set(name, (id = this.#effects.length));
      this.#effects.push({ kept, situations });
    }
    return id;
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
    return this.#sets.set(places, live);
  }

  /** Empties the table, so that memory stays bounded. Answers the set in the new one. */
  #afresh(set: StateSet<S>): StateSet<S> {
    this.#states = new StateTable(this.#model);
    this.#sets = new SetTable();
    this.#edges = new EdgeTable();
    this.#start = this.#intern([this.#states.place(this.#model.initial)], 0);
    return this.#copied(set);
  }

  /** A set from before the table started afresh. */
  #copied({ places, live }: StateSet<S>): StateSet<S> {
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
