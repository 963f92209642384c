/** What the items of a queue lie in. It alone decides which item leaves next. */
import { LinkedList } from "./linkedList.js";

/** The part of a queue that a subclass replaces: Python's `_put`, `_get` and `_qsize`. */
export interface ItemStore<T> {
  readonly size: number;
  /** Adds an item. What it throws, the put that called it throws. */
  add(item: T): void;
  /** Takes the item that is next. Called only while there is one. */
  take(): T;
}

/** The oldest item leaves first. */
export class FifoStore<T> implements ItemStore<T> {
  readonly #items = new LinkedList<T>();

  get size(): number {
    return this.#items.size;
  }

  add(item: T): void {
    this.#items.append(item);
  }

  take(): T {
    return this.#items.shift();
  }
}
