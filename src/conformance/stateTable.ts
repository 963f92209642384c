/** States of a model, each kept once, with what unseen steps reach from it. */
import type { Model } from "../models/model.js";

/** One state in the table. */
export interface Place<S> {
  readonly id: number;
  readonly state: S;
  /** What one unseen step reaches, and what a turn makes of the state; worked out when first asked for. */
  next: readonly Place<S>[] | null;
  turned: Place<S> | null;
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
    const place: Place<S> = { id: this.#places.size, state, next: null, turned: null, seen: 0 };
    this.#places.set(key, place);
    return place;
  }

  /** The places of these states, each once. Where a state is that of its place in `from`, it is not looked up. */
  distinct(states: readonly S[], from: readonly Place<S>[]): Place<S>[] {
    const sweep = ++sweeps;
    const found: Place<S>[] = [];
    for (let at = 0; at < states.length; at++) {
      const state = states[at] as S;
      const own = from[at];
      const place = own?.state === state ? own : this.place(state);
      if (place.seen === sweep) continue;
      place.seen = sweep;
      found.push(place);
    }
    return found;
  }

  /** Whether a turn changes none of these places. */
  areTurned(places: readonly Place<S>[]): boolean {
    return places.every((place) => this.#turned(place) === place);
  }

  /**
   * What unseen steps reach from some places, themselves included, each once: within the turn, or after any number of
   * turns. Stops soon after `limit`.
   */
  reached(from: readonly Place<S>[], turns: boolean, limit: number): Place<S>[] {
    const sweep = ++sweeps;
    const found: Place<S>[] = [];
    const add = (place: Place<S>): void => {
      const one = turns ? this.#turned(place) : place;
      if (one.seen === sweep) return;
      one.seen = sweep;
      found.push(one);
    };
    for (const place of from) add(place);
    for (let at = 0; at < found.length && found.length <= limit; at++) {
      const one = found[at];
      if (one) for (const next of this.#next(one)) add(next);
    }
    return found;
  }

  #turned(place: Place<S>): Place<S> {
    if (place.turned) return place.turned;
    const state = this.#model.passTurn(place.state);
    return (place.turned = state === place.state ? place : this.place(state));
  }

  #next(place: Place<S>): readonly Place<S>[] {
    return (place.next ??= this.#model.internal(place.state).map((state) => this.place(state)));
  }
}
