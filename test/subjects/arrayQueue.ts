/**
 * Build: arrays and async functions, wake-and-retry, line by line what CPython's `asyncio.Queue` does. A wake is only
 * a hint to look again: the item or slot stays public, a newcomer may take it, the beaten waiter parks again at the
 * tail. Cancel wins over a wake, and passes the wakeup on if what it was for is still there.
 *
 * Satisfies `contract` and `asyncio`. Must fail `fifo`: `A.get; putNowait, getNowait` in one turn gives the newcomer the
 * item that was put for A.
 */
import type { CallOptions, Taken } from "./adaptSubject.js";

/** A parked caller. */
export interface Parked {
  wake(): void;
}

export class ArrayQueue {
  protected readonly items: unknown[] = [];
  protected readonly getters: Parked[] = [];
  protected readonly putters: Parked[] = [];

  constructor(protected readonly maxsize: number) {}

  get size(): number {
    return this.items.length;
  }

  async put(item: unknown, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    for (let beaten = false; this.isFull(); beaten = true) {
      await this.park(this.putters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.putters, signal);
    }
    this.enter(item);
  }

  async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    for (let beaten = false; this.isEmpty(); beaten = true) {
      await this.park(this.getters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
    }
    return this.leave();
  }

  putNowait(item: unknown): boolean {
    if (this.isFull()) return false;
    this.enter(item);
    return true;
  }

  getNowait(): Taken | undefined {
    return this.isEmpty() ? undefined : { item: this.leave() };
  }

  protected isEmpty(): boolean {
    return this.items.length === 0;
  }

  protected isFull(): boolean {
    return this.items.length >= this.maxsize;
  }

  protected enter(item: unknown): void {
    this.items.push(item);
    this.wakeNext(this.getters);
  }

  protected leave(): unknown {
    const item = this.items.shift();
    this.wakeNext(this.putters);
    return item;
  }

  /** Resolves when woken; rejects when cancelled before that. What happens after the wake is for the caller to see. */
  protected park(line: Parked[], signal: AbortSignal | undefined, beaten: boolean): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const cancel = (): void => {
        this.drop(line, parked);
        reject(signal?.reason);
      };
      const parked: Parked = {
        wake: () => {
          signal?.removeEventListener("abort", cancel);
          this.resume(resolve);
        },
      };
      signal?.addEventListener("abort", cancel, { once: true });
      this.join(line, parked, beaten);
    });
  }

  /** `beaten` callers were woken already and found nothing: they have lost their place. */
  protected join(line: Parked[], parked: Parked, _beaten: boolean): void {
    line.push(parked);
  }

  protected drop(line: Parked[], parked: Parked): void {
    const at = line.indexOf(parked);
    if (at >= 0) line.splice(at, 1);
  }

  protected wakeNext(line: Parked[]): void {
    line.shift()?.wake();
  }

  protected resume(resolve: () => void): void {
    resolve();
  }

  /** A woken caller that was cancelled before it resumed: gives its wakeup on and ends cancelled. */
  protected endWoken(line: Parked[], signal: AbortSignal): void {
    const stillThere = line === this.getters ? !this.isEmpty() : !this.isFull();
    if (stillThere) this.wakeNext(line);
    throw signal.reason;
  }
}
