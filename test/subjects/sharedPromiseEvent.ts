/**
 * Build: one promise that everybody waits for, replaced by a fresh one at the clear() that follows its resolution. A
 * wait with a signal races the shared promise against the abort, so that a cancel wins until the race is decided, a
 * turn after set().
 *
 * Satisfies `contract`, `fifo` and `asyncio`.
 */
import type { CallOptions } from "./adaptSubject.js";

export class SharedPromiseEvent {
  protected flag = false;
  protected resolve: () => void = () => undefined;
  protected reject: (reason: unknown) => void = () => undefined;
  protected promise: Promise<void> = this.renewed();

  isSet(): boolean {
    return this.flag;
  }

  set(): void {
    this.flag = true;
    this.resolve();
  }

  clear(): void {
    if (!this.flag) return;
    this.flag = false;
    this.promise = this.renewed();
  }

  wait({ signal }: CallOptions = {}): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return signal === undefined || this.flag ? this.promise : this.race(this.promise, signal);
  }

  protected renewed(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  protected race(shared: Promise<void>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      void shared.then(() => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
    });
  }
}
