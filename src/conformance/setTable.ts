/** Sets of states, each kept once. */
import { Edges } from "./edges.js";
import type { Place } from "./stateTable.js";

/** A set of states that the model may be in. */
export class StateSet<S> extends Edges<StateSet<S>> {
  /** What unseen steps reach within a turn, and across turns; worked out when first asked for. */
  within: readonly Place<S>[] | null = null;
  across: readonly Place<S>[] | null = null;

  constructor(
    readonly places: readonly Place<S>[],
    /** How many items are live. */
    readonly live: number,
  ) {
    super();
  }
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
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The set of these places, in the order of their ids, if it is known. */
  find(places: readonly Place<S>[], live: number): StateSet<S> | undefined {
    for (let entry = this.#entries.get(hashOf(places, live)); entry; entry = entry.next) {
      if (entry.set.live === live && arePlaces(entry.set.places, places)) return entry.set;
    }
    return undefined;
  }

  /** A new set of these places, in the order of their ids. */
  add(places: readonly Place<S>[], live: number): StateSet<S> {
    const set = new StateSet(places, live);
    const hash = hashOf(places, live);
    this.#entries.set(hash, { set, next: this.#entries.get(hash) });
    this.#size++;
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
