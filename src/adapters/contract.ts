/**
 * The adapter contract: all that an implementer writes. One plain object tells the kit how to make a subject, how to
 * call its verbs and which semantics it claims.
 *
 * Three things to know:
 *
 * 1. A verb returns the subject's own promise, unmapped. The kit subscribes to it in the turn of the call; a `.then` or
 *    an `async` function in the adapter would move the continuation by turns.
 * 2. What an answer means is declared in `outcomes`, or said with a tag: {@link FULL}, {@link EMPTY}, {@link CLOSED},
 *    {@link CANCELLED}, {@link TIMED_OUT}. An answer identical to a put item is that item before any mapping.
 * 3. A verb that reads `signal` from its context supports cancellation; one that never reads it does not, and the
 *    rules of cancellation do not apply to it.
 */
import type { HistoryDocument } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import type { CancellableOperation, OperationContext } from "../scheduler/subject.js";
import type { EventProfile, QueueProfile } from "./profiles.js";

/** The queue has no room: the answer of a `putNowait` that stored nothing. */
export const FULL: unique symbol = Symbol.for("async-tck.FULL") as never;
/** The queue has no item: the answer of a `getNowait` that took nothing. */
export const EMPTY: unique symbol = Symbol.for("async-tck.EMPTY") as never;
/** The primitive was closed. */
export const CLOSED: unique symbol = Symbol.for("async-tck.CLOSED") as never;
/** The operation was cancelled. */
export const CANCELLED: unique symbol = Symbol.for("async-tck.CANCELLED") as never;
/** The operation ran out of time. */
export const TIMED_OUT: unique symbol = Symbol.for("async-tck.TIMED_OUT") as never;

/** A tagged answer. The symbols are global (`Symbol.for`), so ESM, CJS and npx copies of the kit agree. */
export type Tag = typeof FULL | typeof EMPTY | typeof CLOSED | typeof CANCELLED | typeof TIMED_OUT;

/** Recognises something thrown or rejected: a class, an error's `name`, or a predicate. */
export type ThrownMatcher = (abstract new (...args: never[]) => unknown) | string | ((thrown: unknown) => boolean);

/** Which errors mean which outcome. `cancelled` defaults to the signal's own reason or the name AbortError. */
export interface ThrownOutcomes {
  readonly full?: ThrownMatcher;
  readonly empty?: ThrownMatcher;
  readonly closed?: ThrownMatcher;
  readonly cancelled?: ThrownMatcher;
  readonly timedOut?: ThrownMatcher;
}

/** Given to `create`. */
export interface CreateContext {
  /** Aborted when the run is over. */
  readonly signal: AbortSignal;
}

/** What a blocking verb may return: the subject's promise, a plain value, or an operation with its own `cancel`. */
export type Blocking = CancellableOperation | PromiseLike<unknown> | unknown;

/**
 * An item, as verbs get it. The kit makes the items and the subject only carries them: a value of this type goes wherever the
 * subject wants one of its own (`queue.push(item)` of a `Queue<Job>`), and nothing can be read from it.
 */
export type Item = never;

/** A known violation, declared so that it is shown as a deviation instead of a failure. */
export interface Deviation {
  /** Id of the rule that the subject breaks. */
  readonly rule: string;
  /** Why it is accepted, in one sentence. */
  readonly reason: string;
  /** Token of its minimal plan: the deviation is stale when this no longer fails. */
  readonly token: string;
  /** Limits the deviation to plans that satisfy it. */
  readonly when?: (plan: Plan) => boolean;
}

interface CommonAdapter {
  /** What the report calls the subject. */
  readonly name: string;
  /** Version of the subject, for the report. */
  readonly version?: string;
  /** Known violations. */
  readonly deviations?: readonly Deviation[];
  /**
   * Pins the rule set: `"1"` is the first. Rules that a later release of the kit adds then only warn, so that an update
   * never turns a conforming adapter into one that fails. Default: every rule decides.
   */
  readonly rules?: string;
  /** Runs whole plans elsewhere: made by `defineRemote`. The verbs are then no more than names. */
  readonly remote?: (plan: Plan) => Promise<HistoryDocument>;
}

/** An adapter for a queue. `Q` is inferred from `create`. */
export interface QueueAdapter<Q> extends CommonAdapter {
  /**
   * Makes a fresh queue for one run; may be async. `maxsize` is the capacity: `Infinity` for an unbounded queue, 0
   * only where the profile says what 0 means.
   */
  readonly create: (config: { readonly maxsize: number }, context: CreateContext) => Q | Promise<Q>;
  /** Waits for room and adds the item. */
  readonly put?: (queue: Q, item: Item, context: OperationContext) => Blocking;
  /** Waits for an item and takes it. */
  readonly get?: (queue: Q, context: OperationContext) => Blocking;
  /** Adds the item at once, or answers {@link FULL} (or throws what `outcomes.thrown.full` names). */
  readonly putNowait?: (queue: Q, item: Item, context: OperationContext) => unknown;
  /** Takes an item at once, or answers {@link EMPTY} (or throws what `outcomes.thrown.empty` names). */
  readonly getNowait?: (queue: Q, context: OperationContext) => unknown;
  /** Waits until every item that was put has been marked as done. */
  readonly join?: (queue: Q, context: OperationContext) => Blocking;
  /** Marks one item as done; throws where there is none left. */
  readonly taskDone?: (queue: Q) => unknown;
  /** Closes the queue, at once or, with `closing: "blocking"` in the profile, once everything is taken. */
  readonly close?: (queue: Q, context: OperationContext) => Blocking;
  /**
   * Other ways to call a verb: `timeout` gives up after `context.timeout` milliseconds; those of `close` are further ways
   * to close, each declared in `profile.close` under its name.
   */
  readonly variants?: {
    readonly put?: {
      /** A put() that gives up. */
      readonly timeout?: (queue: Q, item: Item, context: OperationContext) => Blocking;
    };
    readonly get?: {
      /** A get() that gives up. */
      readonly timeout?: (queue: Q, context: OperationContext) => Blocking;
    };
    readonly join?: {
      /** A join() that gives up. */
      readonly timeout?: (queue: Q, context: OperationContext) => Blocking;
    };
    /** Further ways to close, by their names in `profile.close`. */
    readonly close?: Readonly<Record<string, (queue: Q, context: OperationContext) => Blocking>>;
  };
  /** How many items are in the queue; read at quiet points, like the other observers. */
  readonly size?: (queue: Q) => number;
  /** Whether there is no item in the queue. */
  readonly isEmpty?: (queue: Q) => boolean;
  /** Whether a putNowait() would answer that the queue is full. */
  readonly isFull?: (queue: Q) => boolean;
  /** Whether the queue was closed. */
  readonly isClosed?: (queue: Q) => boolean;
  /** One number for both, where the subject keeps one: items inside, less the get() calls that wait. */
  readonly signedSize?: (queue: Q) => number;
  /** How many get() calls wait. */
  readonly getters?: (queue: Q) => number;
  /** How many put() calls wait. */
  readonly putters?: (queue: Q) => number;
  /** Calls `run`, at once or later, from inside the runtime that the queue's operations need. */
  readonly enter?: (queue: Q, run: () => void) => void;
  /** Stops what `create` started. */
  readonly dispose?: (queue: Q) => void | Promise<void>;
  /** What the subject's answers mean. A value that is the put item is that item, before any mapping. */
  readonly outcomes?: {
    /** Maps what `get` settled with to the item or a tag. */
    readonly get?: (value: never) => unknown;
    /** Maps what `put` settled with to a tag, or to anything else for success. */
    readonly put?: (value: never) => unknown;
    /** Maps what `getNowait` answered to the item or a tag. */
    readonly getNowait?: (value: never) => unknown;
    /** Maps what `putNowait` answered to a tag, or to anything else for success. */
    readonly putNowait?: (value: never) => unknown;
    /** Maps what `join` settled with to a tag, or to anything else for success. */
    readonly join?: (value: never) => unknown;
    /** Maps what `close` answered or settled with to a tag, or to anything else for success. */
    readonly close?: (value: never) => unknown;
    /** What exceptions and rejections mean. */
    readonly thrown?: ThrownOutcomes;
  };
  /** What the queue promises. */
  readonly profile: QueueProfile;
}

/** An adapter for an event. `E` is inferred from `create`. */
export interface EventAdapter<E> extends CommonAdapter {
  /** Makes a fresh, unset event for one run; may be async. */
  readonly create: (config: Record<never, never>, context: CreateContext) => E | Promise<E>;
  /** Waits until the event is set. */
  readonly wait?: (event: E, context: OperationContext) => Blocking;
  /** Sets the event. */
  readonly set?: (event: E) => unknown;
  /** Unsets the event. */
  readonly clear?: (event: E) => unknown;
  /** Whether the event is set; also read at quiet points. */
  readonly isSet?: (event: E) => boolean;
  /** How many wait() calls wait; read at quiet points. */
  readonly waiters?: (event: E) => number;
  /** Other ways to call a verb: `timeout` gives up after `context.timeout` milliseconds. */
  readonly variants?: {
    readonly wait?: {
      /** A wait() that gives up. */
      readonly timeout?: (event: E, context: OperationContext) => Blocking;
    };
  };
  /** Calls `run`, at once or later, from inside the runtime that the event's operations need. */
  readonly enter?: (event: E, run: () => void) => void;
  /** Stops what `create` started. */
  readonly dispose?: (event: E) => void | Promise<void>;
  /** What the subject's answers mean. */
  readonly outcomes?: {
    /** Maps what `wait` settled with to a tag, to what `profile.waitResult` says, or to anything else for success. */
    readonly wait?: (value: never) => unknown;
    /** Maps what `set` answered to what `profile.setResult` says. */
    readonly set?: (value: never) => unknown;
    /** What exceptions and rejections mean. */
    readonly thrown?: ThrownOutcomes;
  };
  /** What the event promises. */
  readonly profile: EventProfile;
}

/** A queue adapter, ready to be checked. */
export type QueueDefinition<Q = unknown> = QueueAdapter<Q> & { readonly primitive: "queue" };
/** An event adapter, ready to be checked. */
export type EventDefinition<E = unknown> = EventAdapter<E> & { readonly primitive: "event" };
/** Any adapter. The instance type is hidden on purpose: only the adapter's own verbs touch an instance. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an adapter consumes what it creates; `unknown` would refuse every concrete one
export type AnyAdapter = QueueDefinition<any> | EventDefinition<any>;

/**
 * Declares an adapter for a queue. Nothing runs yet; mistakes are reported by `checkConformance`. Write `create` before the
 * verbs: it tells their types.
 *
 * @example
 *   export default defineQueue({
 *     name: "my-queue",
 *     create: ({ maxsize }) => new MyQueue(maxsize),
 *     put: (q, item, { signal }) => q.put(item, { signal }),
 *     get: (q, { signal }) => q.get({ signal }),
 *     putNowait: (q, item) => (q.offer(item) ? undefined : FULL),
 *     size: (q) => q.size,
 *     profile: profiles.fifo,
 *   });
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what verbs get where `create` comes behind them, or where the compiler gives up at a mistake elsewhere: with `unknown` each of them would be an error of its own
export function defineQueue<Q = any>(adapter: QueueAdapter<Q>): QueueDefinition<Q> {
  return { ...adapter, primitive: "queue" };
}

/**
 * Declares an adapter for an event. Nothing runs yet; mistakes are reported by `checkConformance`. Write `create` before the
 * verbs: it tells their types.
 *
 * @example
 *   export default defineEvent({
 *     name: "my-event",
 *     create: () => new MyEvent(),
 *     wait: (e, { signal }) => e.wait({ signal }),
 *     set: (e) => e.set(),
 *     clear: (e) => e.clear(),
 *     isSet: (e) => e.isSet(),
 *     profile: profiles.fifo,
 *   });
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export function defineEvent<E = any>(adapter: EventAdapter<E>): EventDefinition<E> {
  return { ...adapter, primitive: "event" };
}
