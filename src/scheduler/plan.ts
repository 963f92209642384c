/**
 * A plan is the whole schedule of one run, as plain data. A plan alone determines a run: JavaScript runs promise jobs
 * in first-in first-out order, so for a subject built on promises the order of calls plus the gaps between them *is*
 * the interleaving.
 *
 * The boring choice is always the smallest value (gap `quiet`, client 0, no cancel, a plain distinct item), so
 * shrinking moves towards a sequential program, and the one unusual gap left in a trace is the race.
 */

/** Version of the plan format. A token or JSON file of another version is refused. */
export const PLAN_VERSION = 1;

/** How many sequential callers a plan may name. */
export const CLIENTS = 4;

/**
 * How long the world may run after a step: `quiet` until quiescence, or a number of microtask turns.
 * 0 is the same synchronous turn.
 */
export type Gap = "quiet" | 0 | 1 | 2 | 3 | 5;

/** Every gap, most boring first. */
export const GAPS: readonly Gap[] = ["quiet", 0, 1, 2, 3, 5];

/** What the item of a put step is. `object` is a fresh distinct object and the only class that is always allowed. */
export type ItemClass =
  | "object"
  | "undefined"
  | "null"
  | "zero"
  | "empty-string"
  | "nan"
  | "false"
  | "error"
  | "function"
  | "rejected-promise";

/** Every class of item, most boring first. */
export const ITEM_CLASSES: readonly ItemClass[] = [
  "object",
  "undefined",
  "null",
  "zero",
  "empty-string",
  "nan",
  "false",
  "error",
  "function",
  "rejected-promise",
];

/** How urgent an item is; 0 is the most urgent. */
export type Priority = 0 | 1 | 2;

/** Every priority, most boring first. */
export const PRIORITIES: readonly Priority[] = [0, 1, 2];

/** Whose operations share one AbortSignal. An aborted shared signal stays aborted. */
export type SignalScope = "operation" | "client" | "all";

/** The variant of a blocking verb that needs time to pass. */
export const TIMEOUT_VARIANT = "timeout";

/** Every signal scope, most boring first. */
export const SIGNAL_SCOPES: readonly SignalScope[] = ["operation", "client", "all"];

/** What a fresh instance of the subject is made with. */
export interface Config {
  /** Most items a queue may hold; 0 means what the adapter's profile says of 0; null is unbounded or no capacity. */
  readonly capacity: number | null;
}

/** Calls a verb of the subject. */
export interface CallStep {
  readonly do: "call";
  readonly client: number;
  /** Name of the verb, as in the subject's operation table. */
  readonly verb: string;
  /** Name of the verb's variant; absent is the plain one. */
  readonly variant?: string;
  /** Class of the item, for verbs that take one; absent is `object`. */
  readonly item?: ItemClass;
  /** Priority of the item, for queues that order by it; absent is 0, the most urgent. */
  readonly priority?: Priority;
  /** An immediate step waits for its busy client, instead of being issued by the driver at once. */
  readonly chained?: boolean;
  /** The signal given to this operation is aborted already. */
  readonly aborted?: boolean;
  readonly gap: Gap;
}

/**
 * Cancels the outstanding operation of a client now, in whatever waiter state it is, and leaves the client's backlog.
 * On an idle client it is a late cancel of its last operation; with neither it does nothing.
 */
export interface CancelStep {
  readonly do: "cancel";
  readonly client: number;
  readonly gap: Gap;
}

/** Moves the virtual clock to the next timer. */
export interface ElapseStep {
  readonly do: "elapse";
  readonly client: number;
  readonly gap: Gap;
}

/** One thing to do, and how long the world may run after it. */
export type Step = CallStep | CancelStep | ElapseStep;

/** The whole schedule of one run. */
export interface Plan {
  readonly config: Config;
  readonly steps: readonly Step[];
  /** Absent is `operation`. */
  readonly signals?: SignalScope;
}
