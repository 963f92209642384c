/**
 * Build: no AbortSignal; every put() and get() returns an operation of its own, `{ promise, cancel() }`, as the queues
 * of effect systems do. Direct hand-over through a map of waiters in insertion order; value wins once chosen. A
 * `silent` queue's cancelled operation never settles.
 *
 * Satisfies `contract` and `fifo`. Must fail `asyncio`: `A.get; putNowait, getNowait` in one turn finds the queue empty.
 */
import { EMPTY, FULL, defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type ProfileName } from "../../src/adapters/profiles.js";
import type { Taken } from "./adaptSubject.js";

class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** One call and the way to end it. */
export interface Operation {
  readonly promise: Promise<unknown>;
  cancel(): void;
  readonly silent: boolean;
}

export class OperationQueue {
  protected readonly items: unknown[] = [];
  protected readonly getters = new Set<(item: unknown) => void>();
  protected readonly putters = new Map<() => void, Taken>();

  constructor(
    readonly maxsize: number,
    readonly silent: boolean,
  ) {}

  get size(): number {
    return this.items.length;
  }

  put(item: unknown): Operation {
    if (this.putNowait(item)) return { promise: Promise.resolve(), cancel: () => undefined, silent: this.silent };
    const { promise, resolve, reject } = deferred();
    const admitted = (): void => resolve(undefined);
    this.putters.set(admitted, { item });
    return { promise, cancel: () => this.end(this.dropPutter(admitted), reject), silent: this.silent };
  }

  get(): Operation {
    const taken = this.getNowait();
    if (taken !== undefined)
      return { promise: Promise.resolve(taken.item), cancel: () => undefined, silent: this.silent };
    const { promise, resolve, reject } = deferred();
    this.getters.add(resolve);
    return { promise, cancel: () => this.end(this.dropGetter(resolve), reject), silent: this.silent };
  }

  putNowait(item: unknown): boolean {
    for (const getter of this.getters) {
      this.getters.delete(getter);
      getter(item);
      return true;
    }
    if (this.items.length >= this.maxsize) return false;
    this.items.push(item);
    return true;
  }

  getNowait(): Taken | undefined {
    if (this.items.length === 0) return undefined;
    const item = this.items.shift();
    for (const [admitted, { item: next }] of this.putters) {
      this.putters.delete(admitted);
      this.items.push(next);
      admitted();
      break;
    }
    return { item };
  }

  /** False when it waits no longer. */
  protected dropPutter(admitted: () => void): boolean {
    return this.putters.delete(admitted);
  }

  /** False when it waits no longer. */
  protected dropGetter(getter: (item: unknown) => void): boolean {
    return this.getters.delete(getter);
  }

  protected end(waited: boolean, reject: (reason: unknown) => void): void {
    if (waited && !this.silent) reject(new Cancelled());
  }
}

function deferred(): {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
} {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/** Its adapter, with operations instead of signals. */
export function adaptOperationQueue(
  name: string,
  silent: boolean,
  profile: ProfileName,
  create: (maxsize: number, silent: boolean) => OperationQueue = (maxsize) => new OperationQueue(maxsize, silent),
): AnyAdapter {
  return defineQueue<OperationQueue>({
    name,
    create: ({ maxsize }) => create(maxsize, silent),
    put: (queue, item) => queue.put(item),
    get: (queue) => queue.get(),
    putNowait: (queue, item) => (queue.putNowait(item) ? undefined : FULL),
    getNowait: (queue) => {
      const taken = queue.getNowait();
      return taken === undefined ? EMPTY : taken.item;
    },
    size: (queue) => queue.size,
    outcomes: { thrown: { cancelled: Cancelled } },
    profile: { ...profiles[profile], cancellation: { put: "method", get: "method" } },
  });
}
