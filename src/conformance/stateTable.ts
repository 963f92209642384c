/** States of a model, each kept once, with what unseen steps reach from it. */
import { Codes, enlarged } from "../models/codes.js";
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

/** Where the numbers of a state that is looked up are written. */
const looked = new Codes();

/**
 * Keeps every state once. The numbers of all states stand one after the other in one array, and places are found by a
 * hash of them: no text and no list for each state, since most that are looked up are new.
 */
export class StateTable<S> {
  readonly #model: Model<S>;
  readonly #places: Place<S>[] = [];
  #numbers = new Int32Array(1024);
  /** By place, and one more at the end. */
  #starts = new Int32Array(64);
  #hashes = new Int32Array(64);
  /** By hash, the next one where that is taken: the id of a place plus one, 0 where none is. At most half are taken. */
  #slots = new Int32Array(128);

  constructor(model: Model<S>) {
    this.#model = model;
  }

  get size(): number {
    return this.#places.length;
  }

  /** The place of a state. */
  place(state: S): Place<S> {
    looked.length = 0;
    this.#model.encode(state, looked);
    const hash = hashOf(looked);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let taken = this.#slots[slot] ?? 0; taken !== 0; taken = this.#slots[slot] ?? 0) {
      const known = this.#places[taken - 1];
      if (known && this.#hashes[taken - 1] === hash && this.#isLooked(taken - 1)) return known;
      slot = (slot + 1) & mask;
    }
    return this.#add(state, hash, slot);
  }

  /** Whether the place has the numbers that are looked up. */
  #isLooked(id: number): boolean {
    const start = this.#starts[id] ?? 0;
    const { numbers, length } = looked;
    if ((this.#starts[id + 1] ?? 0) - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.#numbers[start + at] !== numbers[at]) return false;
    return true;
  }

  #add(state: S, hash: number, slot: number): Place<S> {
    const id = this.#places.length;
    const place: Place<S> = { id, state, next: null, turned: null, seen: 0 };
    this.#places.push(place);
    if (id + 2 > this.#starts.length) {
      this.#starts = enlarged(this.#starts, id + 2);
      this.#hashes = enlarged(this.#hashes, id + 2);
    }
    const start = this.#starts[id] ?? 0;
    const end = start + looked.length;
    if (end > this.#numbers.length) this.#numbers = enlarged(this.#numbers, end);
    for (let at = 0; at < looked.length; at++) this.#numbers[start + at] = looked.numbers[at] ?? 0;
    this.#starts[id + 1] = end;
    this.#hashes[id] = hash;
    if (2 * this.#places.length > this.#slots.length) this.#makeRoom();
    else this.#slots[slot] = id + 1;
    return place;
  }

  /** Twice as many slots. */
  #makeRoom(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#places.length; id++) {
      let slot = (this.#hashes[id] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
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

function hashOf({ numbers, length }: Codes): number {
  let hash = length;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (numbers[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 16);
}
