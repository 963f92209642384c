import { Heap } from "./heap.js";
import type { ItemStore } from "./itemStore.js";
import { Queue } from "./queue.js";

/** Options of a {@link PriorityQueue}. */
export interface PriorityOptions<T> {
  /**
   * Whether `a` leaves before `b`: Python's `__lt__`. Default: `a < b`, which in JavaScript compares arrays as text
   * (`[10] < [9]`) and finds no plain object less than another.
   */
  readonly isLess?: ((a: T, b: T) => boolean) | undefined;
}

/**
 * A queue that gives the smallest item first: `asyncio.PriorityQueue` of CPython 3.13, with the `heapq` inside. All else
 * is as in {@link Queue}. Items of equal priority leave in no promised order (here in that of `heapq`): put a counter into
 * the comparison where it matters. The first item is compared with nothing.
 *
 * A trap of CPython, kept: if a comparison throws, so does the put, and _its item stays in the queue_. It is not counted
 * for `join()`, and no getter is woken for it: one may wait beside an item. A comparison that throws in a get loses the
 * item that was to be taken.
 *
 * @example
 *   const jobs = new PriorityQueue<{ due: number }>(0, { isLess: (a, b) => a.due < b.due });
 */
export class PriorityQueue<T> extends Queue<T> {
  /** Throws a `TypeError` for an `isLess` that is no function. */
  constructor(maxsize = 0, { isLess = (a, b) => a < b }: PriorityOptions<T> = {}) {
    super(maxsize);
    if (typeof isLess !== "function") {
      throw new TypeError(`Expected \`isLess\` to be a function, got \`${String(isLess)}\``);
    }
    this.store = new Heap<T>(isLess) satisfies ItemStore<T>;
  }
}
