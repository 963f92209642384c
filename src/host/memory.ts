import type { RejectionListener } from "./rejections.js";

/** What the host has learnt of one subject. */
export interface Memory {
  /** How many runs were watched under full observation because nobody asked for less. */
  probes: number;
  /** Verbs that were seen under full observation, as bits. */
  verbs: number;
  /** The subject uses more than promises: every run is observed from now on. */
  isObserved: boolean;
  /** What was there before a run wakes the subject: every run waits for that. */
  isWokenFromElsewhere: boolean;
  /** The subject uses timers: they are virtual from now on. */
  hasTimers: boolean;
  /** Rejections of a run that is to be repeated: whether they were the subject's is not known yet. */
  held: { readonly promise: Promise<unknown>; readonly reason: unknown }[];
  /** Holds a rejection. Made once, as every run needs it. */
  readonly hold: RejectionListener;
}

/** Nothing yet. */
export function newMemory(): Memory {
  const memory: Memory = {
    probes: 0,
    verbs: 0,
    isObserved: false,
    isWokenFromElsewhere: false,
    hasTimers: false,
    held: [],
    hold: (promise, reason) => memory.held.push({ promise, reason }) > 0,
  };
  return memory;
}
