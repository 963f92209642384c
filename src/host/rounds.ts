/**
 * Rounds: one macrotask, which ends when every promise job is done, and then a job in a macrotask of its own.
 *
 * `immediate` rounds are macrotasks of Node (`setImmediate`, 1.5 µs each). A `sync` round is made inside one of them: the
 * promise jobs are drained by a function call, and the job runs where a macrotask would run it, with nothing queued. For
 * a subject that uses promises and `nextTick` only, the two are the same; anything else (an immediate, a timer, a message)
 * gets through only between the real ones, so subjects that use it are never watched with sync rounds.
 *
 * Honest limit. Sync rounds run in the asynchronous context (`AsyncLocalStorage`) in which the first of them was asked
 * for.
 */
import { trySyncDrain, type Drain } from "./syncDrain.js";

/** Lets one macrotask pass, which drains promise jobs, and then calls `job` in a macrotask of its own. */
export type Round = (job: () => void) => void;

/** Which rounds. */
export type Drains = "sync" | "immediate";

/** Node's own, taken before anybody can replace it. */
const nextRound = setImmediate;

/** Sync rounds in one macrotask. A number, not a time, so that a run is the same everywhere; far below a millisecond. */
const MOST_ROUNDS = 100;

/** A round by a macrotask of Node. */
export const immediateRound: Round = (job) => {
  nextRound(job);
};

/** Makes rounds with a drain. Rounds that are asked for while none is under way begin with a real macrotask. */
export class SyncRounds {
  private readonly jobs: (() => void)[] = [];
  private isUnderWay = false;
  /** Undefined until it was tried, null where the runtime has none. */
  private drain: Drain | null | undefined;

  /** @param find - answers the drain, or undefined where there is none; called once, in a macrotask */
  constructor(private readonly find: () => Drain | undefined) {}

  /** See {@link Round}. */
  readonly next: Round = (job) => {
    if (this.drain === null) return immediateRound(job);
    this.jobs.push(job);
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    nextRound(this.run);
  };

  private readonly run = (): void => {
    this.drain ??= this.find() ?? null;
    const { drain } = this;
    try {
      if (drain) this.runWith(drain);
    } finally {
      this.isUnderWay = false;
      // given way, or an exception is on its way out
      for (const job of this.jobs.splice(0)) this.next(job);
    }
  };

  private runWith(drain: Drain): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      drain();
      const job = this.jobs.shift();
      if (!job) return;
      job();
    }
  }
}

/** Those of this process: runs take turns, so one is enough. */
const shared = new SyncRounds(trySyncDrain);

/** The rounds of that kind; `immediate` ones where this runtime has no other. */
export function roundBy(drains: Drains): Round {
  return drains === "sync" ? shared.next : immediateRound;
}
