/**
 * What was observed in one run, in order. Inside the kit a history is one flat array of integers, seven for an event:
 * the relation reads millions of them. {@link describeHistory} gives the published form (schema/history.schema.json).
 */
import { OutcomeCode, type Outcome, type OutcomeName, type Subject } from "./subject.js";

/** Version of the published history format. */
export const HISTORY_VERSION = 1;

export const EventCode = {
  /** A blocking operation was called and may be outstanding from here on. */
  call: 0,
  /** An immediate operation: call and result in one. */
  now: 1,
  /** A blocking operation ended. */
  settle: 2,
  /** An outstanding operation was asked to end. */
  cancel: 3,
  /** The last operation of an idle client was cancelled: must change nothing. */
  lateCancel: 4,
  /** A microtask boundary may lie here. */
  turn: 5,
  /** Nothing can run any more. */
  quiet: 6,
  /** An observer's value at the quiet point just recorded. */
  observe: 7,
  /** An operation settled for a second time. */
  again: 8,
  /** The virtual clock moved to the next timer, which ran. */
  elapse: 9,
} as const;

export type EventName = keyof typeof EventCode;

/** Integers per event: kind, step, client, verb, outcome, item, manner. -1 (manner: 0) where a field has no meaning. */
export const EVENT_WIDTH = 7;
export const Field = { kind: 0, step: 1, client: 2, verb: 3, outcome: 4, item: 5, manner: 6 } as const;

/** How an operation is called, as one integer below 128; 0 is as usual. */
export const Manner = {
  /** `variant` counts from 1 in the order of the verb's variants, 0 is the plain verb. */
  pack: (variant: number, priority: number, isOdd: boolean): number => variant + 8 * priority + (isOdd ? 32 : 0),
  variant: (manner: number): number => manner & 7,
  priority: (manner: number): number => (manner >> 3) & 3,
  isOdd: (manner: number): boolean => (manner & 32) !== 0,
  /** The operation gets a signal that is aborted already. */
  ABORTED: 64,
  isAborted: (manner: number): boolean => manner >= 64,
} as const;

/** How an operation is asked to end, as one integer; -1 is as usual. */
export const CancelManner = {
  /**
   * `isSilent`: it need not settle any more. `isShared`: one abort asks several operations to end, one after the other, in
   * an order that only the subject knows.
   */
  of: (isSilent: boolean, isShared: boolean): number => (isSilent ? 1 : 0) + (isShared ? 2 : 0) || -1,
  isSilent: (manner: number): boolean => manner > 0 && (manner & 1) !== 0,
  isShared: (manner: number): boolean => manner > 0 && (manner & 2) !== 0,
} as const;

/**
 * One run's history.
 *
 * - `call`: step, client, verb, item = own step index where the verb takes an item; manner, see {@link Manner};
 * - `now`: the same, with outcome; item = own step for verbs that take one, else the delivered put step;
 * - `settle`: step of the call, client, verb, outcome; item = delivered put step for outcome `item`;
 * - `cancel`, `lateCancel`: step of the cancel, client, verb of the operation that is meant; item: see
 *   {@link CancelManner};
 * - `elapse`: step, or -1 where wakes that need time made it pass; item = 1 when nothing was called from here to the quiet point, and no timer is left there;
 * - `turn`, `quiet`: step that waited, or -1;
 * - `observe`: verb = index of the observer (those of the subject, then {@link KIT_OBSERVERS}), item = its value.
 */
export interface History {
  readonly events: readonly number[];
  /** Text for `foreign` and `error` outcomes, by index of the event. */
  readonly details: ReadonlyMap<number, string>;
  /** Steps that stayed in a backlog. */
  readonly neverIssued: readonly number[];
  /** How many rejections the run left unhandled; absent is none. */
  readonly unhandled?: number;
  /** Bit i is set when verb i read its `signal`, or returned an operation with a `cancel` of its own; absent is none. */
  readonly cancellable?: number;
  /** Bit i is set when verb i returned an operation with a `cancel` of its own; absent is none. */
  readonly ownCancel?: number;
}

/** What the kit counts itself, recorded like the subject's observers: only where it is not 0, except once a run. */
export const KIT_OBSERVERS = ["listeners", "rejections"] as const;

/** One event in the published form. */
export interface HistoryEvent {
  readonly kind: Exclude<EventName, "observe">;
  readonly step?: number;
  readonly client?: number;
  readonly verb?: string;
  /** The put step whose item a call carries. */
  readonly item?: number;
  readonly outcome?: Outcome;
  /** Variant of the verb; absent is the plain one. */
  readonly variant?: string;
  /** Priority of the item; absent is 0. */
  readonly priority?: number;
  /** For `cancel` and `lateCancel`: the operation need not settle any more. */
  readonly silent?: boolean;
  /** For `cancel` and `lateCancel`: the same abort asks other operations to end. */
  readonly shared?: boolean;
  /** The signal was aborted before the call. */
  readonly aborted?: boolean;
  /** For `elapse`: nothing is called from here to the quiet point, and no timer is left there. */
  readonly isLast?: boolean;
  /** Observers, for `quiet`. */
  readonly observed?: Readonly<Record<string, number>>;
}

/** The published form of a history. */
export interface HistoryDocument {
  readonly version: typeof HISTORY_VERSION;
  readonly events: readonly HistoryEvent[];
  readonly neverIssued: readonly number[];
  /** How many rejections were left unhandled; absent is none. */
  readonly unhandled?: number;
}

const EVENT_NAMES = Object.keys(EventCode) as EventName[];
const OUTCOME_NAMES = Object.keys(OutcomeCode) as OutcomeName[];

/** The name of an outcome code. */
export function outcomeName(code: number): OutcomeName {
  return OUTCOME_NAMES[code] ?? "error";
}

/** The name of an observer by its index in a history. */
export function observerName(subject: Pick<Subject, "observers">, index: number): string {
  const { observers } = subject;
  return observers[index]?.name ?? KIT_OBSERVERS[index - observers.length] ?? "";
}

/** Turns a history into its published form, with names for numbers. */
export function describeHistory(history: History, subject: Pick<Subject, "verbs" | "observers">): HistoryDocument {
  const out: { -readonly [K in keyof HistoryEvent]: HistoryEvent[K] }[] = [];
  const { events } = history;
  for (let at = 0, index = 0; at < events.length; at += EVENT_WIDTH, index++) {
    const field = (offset: number): number => events[at + offset] ?? -1;
    const kind = EVENT_NAMES[field(Field.kind)] ?? "quiet";
    if (kind === "observe") {
      const quiet = out[out.length - 1];
      const name = observerName(subject, field(Field.verb));
      if (quiet) quiet.observed = { ...quiet.observed, [name]: field(Field.item) };
      continue;
    }
    const event: (typeof out)[number] = { kind };
    if (field(Field.step) >= 0) event.step = field(Field.step);
    if (field(Field.client) >= 0) event.client = field(Field.client);
    const verb = field(Field.verb) >= 0 ? subject.verbs[field(Field.verb)] : undefined;
    if (verb) event.verb = verb.name;
    const code = field(Field.outcome);
    const item = field(Field.item);
    if (code >= 0) {
      const is = outcomeName(code);
      const detail = history.details.get(index);
      event.outcome = {
        is,
        ...(is === "item" ? { item } : {}),
        ...(detail === undefined ? {} : { detail }),
      };
    }
    if (item >= 0 && verb?.takesItem === true && (kind === "call" || kind === "now")) event.item = item;
    const manner = field(Field.manner);
    const isCancel = kind === "cancel" || kind === "lateCancel";
    if (isCancel && CancelManner.isSilent(item)) event.silent = true;
    if (isCancel && CancelManner.isShared(item)) event.shared = true;
    if (kind === "elapse" && item === 1) event.isLast = true;
    if ((kind === "call" || kind === "now") && manner > 0) {
      const variant = verb?.variants?.[Manner.variant(manner) - 1];
      if (variant !== undefined) event.variant = variant;
      if (Manner.isAborted(manner)) event.aborted = true;
      if (Manner.priority(manner) > 0) event.priority = Manner.priority(manner);
    }
    out.push(event);
  }
  const { neverIssued, unhandled = 0 } = history;
  return { version: HISTORY_VERSION, events: out, neverIssued, ...(unhandled > 0 ? { unhandled } : {}) };
}
