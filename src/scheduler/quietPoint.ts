/**
 * Quiescence: nothing can run any more. Decided from what the host observes, never guessed from a number of turns, and
 * no time enters it.
 */
import type { Watch } from "./host.js";
import { AdapterError, type Subject } from "./subject.js";

/** At how many moments one quiet point runs virtual timers before it is clear that they re-arm for ever. */
const MOST_MOMENTS = 50_000;

const RESOLVED = Promise.resolve();

/** What becomes of the wait for quiescence. */
export interface QuietListener {
  /** Nothing can run any more. Called in a promise job. */
  onQuiet(): void;
  /** Only full observation can tell. */
  onUnknown(): void;
  /** The subject is not quiet, or cannot be observed. */
  onFailure(error: unknown): void;
  /** A timer is about to run, and the virtual clock will say this. */
  onTimer?(time: number): void;
}

/** Waits for quiescence, again and again, in one run or in several that take turns. */
export class QuietPoint {
  private moments = 0;
  private moment = -1;
  private isStopped = false;
  private isGlance = false;

  constructor(
    private watch: Watch,
    private readonly subject: Subject,
    private listener: QuietListener,
  ) {}

  /** Waits for another run from now on. The one before is over, and nobody waits for it. */
  serve(watch: Watch, listener: QuietListener): void {
    this.watch = watch;
    this.listener = listener;
    this.moment = -1;
  }

  /** Lets the world run until nothing can run any more. A glance tells where more than a glance follows in the same run. */
  await(isGlance = false): void {
    this.isGlance = isGlance;
    this.moments = 0;
    this.watch.round(this.look);
  }

  /** Nobody waits any more. */
  stop(): void {
    this.isStopped = true;
  }

  private readonly look = (): void => {
    if (this.isStopped) return;
    try {
      const activity = this.watch.activity(this.isGlance);
      if (activity === "unknown") return this.listener.onUnknown();
      if (activity === "rounds" || this.ranTimer()) return this.watch.round(this.look);
      // The driver goes on in a promise job, as it started in one: a subject on `process.nextTick` can tell.
      void RESOLVED.then(this.tell);
    } catch (error) {
      this.listener.onFailure(error);
    }
  };

  private readonly tell = (): void => this.listener.onQuiet();

  private ranTimer(): boolean {
    if (!this.watch.hasTimer()) return false;
    const before = (time: number): void => this.beforeTimer(time);
    if (!this.watch.runTimer(this.subject.wakesWithin, before)) return false;
    if (this.moments <= MOST_MOMENTS) return true;
    throw new AdapterError(
      `${this.subject.name} does not become quiet: it re-armed timers of at most ${this.subject.wakesWithin} ms ` +
        `${MOST_MOMENTS} times in a row`,
    );
  }

  private beforeTimer(time: number): void {
    if (time !== this.moment) this.moments++;
    this.moment = time;
    this.listener.onTimer?.(time);
  }
}
