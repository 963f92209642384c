/**
 * The line of calls that wait: what `asyncio` does with a deque of futures.
 *
 * A waiter is _parked_, then _woken_, then _resumed_: `await line.park(signal)` goes on one microtask after the wake. A
 * wake carries nothing, and between it and the resumption anything may happen; so every caller looks again, and first
 * at its signal:
 *
 * 1. A `get()` parks.  2. `putNowait(x)` wakes it.  3. Its signal is aborted.  4. It resumes, and ends cancelled.
 *
 * Each blocking call awaits `park` itself, without an async function in between: that would cost it a turn more than the
 * others, and who was woken first would resume second.
 */
import { LinkedList } from "./linkedList.js";

/** Options of every call that may wait. */
export interface CallOptions {
  /**
   * Cancels the call, which then rejects with `signal.reason`: what `task.cancel()` is in Python. A signal that is aborted
   * already rejects the call at once and nothing is changed, as a task that is cancelled before it has begun.
   */
  readonly signal?: AbortSignal | undefined;
}

export class Waiters {
  /** Each wakes its call; false: the cancellation of that call has been requested, and somebody else is to be woken. */
  readonly #line = new LinkedList<() => boolean>();

  /** Joins the line. Fulfils when woken, rejects with the signal's reason when cancelled before that. */
  park(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#line.remove(place);
        reject(signal?.reason);
      };
      const place = this.#line.append(() => {
        signal?.removeEventListener("abort", cancel);
        // Aborted and yet in line: an earlier listener of the same signal is running, and wakes somebody (GN-03).
        if (signal?.aborted === true) reject(signal.reason);
        else resolve();
        return signal?.aborted !== true;
      });
      signal?.addEventListener("abort", cancel, { once: true });
    });
  }

  /** Wakes the call that has waited longest. */
  wakeNext(): void {
    while (this.#line.size > 0) if (this.#line.shift()()) return;
  }

  /** Wakes every call that waits now, in the order in which they parked. */
  wakeAll(): void {
    while (this.#line.size > 0) this.#line.shift()();
  }
}
