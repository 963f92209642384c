import { defineQueue, EMPTY, FULL, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";

interface Waiter {
  readonly item?: unknown;
  readonly resolve: (item: unknown) => void;
}

/** A bounded queue with direct hand-over and cancellation, and a wake that takes `wake` to arrive. */
class SampleQueue {
  private readonly items: unknown[] = [];
  private getters: Waiter[] = [];
  private putters: Waiter[] = [];
  constructor(
    private readonly maxsize: number,
    private readonly wake: (job: () => void) => void,
  ) {}
  get size(): number {
    return this.items.length;
  }
  putNowait(item: unknown): unknown {
    if (this.items.length >= this.maxsize) return FULL;
    const getter = this.getters.shift();
    if (getter) this.wake(() => getter.resolve(item));
    else this.items.push(item);
    return undefined;
  }
  put(item: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (this.putNowait(item) !== FULL) return Promise.resolve();
    return this.park(this.putters, signal, item);
  }
  getNowait(): unknown {
    if (this.items.length === 0) return EMPTY;
    const item = this.items.shift();
    const putter = this.putters.shift();
    if (putter) {
      this.items.push(putter.item);
      this.wake(() => putter.resolve(undefined));
    }
    return item;
  }
  get(signal: AbortSignal | undefined): Promise<unknown> {
    const item = this.getNowait();
    return item === EMPTY ? this.park(this.getters, signal) : Promise.resolve(item);
  }
  private park(list: Waiter[], signal: AbortSignal | undefined, item?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiter = { item, resolve };
      list.push(waiter);
      signal?.addEventListener("abort", () => {
        const at = list.indexOf(waiter);
        if (at < 0) return;
        list.splice(at, 1);
        reject(signal.reason as Error);
      });
    });
  }
}

/** A correct queue behind an adapter, for tests that need something to run plans on. */
export function sampleQueue(name: string, wake: (job: () => void) => void): AnyAdapter {
  return defineQueue({
    name,
    create: ({ maxsize }) => new SampleQueue(maxsize, wake),
    put: (queue, item, { signal }) => queue.put(item, signal),
    get: (queue, { signal }) => queue.get(signal),
    putNowait: (queue, item) => queue.putNowait(item),
    getNowait: (queue) => queue.getNowait(),
    size: (queue) => queue.size,
    profile: profiles.fifo,
  });
}
