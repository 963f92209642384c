/**
 * The relation between a history and a model: does some run of the model explain what was observed?
 *
 * A model is a nondeterministic labelled transition system with unseen steps; *all* states that it may be in are
 * followed. This is ioco with quiescence (Tretmans) over dual data structures (Scherer & Scott). The checker is the
 * lazily determinised model: one table of (state set, event) to state set. Items are named by their rank among the live
 * ones, so sets stay few and a table is good for millions of runs.
 *
 * Before a settle, turn or quiet event any number of microtask turns may pass; before a call or cancel none, so that
 * the events of one synchronous group share a turn.
 *
 * Limits: beyond {@link STATE_LIMIT} states in one set the answer is `overflow`, never "conforms".
 */
import { relax, type Fault, type Model, type ModelEvent, type StateView } from "../models/model.js";
import type { Label } from "./labels.js";

/** Most states that one set may have. */
export const STATE_LIMIT = 2_000;
/** States kept in the table before it starts afresh. The verdict never depends on it. */
const TABLE_LIMIT = 300_000;

/** A set of states that the model may be in. */
export interface StateSet<S> {
  readonly states: readonly S[];
  /** How many items are live. */
  readonly live: number;
  readonly edges: Map<Label, Edge<S>>;
}

/** Where an event leads from a set. */
export interface Edge<S> {
  /** `refused`: no followed state allows the event. `overflow`: too many states to follow. */
  readonly to: StateSet<S> | "refused" | "overflow";
  /** Ranks of the items that stay live, or null for all of them. */
  readonly kept: readonly number[] | null;
  /** Indexes of the watched faults whose situation is at hand in every followed state. */
  readonly situations: readonly number[];
}

interface Closure<S> {
  readonly within: Map<string, readonly S[]>;
  readonly across: Map<string, readonly S[]>;
}

/** The lazily determinised model. */
export class Relation<S> {
  readonly #model: Model<S>;
  readonly #watched: readonly Fault<S>[];
  #sets = new Map<string, StateSet<S>>();
  #closures: Closure<S> = { within: new Map(), across: new Map() };
  #start: StateSet<S>;

  /**
   * @param model - what to compare with
   * @param allowed - faults that count as allowed (declared deviations, earlier failures)
   * @param watched - faults whose situations are counted
   */
  constructor(model: Model<S>, allowed: readonly Fault<S>[] = [], watched: readonly Fault<S>[] = []) {
    this.#model = relax(model, allowed);
    this.#watched = watched;
    this.#start = this.#intern([model.initial], 0);
  }

  /** The set before anything has happened. */
  get start(): StateSet<S> {
    return this.#start;
  }

  /** How many sets the table holds: for measurements. */
  get size(): number {
    return this.#sets.size;
  }

  /** Where the event leads from `set`. `label` names the event; `event` is asked for only when the table has no answer. */
  follow(set: StateSet<S>, label: Label, event: () => ModelEvent): Edge<S> {
    const known = set.edges.get(label);
    if (known) return known;
    const edge = this.compute(set, event());
    set.edges.set(label, edge);
    return edge;
  }

  /** Whether some followed state allows the event. Leaves the table alone. */
  allows(set: StateSet<S>, event: ModelEvent): boolean {
    return this.before(set, event).some((state) => this.#model.step(state, event).length > 0);
  }

  /** What a reader sees of the states that are followed when everything woken has had its turn. */
  views(set: StateSet<S>): readonly StateView[] {
    return set.states.map((state) => this.#model.view(state));
  }

  /** All states in which the model may be when `event` comes. */
  before(set: StateSet<S>, event: ModelEvent): readonly S[] {
    const turns = event.kind === "settle" || event.kind === "turn" || event.kind === "quiet";
    const found = new Map<string, S>();
    for (const state of set.states) {
      for (const reached of this.#closure(state, turns)) found.set(this.#model.key(reached), reached);
      if (found.size > STATE_LIMIT) break;
    }
    return [...found.values()];
  }

  /** Where the event leads from `set`, worked out afresh. */
  compute(set: StateSet<S>, event: ModelEvent): Edge<S> {
    const before = this.before(set, event);
    const situations: number[] = [];
    this.#watched.forEach((fault, index) => {
      if (before.every((state) => fault.situation(state, event))) situations.push(index);
    });
    if (before.length > STATE_LIMIT) return { to: "overflow", kept: null, situations };
    const after = new Map<string, S>();
    for (const state of before) {
      for (const next of this.#model.step(state, event)) after.set(this.#model.key(next), next);
    }
    if (after.size === 0) return { to: "refused", kept: null, situations };
    if (after.size > STATE_LIMIT) return { to: "overflow", kept: null, situations };
    const states = [...after.values()];
    const brings = event.kind === "call" || event.kind === "now" ? event.item === set.live : false;
    const known = set.live + (brings ? 1 : 0);
    const live = new Set(states.flatMap((state) => this.#model.items(state)));
    if (live.size === known) return { to: this.#intern(states, known), kept: null, situations };
    const kept = [...live].sort((a, b) => a - b);
    const renamed = states.map((state) => this.#model.rename(state, (item) => kept.indexOf(item)));
    return { to: this.#intern(renamed, kept.length), kept, situations };
  }

  /** States that unseen steps reach from `state`, itself included. */
  #closure(state: S, turns: boolean): readonly S[] {
    const memo = turns ? this.#closures.across : this.#closures.within;
    const key = this.#model.key(state);
    const known = memo.get(key);
    if (known) return known;
    const first = turns ? this.#model.passTurn(state) : state;
    const found = new Map<string, S>([[this.#model.key(first), first]]);
    for (const reached of found.values()) {
      for (const next of this.#model.internal(reached)) {
        const passed = turns ? this.#model.passTurn(next) : next;
        const nextKey = this.#model.key(passed);
        if (!found.has(nextKey)) found.set(nextKey, passed);
      }
      if (found.size > STATE_LIMIT) break;
    }
    const states = [...found.values()];
    memo.set(key, states);
    return states;
  }

  #intern(states: readonly S[], live: number): StateSet<S> {
    const byKey = new Map(states.map((state) => [this.#model.key(state), state] as const));
    const keys = [...byKey.keys()].sort();
    const name = `${live};${keys.join(";")}`;
    const known = this.#sets.get(name);
    if (known) return known;
    if (this.#sets.size + this.#closures.across.size > TABLE_LIMIT) this.#forget();
    const set: StateSet<S> = { states: [...byKey.values()], live, edges: new Map() };
    this.#sets.set(name, set);
    return set;
  }

  /** Empties the table, so that memory stays bounded. Sets that runs still hold stay valid. */
  #forget(): void {
    this.#sets = new Map();
    this.#closures = { within: new Map(), across: new Map() };
    this.#start.edges.clear();
    this.#sets.set("start", this.#start);
  }
}
