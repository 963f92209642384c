import { QueueEmpty, QueueFull, QueueShutDown } from "./errors.js";
import { FifoStore, type ItemStore } from "./itemStore.js";
import { Waiters, type CallOptions } from "./waiters.js";

/** Options of {@link Queue.shutdown}. */
export interface ShutdownOptions {
  /** Drop the items that are inside. Default false: they can still be taken. */
  readonly immediate?: boolean | undefined;
}

/**
 * A first-in-first-out queue: `asyncio.Queue` of CPython 3.13.
 *
 * | Python                                | here                                               |
 * | ------------------------------------- | -------------------------------------------------- |
 * | `Queue(maxsize=0)`, `q.maxsize`       | `new Queue(maxsize = 0)`, `q.maxsize`              |
 * | `q.qsize()`, `q.empty()`, `q.full()`  | `q.qsize()`, `q.isEmpty()`, `q.isFull()`           |
 * | `q.put_nowait(x)`, `q.get_nowait()`   | `q.putNowait(x)`, `q.getNowait()`                  |
 * | `await q.put(x)`, `await q.get()`     | the same, with `{ signal }` to cancel              |
 * | `q.task_done()`, `await q.join()`     | `q.taskDone()`, `await q.join()`                   |
 * | `q.shutdown(immediate=True)`          | `q.shutdown({ immediate: true })`                  |
 * | `ValueError` of `task_done()`         | `RangeError`                                       |
 *
 * A wake is a hint to look again. The item stays in the queue until the getter that was woken resumes; until then
 * anybody may take it, and the getter parks again, behind the others. So do putters with a free slot:
 *
 * 1. A `get()` parks.  2. `putNowait(x)` wakes it.  3. `getNowait()` takes x.  4. The getter finds nothing and waits on.
 *
 * An operation that need not wait is over at its call, although an `await` of it takes a turn in JavaScript. An
 * operation that resumes is over then, and the `await` of its caller goes on one turn later: a cancellation in that turn
 * comes too late, and the item is the caller's.
 *
 * @example
 *   import * as asyncio from "async-tck/asyncio";
 *   const jobs = new asyncio.Queue<string>(100);
 *   await jobs.put("build", { signal: AbortSignal.timeout(1000) });
 *   const job = await jobs.get();
 *   jobs.taskDone();
 */
export class Queue<T> {
  /** The most items that the queue holds, as given. 0 or less: there is no limit. */
  readonly maxsize: number;

  /** Where the items lie. A subclass with another order puts its own store here, before any item is inside. */
  protected store: ItemStore<T> = new FifoStore<T>();

  readonly #getters = new Waiters();
  readonly #putters = new Waiters();
  /** An event that is set while nothing is unfinished; its flag is that count. */
  readonly #joiners = new Waiters();
  #unfinished = 0;
  #isShutDown = false;

  /** Throws a `TypeError` for a `maxsize` that is no number. `Infinity` is no limit either. */
  constructor(maxsize = 0) {
    if (typeof maxsize !== "number" || Number.isNaN(maxsize)) {
      throw new TypeError(`Expected \`maxsize\` to be a number, got \`${String(maxsize)}\``);
    }
    this.maxsize = maxsize;
  }

  /** How many items are inside. Those of a `put()` that waits are not. */
  qsize(): number {
    return this.store.size;
  }

  /** Python's `empty()`. */
  isEmpty(): boolean {
    return this.store.size === 0;
  }

  /** Python's `full()`. */
  isFull(): boolean {
    return this.maxsize > 0 && this.store.size >= this.maxsize;
  }

  /**
   * Waits for room and adds the item. With room it is added at the call. Rejects with {@link QueueShutDown} once the queue
   * is shut down, with the signal's reason when cancelled; the item is then not added.
   */
  async put(item: T, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    while (this.isFull()) {
      if (this.#isShutDown) throw new QueueShutDown();
      await this.#putters.park(signal);
      if (signal?.aborted !== true) continue;
      // Woken and then cancelled: the slot goes to the next, unless somebody has barged in (QU-29, QU-30).
      if (!this.isFull()) this.#putters.wakeNext();
      signal.throwIfAborted();
    }
    this.putNowait(item);
  }

  /** Adds the item. Throws {@link QueueShutDown} or {@link QueueFull}, and then nothing is added. */
  putNowait(item: T): void {
    if (this.#isShutDown) throw new QueueShutDown();
    if (this.isFull()) throw new QueueFull();
    this.store.add(item);
    this.#unfinished++;
    this.#getters.wakeNext();
  }

  /**
   * Waits for an item and takes it. An item that is inside is taken at the call. Rejects with {@link QueueShutDown} once the
   * queue is shut down and empty, with the signal's reason when cancelled; no item is lost then.
   */
  async get({ signal }: CallOptions = {}): Promise<T> {
    signal?.throwIfAborted();
    while (this.isEmpty()) {
      if (this.#isShutDown) throw new QueueShutDown();
      await this.#getters.park(signal);
      if (signal?.aborted !== true) continue;
      // Woken and then cancelled: the next may have the item, unless somebody has taken it (QU-17, QU-19).
      if (!this.isEmpty()) this.#getters.wakeNext();
      signal.throwIfAborted();
    }
    return this.getNowait();
  }

  /** Takes an item. Throws {@link QueueShutDown} or {@link QueueEmpty} where there is none. */
  getNowait(): T {
    if (this.isEmpty()) throw this.#isShutDown ? new QueueShutDown() : new QueueEmpty();
    const item = this.store.take();
    this.#putters.wakeNext();
    return item;
  }

  /**
   * Says that the work on one item is done; whether it was taken is not looked at. Throws a `RangeError` where every item
   * that was put is done already.
   */
  taskDone(): void {
    if (this.#unfinished === 0) throw new RangeError("taskDone() was called more often than items were put");
    this.#unfinished--;
    if (this.#unfinished === 0) this.#joiners.wakeAll();
  }

  /**
   * Fulfils once every item that was put is done: at the call, or when `taskDone()` or an immediate shutdown brings the
   * count to zero. It does not look again: an item that is put before it resumes does not hold it back. Rejects with the
   * signal's reason when cancelled.
   */
  async join({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (this.#unfinished === 0) return;
    await this.#joiners.park(signal);
    signal?.throwIfAborted();
  }

  /**
   * Shuts the queue down: puts fail from now on, gets once nothing is left. Whoever waits is woken and looks again, so
   * that a getter still takes an item that is there. With `immediate` the items are dropped, each counting as one
   * `taskDone()`. May be repeated; a later `immediate` drops what the first call has left.
   */
  shutdown({ immediate = false }: ShutdownOptions = {}): void {
    this.#isShutDown = true;
    if (immediate) this.#dropItems();
    this.#getters.wakeAll();
    this.#putters.wakeAll();
  }

  #dropItems(): void {
    while (!this.isEmpty()) {
      this.store.take();
      // `taskDone()` may have been called before the item was taken (QU-34)
      if (this.#unfinished > 0) this.#unfinished--;
    }
    if (this.#unfinished === 0) this.#joiners.wakeAll();
  }
}
