/**
 * The one small interface by which the core reaches its host. The core decides what quiescence means (quietPoint.ts);
 * the host only says what is under way, and lets one macrotask at a time pass. Nothing here is a promise or a time.
 */
import type { Subject } from "./subject.js";

/** What the host knows of the things that the subject of a run has started, besides promise jobs. */
export type Activity =
  /** Nothing is under way. */
  | "none"
  /** Something that a later round will run is under way. */
  | "rounds"
  /** Something may be under way, and only a run under full observation can tell. */
  | "unknown";

/** One run, watched from its start to its end. */
export interface Watch {
  /** Calls `job` so that whatever it starts, now and later, is attributed to this run. */
  enter(job: () => void): void;
  /** Lets one macrotask pass, which drains promise jobs, and then calls `job` in a macrotask of its own. */
  round(job: () => void): void;
  /**
   * What is under way now. Throws an AdapterError for what cannot be observed and for what never ends. A glance may miss
   * what was there before the run and is under way again: the run is to end with more than a glance.
   */
  activity(isGlance?: boolean): Activity;
  /**
   * Runs the earliest virtual timer, if any pending one has a delay of at most `within` milliseconds of virtual time.
   * Answers whether a timer ran; its promise jobs have yet to run. `before` is told first what the clock will say.
   */
  runTimer(within: number, before?: (time: number) => void): boolean;
  /** What the virtual clock says, in milliseconds. */
  time(): number;
  /** Whether a virtual timer is pending. */
  hasTimer(): boolean;
  /** Rejections that the run left unhandled so far, and exceptions that its timers threw. */
  unhandled(): number;
  /** How many listeners a signal has; 0 where the host cannot tell. */
  listeners(signal: AbortSignal): number;
  /** Milliseconds of a clock that never goes back: for measurements, never for a verdict. */
  now(): number;
  /** Ends the watch. The host is as it was before. */
  end(): void;
}

/** How closely a run is to be watched. */
export interface WatchRequest {
  /** Bit i is set when the plan calls verb i: a host watches verbs that it has not seen yet more closely. */
  readonly verbs: number;
  /** Watch as closely as the host can. */
  readonly full: boolean;
  /** Besides, give the subject a few real milliseconds whenever nothing is known to be under way. */
  readonly patient?: boolean;
}

/** Where runs take place: Node, a browser. A host remembers what each subject was seen to use. */
export interface Host {
  watch(subject: Subject, request: WatchRequest): Watch;
}
