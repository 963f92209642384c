/** What a state is, in numbers: how a table tells states apart without a text for each of them. */

import type { ModelOutcome } from "./model.js";

/** A list of integers of 32 bits that is written anew for each state. */
export class Codes {
  /** The numbers of the state that was written last are the first {@link length} of these. */
  numbers: Int32Array = new Int32Array(64);
  length = 0;

  add(number: number): void {
    if (this.length === this.numbers.length) this.numbers = enlarged(this.numbers, this.length + 1);
    this.numbers[this.length++] = number;
  }

  /** Adds a text with its length before it. */
  addText(text: string): void {
    this.add(text.length);
    for (let at = 0; at < text.length; at++) this.add(text.charCodeAt(at));
  }

  /** Adds a list with its length before it. */
  addList(list: readonly number[]): void {
    this.add(list.length);
    for (let at = 0; at < list.length; at++) this.add(list[at] ?? 0);
  }
}

/** The numbers in an array with room for at least `needed`, and for twice as many as before. */
export function enlarged(numbers: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}

const END: Readonly<Record<ModelOutcome, number>> = {
  ok: 1,
  item: 2,
  foreign: 4,
  full: 8,
  empty: 16,
  closed: 32,
  cancelled: 64,
  timedOut: 128,
  error: 256,
  yes: 512,
  no: 1024,
};

/** A bit for each of the ends: in which order an operation was told how it may end makes no difference. */
export function endBits(ends: readonly ModelOutcome[]): number {
  let bits = 0;
  for (const end of ends) bits |= END[end];
  return bits;
}
