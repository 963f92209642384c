/**
 * Build: an array of waiters served directly, for events whose set() is used up: auto-reset (a flag or a count) and pulse
 * (one or all). Once released the value wins over a later cancel. Time-outs by `setTimeout`; the number of waiters shows.
 *
 * Satisfies `contract` and `fifo` of its kind.
 */
import type { CallOptions } from "./adaptSubject.js";

/** A waiting caller. */
export interface SignalWaiter {
  resolve(): void;
  /** Ends the wait with an error. */
  reject(reason: unknown): void;
}

export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** What kind of event it is. */
export interface SignalKind {
  /** How many set() calls are remembered: 0 for a pulse. */
  readonly memory: number;
  /** Whether a set() releases everybody. */
  readonly all?: boolean;
}

export class SignalEvent {
  protected count = 0;
  protected readonly waiters: SignalWaiter[] = [];

  constructor(protected readonly kind: SignalKind) {}

  get waiting(): number {
    return this.waiters.length;
  }

  isSet(): boolean {
    return this.count > 0;
  }

  /** Answers whether it changed anything. */
  set(): boolean {
    if (this.waiters.length > 0) {
      this.release();
      return true;
    }
    return this.remember();
  }

  clear(): void {
    this.count = 0;
  }

  wait({ signal }: CallOptions = {}, timeout?: number): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    if (this.takes()) return Promise.resolve();
    return this.park(signal, timeout);
  }

  /** Whether a new wait() returns at once: then it has used up what was remembered. */
  protected takes(): boolean {
    if (this.count === 0) return false;
    this.count--;
    return true;
  }

  protected remember(): boolean {
    if (this.count >= this.kind.memory) return false;
    this.count++;
    return true;
  }

  protected release(): void {
    const released = this.waiters.splice(0, this.kind.all === true ? this.waiters.length : 1);
    for (const waiter of released) waiter.resolve();
  }

  protected park(signal: AbortSignal | undefined, timeout: number | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => waiter.reject(signal?.reason);
      const timer = timeout === undefined ? undefined : setTimeout(() => this.timedOut(waiter), timeout);
      const end = (): void => {
        signal?.removeEventListener("abort", onAbort);
        clearTimeout(timer);
        this.drop(waiter);
      };
      const waiter: SignalWaiter = {
        resolve: () => {
          end();
          resolve();
        },
        reject: (reason) => {
          end();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.waiters.push(waiter);
    });
  }

  protected timedOut(waiter: SignalWaiter): void {
    waiter.reject(new TimeoutError("time is up"));
  }

  protected drop(waiter: SignalWaiter): void {
    const at = this.waiters.indexOf(waiter);
    if (at >= 0) this.waiters.splice(at, 1);
  }
}
