/**
 * What the executor drives: the subject behind its adapter, as a table of operations. Adapters are turned into this
 * shape by `src/adapters`; the scheduler never sees an adapter.
 */
import type { Config } from "./plan.js";

/** How a call or an operation ended, as small integers: histories are arrays of integers. */
export const OutcomeCode = {
  /** Ended with nothing in particular: `put`, `set`, `wait`. */
  ok: 0,
  /** Delivered an item that was put; the event's `item` is the put step. */
  item: 1,
  /** Delivered something that was never put; the event's detail says what. */
  foreign: 2,
  full: 3,
  empty: 4,
  closed: 5,
  cancelled: 6,
  timedOut: 7,
  /** Threw or rejected with something that no declared outcome covers; the event's detail says what. */
  error: 8,
  yes: 9,
  no: 10,
} as const;

/**
 * How an operation ended: as it should (`ok`), with an item that was put (`item`) or one that never was (`foreign`), with an
 * answer that the adapter declares, or with an error that it does not.
 */
export type OutcomeName = keyof typeof OutcomeCode;

/** How something ended, in words. */
export interface Outcome {
  readonly is: OutcomeName;
  /** The put step that made the item, for `item`. */
  readonly item?: number;
  /** A short text for `foreign` and `error`. */
  readonly detail?: string;
}

/** What the subject answered, before it is mapped: a value, or something thrown or rejected. */
export type Answer = { readonly value: unknown } | { readonly thrown: unknown };

/** Given to the adapter's verb at each call. */
export interface OperationContext {
  /**
   * The signal that cancels this operation. Undefined when the plan never cancels it: creating signals is the dearest
   * part of a run. Reading it tells the kit that the verb supports cancellation.
   */
  readonly signal: AbortSignal | undefined;
  /** Which client calls: a subject with one iterator a consumer keeps one for each. */
  readonly client: number;
  /** For the variant `timeout`: milliseconds of the virtual clock after which the operation has to give up. */
  readonly timeout: number;
  /** For `put` and `putNowait`: the priority of the item, 0 (most urgent) to 2. */
  readonly priority: number;
  /**
   * For subjects that call back: ends the operation with a value, in the very turn of the call. Who reads `done` or `fail`
   * calls back: what the verb returns is then no answer, but may be an operation with a `cancel`.
   */
  readonly done: (value?: unknown) => void;
  /** For subjects that call back: ends the operation with an error. */
  readonly fail: (error: unknown) => void;
}

/** An operation with a cancel method of its own, returned by a verb in place of a promise. */
export interface CancellableOperation {
  /** Absent where the subject calls back. */
  readonly promise?: unknown;
  /** Cancels the operation. It may be called again, and when the operation is over. */
  cancel(): void;
  /** After cancel() the promise never settles. */
  readonly silent?: boolean;
}

/** One verb of the operation table. */
export interface Verb {
  readonly name: string;
  /** Blocking verbs may stay outstanding; immediate ones return at once. */
  readonly blocking: boolean;
  /** What else to do where an immediate verb answers a promise, for the sentence that refuses it. */
  readonly ifPromise?: string;
  /** The verb takes an item (`put`, `putNowait`). */
  readonly takesItem: boolean;
  /** What the verb answers may be an item (`get`). Absent: every verb that takes none. */
  readonly deliversItem?: boolean;
  /** What it takes has a priority (absent: it has none): tokens keep one for each step. */
  readonly takesPriority?: boolean;
  /** Names of the verb's variants, in the order in which tokens number them. Absent is none. */
  readonly variants?: readonly string[];
  /** A cancel of this verb is expected to work. Decided by declaration or by the smoke check. */
  readonly cancellable: boolean;
  /** Variants that never look at their signal although the plain verb does: a cancel of these cannot work. Absent is none. */
  readonly uncancelled?: readonly string[];
  /** `variant` is undefined for the plain verb. */
  call(instance: unknown, item: unknown, context: OperationContext, variant?: string): unknown;
  /**
   * Maps the subject's answer to an outcome. An answer that is identical to a put item never comes here: it is that
   * item before any mapping.
   */
  outcome(answer: Answer, reason: unknown): Outcome | { readonly is: "value"; readonly value: unknown };
}

/** Whether a cancel of the verb, or of a variant of it, is expected to work. */
export function isCancellable({ cancellable, uncancelled = [] }: Verb, variant: string | undefined): boolean {
  return cancellable && (variant === undefined || !uncancelled.includes(variant));
}

/** Something read at every quiet point. */
export interface Observer {
  readonly name: string;
  /** Numbers are kept, booleans become 0 and 1. */
  read(instance: unknown): number | boolean;
}

/** The operation table of one subject. */
export interface Subject {
  readonly name: string;
  /** In the order of the operation table: tokens name verbs by their index here. */
  readonly verbs: readonly Verb[];
  readonly observers: readonly Observer[];
  /** Delays in milliseconds of the virtual clock that quiescence still runs. */
  readonly wakesWithin: number;
  create(config: Config, context: { readonly signal: AbortSignal }): unknown;
  dispose?(instance: unknown): void | Promise<void>;
  /** Calls `run` once, now or later, from inside the subject's own runtime. */
  enter?(instance: unknown, run: () => void): void;
}

/** The adapter (not the subject, not the kit) did something that makes a verdict impossible. */
export class AdapterError extends Error {
  override readonly name = "AdapterError";
}
