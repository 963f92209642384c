import type { Watch } from "./host.js";
import { QuietPoint, type QuietListener } from "./quietPoint.js";
import type { Subject } from "./subject.js";

const RESOLVED = Promise.resolve();

/** Who waits: the driver of a run. */
export interface Driver extends QuietListener {
  /** The turns that it waited for are over. */
  onTurns(): void;
  /** A macrotask of its own has begun: promise jobs are done. */
  onMacrotask(): void;
}

/** Waits for the gaps of one driver at a time. Made once for plans in a row: what it queues is the kit's own. */
export class DriverClock {
  private turnsLeft = 0;
  private watch: Watch | undefined;
  private driver: Driver | undefined;
  private quietPoint: QuietPoint | undefined;

  constructor(private readonly subject: Subject) {}

  /** Waits for this driver from now on. The run of the one before is over, and nothing that it waits for is queued. */
  serve(watch: Watch, driver: Driver): void {
    this.driver = driver;
    this.watch = watch;
    if (this.quietPoint) this.quietPoint.serve(watch, driver);
    else this.quietPoint = new QuietPoint(watch, this.subject, driver);
  }

  /** Waits so many turns, at least 1. */
  awaitTurns(turns: number): void {
    this.turnsLeft = turns;
    void RESOLVED.then(this.onTurn);
  }

  /** Waits until promise jobs are done. */
  awaitMacrotask(): void {
    this.watch?.round(this.onRound);
  }

  /** Waits for quiescence; at a gap a glance will do. */
  awaitQuiet(isGap: boolean): void {
    this.quietPoint?.await(isGap);
  }

  private readonly onRound = (): void => this.driver?.onMacrotask();

  private readonly onTurn = (): void => {
    if (--this.turnsLeft > 0) void RESOLVED.then(this.onTurn);
    else this.driver?.onTurns();
  };
}
