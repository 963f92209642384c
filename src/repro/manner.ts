/** How a script is written where there is more than one way; which one it takes is seen by running it. */
export interface Manner {
  /** Items are objects, and not strings. */
  readonly hasObjects: boolean;
  /** `create` answers a promise. */
  readonly isAwaited: boolean;
  /**
   * What it takes until nothing is left to do: one round of the event loop, several, several with a millisecond of mocked
   * timers each, or real time where the subject's timers cannot be mocked.
   */
  readonly quiet: "round" | "rounds" | "timers" | "clock";
  /** Blocking verbs answer an operation `{ promise, cancel }` that the subject itself makes. */
  readonly hasOperations: boolean;
  /** Calls may throw at once where they should answer a promise. */
  readonly mayThrow: boolean;
  /** Options are handed over, be they empty. */
  readonly keepsOptions: boolean;
  /** Tells {@link PROBE} at each quiet point what has settled. */
  readonly isProbed: boolean;
}

/** The global function that a probed script calls with the outcomes so far; its other argument is what they should be. */
export const PROBE = "asyncTckProbe";
