/**
 * Build: a time-out from outside, as a helper for any promise makes it. get() races a timer; the timer that wins gives the
 * call inside up through a signal. Neither knows of the other in the turn in which an item is handed over, and need not: a
 * timer runs in a macrotask of its own, when promise jobs are done.
 *
 * Satisfies `contract` and `fifo`.
 */
import { AxisQueue, TimeoutError, type AxisCall } from "./axisQueue.js";

export class RacingQueue extends AxisQueue {
  override get({ timeout, signal }: AxisCall = {}): Promise<unknown> {
    if (timeout === undefined || signal?.aborted === true) return super.get({ signal });
    const control = new AbortController();
    const onAbort = (): void => control.abort(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => control.abort(new TimeoutError("time is up")), timeout);
      const over = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      super.get({ signal: control.signal }).finally(over).then(resolve, reject);
    });
  }
}

/** Whoever timed out leaves the line a turn after the timer, in a `finally`. */
export class LeavingLateQueue extends AxisQueue {
  protected override timedOut(pending: { reject(reason: unknown): void }, giveUp: () => void): void {
    void Promise.resolve().then(() => {
      giveUp();
      pending.reject(new TimeoutError("time is up"));
    });
  }
}
