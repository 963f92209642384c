/**
 * Quiescence: nothing can run any more. Decided from what the host observes, never guessed from a number of turns, and
 * no time enters it.
 */
import type { Watch } from "./host.js";
import { AdapterError, type Subject } from "./subject.js";

/** How many virtual timers one quiet point runs before it is clear that they re-arm for ever. */
const MOST_TIMERS = 10_000;

const RESOLVED = Promise.resolve();

/** What becomes of the wait for quiescence. */
export interface QuietListener {
  /** Nothing can run any more. Called in a promise job. */
  readonly onQuiet: () => void;
  /** Only full observation can tell. */
  readonly onUnknown: () => void;
  /** The subject is not quiet, or cannot be observed. */
  readonly onFailure: (error: unknown) => void;
}

/** Waits for quiescence, again and again in one run. */
export class QuietPoint {
  private timers = 0;
  private isStopped = false;

  constructor(
    private readonly watch: Watch,
    private readonly subject: Subject,
    private readonly listener: QuietListener,
  ) {}

  /** Lets the world run until nothing can run any more. */
  await(): void {
    this.timers = 0;
    this.watch.round(this.look);
  }

  /** Nobody waits any more. */
  stop(): void {
    this.isStopped = true;
  }

  private readonly look = (): void => {
    if (this.isStopped) return;
    try {
      const activity = this.watch.activity();
      if (activity === "unknown") return this.listener.onUnknown();
      if (activity === "rounds" || this.ranTimer()) return this.watch.round(this.look);
      // The driver goes on in a promise job, as it started in one: a subject on `process.nextTick` can tell.
      void RESOLVED.then(this.listener.onQuiet);
    } catch (error) {
      this.listener.onFailure(error);
    }
  };

  private ranTimer(): boolean {
    if (!this.watch.runTimer(this.subject.wakesWithin)) return false;
    if (++this.timers > MOST_TIMERS) {
      throw new AdapterError(
        `${this.subject.name} does not become quiet: it re-armed timers of at most ${this.subject.wakesWithin} ms ` +
          `${MOST_TIMERS} times in a row`,
      );
    }
    return true;
  }
}
