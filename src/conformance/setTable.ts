/** Sets of states, each kept once. */
import type { Place } from "./stateTable.js";

/** A set of states that the model may be in. */
export class StateSet<S> {
  /** What unseen steps reach within a turn, and across turns; worked out when first asked for. */
  within: readonly Place<S>[] | null = null;
  across: readonly Place<S>[] | null = null;

  constructor(
    /** Its number in its table. */
    readonly id: number,
    readonly places: readonly Place<S>[],
    /** How many items are live. */
    readonly live: number,
  ) {}
}

/** A set, and the next one with the same hash. */
interface Entry<S> {
  readonly set: StateSet<S>;
  readonly next: Entry<S> | undefined;
}

/** Keeps every set once. */
export class SetTable<S> {
  /** By a hash of the places. */
  readonly #entries = new Map<number, Entry<S>>();
  readonly #sets: StateSet<S>[] = [];

  get size(): number {
    return this.#sets.length;
  }

  /** The set with this id. */
  at(id: number): StateSet<S> {
    const set = this.#sets[id];
    if (!set) throw new Error(`kit error: there is no state set ${String(id)}`);
    return set;
  }

  has(set: StateSet<S>): boolean {
    return this.#sets[set.id] === set;
  }

  /** The set of these places, in the order of their ids. */
  set(places: readonly Place<S>[], live: number): StateSet<S> {
    const hash = hashOf(places, live);
    const first = this.#entries.get(hash);
    for (let entry = first; entry; entry = entry.next) {
      if (entry.set.live === live && arePlaces(entry.set.places, places)) return entry.set;
    }
    const set = new StateSet(this.#sets.length, places, live);
    this.#sets.push(set);
    this.#entries.set(hash, { set, next: first });
    return set;
  }
}

function hashOf(places: readonly Place<unknown>[], live: number): number {
  let hash = live;
  for (const { id } of places) hash = (Math.imul(hash, 0x01000193) ^ id) & 0x3fffffff;
  return hash;
}

/** Whether two lists hold the same places in the same order. */
export function arePlaces<S>(some: readonly Place<S>[], others: readonly Place<S>[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}
