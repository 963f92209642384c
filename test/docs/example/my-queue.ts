/**
 * The example of the README: an unbounded queue in the manner of `asyncio.Queue`, with a defect that is easy to write
 * and hard to see.
 */
export class MyQueue<T> {
  readonly #items: T[] = [];
  readonly #getters: (() => void)[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** Adds an item and wakes whoever waits longest. */
  push(item: T): void {
    this.#items.push(item);
    this.#getters.shift()?.();
  }

  /** Takes the oldest item, or waits for one. Rejects with the signal's reason once that is aborted. */
  async get(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    while (this.#items.length === 0) {
      await this.#wakeup(signal);
      signal?.throwIfAborted();
    }
    return this.#items.shift() as T;
  }

  /** Resolves when an item was pushed for this waiter, or the signal is aborted. */
  #wakeup(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        const place = this.#getters.indexOf(wake);
        if (place >= 0) this.#getters.splice(place, 1);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      this.#getters.push(wake);
      signal?.addEventListener("abort", wake);
    });
  }
}
