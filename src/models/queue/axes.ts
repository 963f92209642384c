/**
 * The axes of a Queue: every choice in which real queues differ, with nothing left open. A profile of an adapter is
 * resolved to this; the models are shaped by it.
 */

/** Which item leaves next: the oldest, the newest, or one of the most urgent priority (the smallest number). */
export type ItemOrder = "fifo" | "lifo" | "priority";

/** What happens to an item that comes to a full queue: it waits outside, is dropped, displaces the oldest, is refused. */
export type Overflow = "wait" | "drop-new" | "drop-old" | "reject";

/**
 * When put() settles, and how it waits:
 *
 * - `accepted`: once the item is inside;
 * - `consumed`: once the item was taken out again;
 * - `backpressure`: the item is inside at the call, put() settles once no more than the capacity are inside;
 * - `pull`: once the item was taken and then another get() has begun;
 * - `immediate`: at once, whatever the capacity says: put() never waits.
 */
export type PutSettles = "accepted" | "consumed" | "backpressure" | "pull" | "immediate";

/** What an operation on a closed queue may answer. `any` where nothing is promised; `never`: it stays pending. */
export type ClosedAnswer = "closed" | "error" | "ok" | "full" | "empty" | "never" | "any";

/** What one way to close a queue does. Each answer is declared by itself: this is where packages differ most. */
export interface CloseSemantics {
  /** Items inside: still delivered, or gone. */
  readonly items: "drained" | "discarded";
  /** What a get() that waits ends with. */
  readonly getters: "closed" | "error" | "never" | "any";
  /**
   * What becomes of a put() that waits: it goes on waiting for room (`kept`), ends with its item lost (`closed`, `error`,
   * `ok`), or is forgotten (`never`).
   */
  readonly putters: "kept" | "closed" | "error" | "ok" | "never" | "any";
  /** put() afterwards. `ok`: accepted in appearance, and ignored. */
  readonly put: "closed" | "error" | "ok" | "never" | "any";
  readonly putNowait: "closed" | "error" | "full" | "ok" | "any";
  /** get() afterwards, once nothing is left. */
  readonly get: "closed" | "error" | "never" | "any";
  readonly getNowait: "closed" | "empty" | "error" | "any";
  /** A second close. */
  readonly again: "ok" | "closed" | "error" | "any";
}

export interface QueueAxes {
  /** Most items inside; Infinity is unbounded, 0 is a rendezvous. */
  readonly capacity: number;
  readonly order: ItemOrder;
  /** Items of equal priority: in any order, or in the order of their puts. */
  readonly equalPriority: "any" | "fifo";
  readonly overflow: Overflow;
  readonly putSettles: PutSettles;
  /** Whether join() and taskDone() are counted. */
  readonly joins: boolean;
  /** By the name of the closing variant; the plain verb is `close`. */
  readonly close: Readonly<Record<string, CloseSemantics>>;
}

/** What a close does where nothing is said: items are drained, everything else ends closed. */
export const DEFAULT_CLOSE: CloseSemantics = {
  items: "drained",
  getters: "closed",
  putters: "closed",
  put: "closed",
  putNowait: "closed",
  get: "closed",
  getNowait: "closed",
  again: "ok",
};

/** An unbounded fifo queue that is never closed. */
export const plainQueue: QueueAxes = {
  capacity: Infinity,
  order: "fifo",
  equalPriority: "any",
  overflow: "wait",
  putSettles: "accepted",
  joins: false,
  close: {},
};
