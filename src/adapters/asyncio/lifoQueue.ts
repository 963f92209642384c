import type { ItemStore } from "./itemStore.js";
import { Queue } from "./queue.js";

/** The newest item leaves first. */
class LifoStore<T> implements ItemStore<T> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T {
    return this.#items.pop() as T;
  }
}

/**
 * A queue that gives the newest item first: `asyncio.LifoQueue` of CPython 3.13. All else is as in {@link Queue}: those
 * who wait, for items or for room, are served oldest first.
 *
 * A getter that was woken takes the newest item that is there when it resumes, which need not be the one whose put woke
 * it: with two getters waiting, `putNowait("a"); putNowait("b")` gives the first one b.
 */
export class LifoQueue<T> extends Queue<T> {
  protected override store: ItemStore<T> = new LifoStore<T>();
}
