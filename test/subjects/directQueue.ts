/**
 * Build: arrays and plain promises, direct hand-over. An item goes to the getter that waits longest, a freed slot to the
 * putter that waits longest, and whoever was chosen has it: a later cancel comes too late. Capacity 0 is a rendezvous:
 * a put() ends when a get() takes its item.
 *
 * Satisfies `contract` and `fifo`. Must fail `asyncio`: `A.get; putNowait, getNowait` in one turn finds the queue empty,
 * where asyncio's item is still public.
 */
import type { CallOptions, Taken } from "./adaptSubject.js";

/** A waiting caller; for a putter, with its item. */
export interface Waiter {
  readonly item: unknown;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export class DirectQueue {
  protected readonly items: unknown[] = [];
  protected readonly getters: Waiter[] = [];
  protected readonly putters: Waiter[] = [];

  constructor(protected readonly maxsize: number) {}

  get size(): number {
    return this.items.length;
  }

  put(item: unknown, { signal }: CallOptions = {}): PromiseLike<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return this.offer(item) ? Promise.resolve() : this.park(this.putters, item, signal);
  }

  get({ signal }: CallOptions = {}): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const taken = this.poll();
    return taken === undefined ? this.park(this.getters, undefined, signal) : Promise.resolve(taken.item);
  }

  putNowait(item: unknown): boolean {
    return this.offer(item);
  }

  getNowait(): Taken | undefined {
    return this.poll();
  }

  protected hasRoom(): boolean {
    return this.items.length < this.maxsize;
  }

  protected offer(item: unknown): boolean {
    const getter = this.nextOf(this.getters);
    if (getter !== undefined) this.grant(getter, item);
    else if (this.hasRoom()) this.store(item);
    else return false;
    return true;
  }

  protected poll(): Taken | undefined {
    if (this.items.length > 0) {
      const item = this.takeItem();
      while (this.hasRoom()) {
        const putter = this.nextOf(this.putters);
        if (putter === undefined) break;
        this.admit(putter);
      }
      return { item };
    }
    const putter = this.nextOf(this.putters);
    putter?.resolve(undefined);
    return putter;
  }

  protected store(item: unknown): void {
    this.items.push(item);
  }

  protected takeItem(): unknown {
    return this.items.shift();
  }

  protected nextOf(line: Waiter[]): Waiter | undefined {
    return line.shift();
  }

  protected grant(getter: Waiter, item: unknown): void {
    getter.resolve(item);
  }

  protected admit(putter: Waiter): void {
    this.store(putter.item);
    putter.resolve(undefined);
  }

  protected park(line: Waiter[], item: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const unlisten = this.listen(line, signal, () => this.cancel(line, waiter, signal?.reason));
      const waiter: Waiter = {
        item,
        resolve: (value) => {
          unlisten();
          this.resume(() => resolve(value));
        },
        reject: (reason) => {
          unlisten();
          reject(reason);
        },
      };
      line.push(waiter);
    });
  }

  /** Calls `abort` when the signal is aborted, until the returned function is called. */
  protected listen(_line: Waiter[], signal: AbortSignal | undefined, abort: () => void): () => void {
    signal?.addEventListener("abort", abort, { once: true });
    return () => signal?.removeEventListener("abort", abort);
  }

  protected cancel(line: Waiter[], waiter: Waiter, reason: unknown): void {
    this.drop(line, waiter);
    waiter.reject(reason);
  }

  protected drop(line: Waiter[], waiter: Waiter): void {
    const at = line.indexOf(waiter);
    if (at >= 0) line.splice(at, 1);
  }

  protected resume(settle: () => void): void {
    settle();
  }
}
