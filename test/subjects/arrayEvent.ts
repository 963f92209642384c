/**
 * Build: a flag and an array of resolvers. set() resolves everybody who waits; once released the value wins over a later
 * cancel.
 *
 * Satisfies `contract` and `fifo`. Must fail `asyncio`: `A.wait; set, cancel A` in one turn returns, where asyncio's
 * cancelled task ends cancelled.
 */
import type { CallOptions } from "./adaptSubject.js";

/** A waiting caller. */
export interface EventWaiter {
  resolve(): void;
  reject(reason: unknown): void;
}

export class ArrayEvent {
  protected flag = false;
  protected waiters: EventWaiter[] = [];

  isSet(): boolean {
    return this.flag;
  }

  set(): void {
    if (this.flag) return;
    this.flag = true;
    this.releaseAll();
  }

  clear(): void {
    this.flag = false;
  }

  wait({ signal }: CallOptions = {}): PromiseLike<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return this.isOpen() ? Promise.resolve() : this.park(signal);
  }

  /** Whether a new wait() returns at once. */
  protected isOpen(): boolean {
    return this.flag;
  }

  protected releaseAll(): void {
    const released = this.waiters;
    this.waiters = [];
    for (const waiter of released) waiter.resolve();
  }

  protected park(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const unlisten = this.listen(signal, () => {
        this.drop(waiter);
        waiter.reject(signal?.reason);
      });
      const waiter: EventWaiter = {
        resolve: () => {
          unlisten();
          this.resume(resolve);
        },
        reject: (reason) => {
          unlisten();
          reject(reason);
        },
      };
      this.waiters.push(waiter);
    });
  }

  /** Calls `abort` when the signal is aborted, until the returned function is called. */
  protected listen(signal: AbortSignal | undefined, abort: () => void): () => void {
    signal?.addEventListener("abort", abort, { once: true });
    return () => signal?.removeEventListener("abort", abort);
  }

  protected drop(waiter: EventWaiter): void {
    const at = this.waiters.indexOf(waiter);
    if (at >= 0) this.waiters.splice(at, 1);
  }

  protected resume(resolve: () => void): void {
    resolve();
  }
}
