/**
 * Build: a rendezvous that registers callers and pairs them one microtask later. Until then both are only spoken for: a
 * newcomer is refused, and when one of the two is cancelled the other goes on waiting.
 *
 * Satisfies `contract`. Must fail `fifo`, where a put() and a get() meet at the call.
 */
import type { CallOptions, Taken } from "./adaptSubject.js";
import type { Waiter } from "./directQueue.js";

export class PairingQueue {
  readonly size = 0;
  protected readonly getters: Waiter[] = [];
  protected readonly putters: Waiter[] = [];
  protected isPairing = false;

  put(item: unknown, { signal }: CallOptions): Promise<unknown> {
    return this.park(this.putters, item, signal);
  }

  get({ signal }: CallOptions): Promise<unknown> {
    return this.park(this.getters, undefined, signal);
  }

  putNowait(item: unknown): boolean {
    if (this.getters.length <= this.putters.length) return false;
    this.getters.shift()?.resolve(item);
    return true;
  }

  getNowait(): Taken | undefined {
    if (this.putters.length <= this.getters.length) return undefined;
    const putter = this.putters.shift();
    putter?.resolve(undefined);
    return putter && { item: putter.item };
  }

  protected park(line: Waiter[], item: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.drop(line, waiter);
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        item,
        reject,
        resolve: (value) => {
          signal?.removeEventListener("abort", leave);
          resolve(value);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      line.push(waiter);
      this.pairSoon();
    });
  }

  protected drop(line: Waiter[], waiter: Waiter): void {
    line.splice(line.indexOf(waiter), 1);
  }

  protected pairSoon(): void {
    if (this.isPairing) return;
    this.isPairing = true;
    queueMicrotask(() => {
      this.isPairing = false;
      this.pair();
    });
  }

  protected pair(): void {
    while (this.getters.length > 0 && this.putters.length > 0) {
      const putter = this.putters.shift();
      this.getters.shift()?.resolve(putter?.item);
      putter?.resolve(undefined);
    }
  }
}
