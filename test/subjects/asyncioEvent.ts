/**
 * Build: async function and an array, line by line what CPython's `asyncio.Event` does. A woken wait() does not look at
 * the flag again; a cancel that comes before it resumes wins.
 *
 * Satisfies `contract`, `fifo` (either may win there) and `asyncio`.
 */
import type { CallOptions } from "./adaptSubject.js";

export class AsyncioEvent {
  protected flag = false;
  protected readonly waiters: (() => void)[] = [];

  isSet(): boolean {
    return this.flag;
  }

  set(): void {
    if (this.flag) return;
    this.flag = true;
    for (const wake of this.waiters.splice(0)) wake();
  }

  clear(): void {
    this.flag = false;
  }

  async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (this.flag) return;
    await this.park(signal);
    signal?.throwIfAborted();
  }

  protected park(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.waiters.splice(this.waiters.indexOf(wake), 1);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener("abort", abort);
        this.resume(resolve);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.waiters.push(wake);
    });
  }

  protected resume(resolve: () => void): void {
    resolve();
  }
}
