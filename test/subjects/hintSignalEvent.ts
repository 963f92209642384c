/**
 * Build: a flag and a line of waiters that are only told to look again, as a semaphore on a condition variable does. A
 * waiter that was told and is cancelled passes the hint on. Auto-reset.
 *
 * Satisfies `contract`. Must fail `fifo`: `A.wait, B.wait; set, set` in one turn releases one waiter, since the second set()
 * finds the flag still set.
 */
import type { CallOptions } from "./adaptSubject.js";

export class HintSignalEvent {
  protected flag = false;
  protected readonly line: (() => void)[] = [];

  get waiting(): number {
    return this.line.length;
  }

  isSet(): boolean {
    return this.flag;
  }

  set(): void {
    this.flag = true;
    this.hint();
  }

  clear(): void {
    this.flag = false;
  }

  async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    while (!this.flag) {
      await this.park(signal);
      if (signal?.aborted !== true) continue;
      if (this.flag) this.hint();
      throw signal.reason;
    }
    this.flag = false;
  }

  protected hint(): void {
    this.line.shift()?.();
  }

  protected park(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener("abort", wake);
        const at = this.line.indexOf(wake);
        if (at >= 0) this.line.splice(at, 1);
        resolve();
      };
      signal?.addEventListener("abort", wake, { once: true });
      this.line.push(wake);
    });
  }
}
