/**
 * Build: direct hand-over, but a get() resolves three turns after it was given an item, and a cancellation that comes before
 * that wins: the item goes to the next get(), or back to its place by number. What it finds full, it treats as it treats a
 * new item; a put() that waits for its item to be taken waits on; after a close() that discards, the item is gone too.
 *
 * Satisfies `contract` and `fifo`.
 */
import { EMPTY, FULL, defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type ProfileName, type QueueProfile } from "../../src/adapters/profiles.js";
import { ClosedError } from "./axisQueue.js";
import type { CallOptions, Taken } from "./adaptSubject.js";

export interface Entry {
  readonly item: unknown;
  readonly number: number;
  /** The put() that waits for the item to be taken. */
  readonly taken?: () => void;
}

export interface Getter {
  give(entry: Entry): void;
  close(): void;
}

export class TakingBackQueue {
  protected readonly entries: Entry[] = [];
  protected readonly getters: Getter[] = [];
  private readonly joiners: (() => void)[] = [];
  private puts = 0;
  private unfinished = 0;
  protected isClosed = false;

  constructor(
    protected readonly maxsize: number,
    protected readonly drops: boolean,
  ) {}

  get size(): number {
    return this.entries.length;
  }

  /** Resolves once the item was taken. */
  put(item: unknown): Promise<void> {
    return new Promise((resolve) => this.offer(item, resolve));
  }

  offer(item: unknown, taken?: () => void): boolean {
    if (this.isClosed) throw new ClosedError("closed");
    const entry = { item, number: this.puts++, ...(taken ? { taken } : {}) };
    if (this.getters.length === 0 && this.entries.length >= this.maxsize && !this.drops) return false;
    this.unfinished++;
    this.bring(entry);
    return true;
  }

  poll(): Taken | undefined {
    const entry = this.entries.shift();
    if (!entry && this.isClosed) throw new ClosedError("closed");
    entry?.taken?.();
    return entry;
  }

  get({ signal }: CallOptions): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    if (this.isClosed) return Promise.reject(new ClosedError("closed"));
    return new Promise((resolve, reject) => {
      let given: Entry | undefined;
      const end = (reason: unknown): void => {
        signal?.removeEventListener("abort", onAbort);
        reject(reason as Error);
      };
      const onAbort = (): void => {
        end(signal?.reason);
        const at = this.getters.indexOf(getter);
        if (at >= 0) this.getters.splice(at, 1);
        if (given) this.takeBack(given);
      };
      const getter: Getter = {
        give: (entry) => {
          given = entry;
          void threeTurns().then(() => {
            if (signal?.aborted === true) return;
            signal?.removeEventListener("abort", onAbort);
            entry.taken?.();
            resolve(entry.item);
          });
        },
        close: () => end(new ClosedError("closed")),
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      const first = this.entries.shift();
      if (first) getter.give(first);
      else this.getters.push(getter);
    });
  }

  join(): Promise<void> {
    return this.unfinished === 0 ? Promise.resolve() : new Promise((resolve) => this.joiners.push(resolve));
  }

  finish(count = 1): void {
    if (this.unfinished < count) throw new Error("nothing is unfinished");
    this.unfinished -= count;
    if (this.unfinished === 0) for (const joiner of this.joiners.splice(0)) joiner();
  }

  /** Closes, and throws away what is inside. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.finish(Math.min(this.unfinished, this.entries.splice(0).length));
    for (const getter of this.getters.splice(0)) getter.close();
  }

  protected takeBack(entry: Entry): void {
    if (this.isClosed) this.finish(Math.min(this.unfinished, 1));
    else this.bring(entry);
  }

  protected bring(entry: Entry): void {
    const getter = this.getters.shift();
    if (getter) return getter.give(entry);
    this.entries.push(entry);
    this.entries.sort((a, b) => a.number - b.number);
    if (this.drops && this.entries.length > this.maxsize) this.entries.shift();
  }
}

async function threeTurns(): Promise<void> {
  await undefined;
  await undefined;
}

/** Its adapter. */
export function adaptTakingBackQueue(
  name: string,
  preset: ProfileName,
  { withJoin = false, ...choices }: Omit<QueueProfile, "name"> & { readonly withJoin?: boolean },
  create: (maxsize: number, drops: boolean) => TakingBackQueue = (maxsize, drops) =>
    new TakingBackQueue(maxsize, drops),
): AnyAdapter {
  const { putSettles, overflow, close } = choices;
  return defineQueue<TakingBackQueue>({
    name,
    create: ({ maxsize }) => create(maxsize, overflow === "drop-old"),
    ...(putSettles === "consumed" ? { put: (queue: TakingBackQueue, item: unknown) => queue.put(item) } : {}),
    putNowait: (queue, item) => (queue.offer(item) ? undefined : FULL),
    get: (queue, { signal }) => queue.get({ signal }),
    getNowait: (queue) => {
      const taken = queue.poll();
      return taken ? taken.item : EMPTY;
    },
    ...(withJoin
      ? { join: (queue: TakingBackQueue) => queue.join(), taskDone: (queue: TakingBackQueue) => queue.finish() }
      : {}),
    ...(close ? { close: (queue: TakingBackQueue) => queue.close() } : {}),
    size: (queue) => queue.size,
    outcomes: { thrown: { closed: "ClosedError" } },
    profile: { ...profiles[preset], ...choices },
  });
}
