/**
 * A binary heap that makes the comparisons and moves of CPython's `heapq`, in its compiled form: items of equal priority
 * leave in the same order as there (a, b, c, d leave as a, c, b, d).
 *
 * What is in the heap is moved by exchanging two places at a time, so that a comparison that throws leaves every item
 * in it, though not in heap order.
 */
import type { ItemStore } from "./itemStore.js";

export class Heap<T> implements ItemStore<T> {
  readonly #items: T[] = [];
  readonly #isLess: (a: T, b: T) => boolean;

  constructor(isLess: (a: T, b: T) => boolean) {
    this.#isLess = isLess;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Adds an item at the last leaf and lets it rise. If a comparison throws, the item is in the heap all the same. */
  add(item: T): void {
    this.#items.push(item);
    this.#rise(this.#items.length - 1);
  }

  /**
   * Takes the item at the root, and puts the last leaf in its place: down to a leaf, always past the lesser child, and from
   * there up again. If a comparison throws, the item at the root is gone all the same.
   */
  take(): T {
    const first = this.#items[0] as T;
    const last = this.#items.pop() as T;
    if (this.#items.length === 0) return first;
    this.#items[0] = last;
    this.#rise(this.#sinkToLeaf());
    return first;
  }

  /** Exchanges the item with its parent while it is less. */
  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isLessAt(at, parent)) return;
      this.#exchange(at, parent);
      at = parent;
    }
  }

  /** Exchanges the root with its lesser child, the right one where they are equal, until it is a leaf. Where it then is. */
  #sinkToLeaf(): number {
    const { length } = this.#items;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length && !this.#isLessAt(child, child + 1)) child++;
      this.#exchange(at, child);
      at = child;
    }
    return at;
  }

  #isLessAt(a: number, b: number): boolean {
    return this.#isLess(this.#items[a] as T, this.#items[b] as T);
  }

  #exchange(a: number, b: number): void {
    const item = this.#items[a] as T;
    this.#items[a] = this.#items[b] as T;
    this.#items[b] = item;
  }
}
