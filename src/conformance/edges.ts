/**
 * The edges of all state sets of one relation, by set and label: one array of integers, where an edge is found by a hash.
 * Every event of every history passes here, and tables grow to tens of thousands of edges: an edge is sixteen bytes in one
 * place, which is read at once, and nothing that a collector would have to follow.
 */
import type { Label } from "./labels.js";

/** Four integers an edge: the set that it leaves plus one (0 where none is), label, target, effect. */
const WIDTH = 4;

/** A target below 0 is no set. `REFUSED`: no followed state allows the event. `OVERFLOW`: too many states to follow. */
export const REFUSED = -1;
export const OVERFLOW = -2;

/** Edges by set and label. An edge is named by its place, which is good until the next one is added. */
export class EdgeTable {
  /** Half of them are taken at most; behind the last one is room for an edge that is not kept. */
  #slots = new Int32Array(WIDTH * (64 + 1));
  #mask = 64 - 1;
  #count = 0;

  /** The place of an edge; -1 where it is not known. */
  find(set: number, label: Label): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = hashOf(set, label) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WIDTH;
      const taken = slots[at];
      if (taken === 0) return -1;
      if (taken === set + 1 && slots[at + 1] === label) return at;
    }
  }

  /** Adds an edge that is not known. A label beyond 32 bits (an observer may say any number) is kept for this once only. */
  add(set: number, label: Label, target: number, effect: number): number {
    if ((label | 0) !== label) return this.#write(WIDTH * (this.#mask + 1), set, label, target, effect);
    if (2 * ++this.#count > this.#mask) this.#makeRoom();
    return this.#write(WIDTH * this.#free(set, label), set, label, target, effect);
  }

  /** Where the edge at a place leads: the id of a set, {@link REFUSED} or {@link OVERFLOW}. */
  target(at: number): number {
    return this.#slots[at + 2] ?? REFUSED;
  }

  /** The effect of the edge at a place. */
  effect(at: number): number {
    return this.#slots[at + 3] ?? 0;
  }

  #free(set: number, label: Label): number {
    let slot = hashOf(set, label) & this.#mask;
    while (this.#slots[slot * WIDTH] !== 0) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #write(at: number, set: number, label: Label, target: number, effect: number): number {
    const slots = this.#slots;
    slots[at] = set + 1;
    slots[at + 1] = label;
    slots[at + 2] = target;
    slots[at + 3] = effect;
    return at;
  }

  /** Twice as many places. */
  #makeRoom(): void {
    const known = this.#slots;
    const end = WIDTH * (this.#mask + 1);
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(WIDTH * (this.#mask + 2));
    for (let at = 0; at < end; at += WIDTH) {
      const set = (known[at] ?? 0) - 1;
      const label = known[at + 1] ?? 0;
      if (set >= 0) this.#write(WIDTH * this.#free(set, label), set, label, known[at + 2] ?? 0, known[at + 3] ?? 0);
    }
  }
}

function hashOf(set: number, label: Label): number {
  const hash = Math.imul(set, 0x9e3779b1) ^ Math.imul(label, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
