import { Waiters, type CallOptions } from "./waiters.js";

/**
 * A manual-reset event: `asyncio.Event` of CPython 3.13.
 *
 * | Python                    | here                                |
 * | ------------------------- | ----------------------------------- |
 * | `e.is_set()`              | `e.isSet()`                         |
 * | `e.set()`, `e.clear()`    | the same                            |
 * | `await e.wait()`          | `await e.wait()`, which gives true  |
 * | `task.cancel()`           | `controller.abort()` of its signal  |
 *
 * The name hides the platform's own `Event` in a file that imports it by name.
 *
 * @example
 *   import * as asyncio from "async-tck/asyncio";
 *   const ready = new asyncio.Event();
 *   setTimeout(() => ready.set(), 10);
 *   await ready.wait({ signal: AbortSignal.timeout(1000) });
 */
export class Event {
  #isSet = false;
  readonly #waiters = new Waiters();

  /** Whether the event is set. A waiter that was woken may find it unset when it resumes. */
  isSet(): boolean {
    return this.#isSet;
  }

  /** Sets the event, and wakes whoever waits now. They resume in later turns, in the order in which they parked. */
  set(): void {
    this.#isSet = true;
    this.#waiters.wakeAll();
  }

  /** Unsets the event: who calls `wait()` from now on waits. Who was woken returns all the same. */
  clear(): void {
    this.#isSet = false;
  }

  /**
   * Fulfils with true once the event is set. On an event that is set it is over at the call, and an abort no longer
   * changes it. Otherwise it parks; once woken it does not look at the flag again: `set()` and `clear()` in one turn release
   * all who waited. Rejects with the signal's reason if that is aborted before it has resumed, be it after the wake.
   */
  async wait({ signal }: CallOptions = {}): Promise<true> {
    signal?.throwIfAborted();
    if (this.#isSet) return true;
    await this.#waiters.park(signal);
    signal?.throwIfAborted();
    return true;
  }
}
