/**
 * The axes of an Event: every choice in which real events differ, with nothing left open. A profile of an adapter is
 * resolved to this; the models are shaped by it.
 */

/**
 * - `manual-reset`: stays set until it is cleared; set() releases everybody (`asyncio.Event`);
 * - `auto-reset`: set() releases one waiter, or is remembered for the next one;
 * - `pulse`: set() releases who waits and is not remembered.
 */
export type EventKind = "manual-reset" | "auto-reset" | "pulse";

/** What a pulse of `set` and `clear` in one turn does to who waits: releases, may release, does not release. */
export type PulseReleases = "must" | "may" | "must-not";

/** What set() answers: nothing that matters, or whether it changed the flag. */
export type SetResult = "nothing" | "changed";

/** What a wait() that was released answers: nothing that matters, true (as `asyncio.Event.wait`), or undefined. */
export type WaitResult = "nothing" | "true" | "undefined";

export interface EventAxes {
  readonly kind: EventKind;
  /** How many waiters one set() releases. Manual-reset events release all, auto-reset events one. */
  readonly releases: "all" | "one";
  /** Auto-reset: how many set() calls that found nobody waiting are remembered; Infinity counts them all. */
  readonly memory: number;
  /** Where one set() releases one waiter: the one that waits longest, or any. */
  readonly releaseOrder: "fifo" | "any";
  readonly clearedInTurn: PulseReleases;
  readonly setResult: SetResult;
  readonly waitResult: WaitResult;
}

/** The axes of a manual-reset event under a preset that says nothing else. */
export function plainEvent(isLoose: boolean): EventAxes {
  return {
    kind: "manual-reset",
    releases: "all",
    memory: 1,
    releaseOrder: isLoose ? "any" : "fifo",
    clearedInTurn: isLoose ? "may" : "must",
    setResult: "nothing",
    waitResult: "nothing",
  };
}
