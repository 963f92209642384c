/** States of a model, each kept once, with what unseen steps reach from it. */
import type { Model } from "../models/model.js";

/** One state in the table. */
export interface Place<S> {
  readonly id: number;
  readonly state: S;
  /** Items that the state knows. */
  readonly items: readonly number[];
  /** What unseen steps reach within a turn, and across turns; worked out when first asked for. */
  within: readonly Place<S>[] | null;
  across: readonly Place<S>[] | null;
  /** The last sweep that has seen this place. */
  seen: number;
}

/** Counts sweeps over places, of all tables together. */
let sweeps = 0;

/** Keeps every state once. */
export class StateTable<S> {
  readonly #model: Model<S>;
  readonly #places = new Map<string, Place<S>>();

  constructor(model: Model<S>) {
    this.#model = model;
  }

  get size(): number {
    return this.#places.size;
  }

  /** The place of a state. */
  place(state: S): Place<S> {
    const key = this.#model.key(state);
    const known = this.#places.get(key);
    if (known) return known;
    const items = this.#model.items(state);
    const place: Place<S> = { id: this.#places.size, state, items, within: null, across: null, seen: 0 };
    this.#places.set(key, place);
    return place;
  }

  /** The places of all that `next` gives, each once; stops soon after `limit`. */
  distinct(from: readonly Place<S>[], next: (place: Place<S>) => readonly S[], limit: number): readonly Place<S>[] {
    const sweep = ++sweeps;
    const found: Place<S>[] = [];
    for (const one of from) {
      for (const state of next(one)) {
        const place = this.place(state);
        if (place.seen === sweep) continue;
        place.seen = sweep;
        found.push(place);
      }
      if (found.length > limit) break;
    }
    return found;
  }

  /** All places of the lists, each once; stops soon after `limit`. */
  union(lists: readonly (readonly Place<S>[])[], limit: number): readonly Place<S>[] {
    if (lists.length === 1) return lists[0] ?? [];
    const sweep = ++sweeps;
    const found: Place<S>[] = [];
    for (const list of lists) {
      for (const place of list) {
        if (place.seen === sweep) continue;
        place.seen = sweep;
        found.push(place);
      }
      if (found.length > limit) break;
    }
    return found;
  }

  /** What unseen steps reach from a place, itself included: within the turn, or after any number of turns. */
  closure(place: Place<S>, turns: boolean, limit: number): readonly Place<S>[] {
    const known = turns ? place.across : place.within;
    if (known) return known;
    const sweep = ++sweeps;
    const passed = (state: S): Place<S> => this.place(turns ? this.#model.passTurn(state) : state);
    const start = turns ? this.#model.passTurn(place.state) : place.state;
    const found = [start === place.state ? place : this.place(start)];
    for (const first of found) first.seen = sweep;
    for (let at = 0; at < found.length && found.length <= limit; at++) {
      const one = found[at];
      if (!one) break;
      for (const next of this.#model.internal(one.state)) {
        const reached = passed(next);
        if (reached.seen === sweep) continue;
        reached.seen = sweep;
        found.push(reached);
      }
    }
    if (turns) place.across = found;
    else place.within = found;
    return found;
  }
}
