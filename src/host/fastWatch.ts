import { getEventListeners } from "node:events";
import type { Activity, Watch } from "../scheduler/host.js";
import { isAbove, readBaseline } from "./baseline.js";
import type { Memory } from "./memory.js";
import { nextNumber } from "./newest.js";
import { listenToRejections, stopListening } from "./rejections.js";
import { immediateRound, type Round } from "./rounds.js";

/** Node's own, taken before anybody can replace it. */
const realNow = performance.now.bind(performance);

/**
 * Watches a subject that was seen to use promises only. One round drains them; a cheap look tells whether anything
 * else is under way after all. This watch never decides that: it asks for the plan to be run again, observed in full.
 */
export class FastWatch implements Watch {
  private readonly baseline = readBaseline();
  private readonly chosen: Round;
  private last = nextNumber();
  /** Something was made since the run began, be it the kit's own macrotask. */
  private isTouched = false;

  constructor(
    private readonly memory: Memory,
    round: Round,
  ) {
    // a port that was there before may be the subject's: its messages come between real macrotasks only
    this.chosen = this.baseline.includes("MessagePort") ? immediateRound : round;
    listenToRejections(memory.hold);
  }

  enter(job: () => void): void {
    job();
  }

  round(job: () => void): void {
    this.chosen(job);
  }

  /**
   * Where nothing was made since the run began, no macrotask has passed either, so that what was there before and was
   * started again is under way until the run ends, or is stopped by the subject itself.
   */
  activity(isGlance = false): Activity {
    if (this.memory.held.length > 0) return "unknown";
    const before = this.last;
    this.last = nextNumber();
    this.isTouched ||= this.last !== before + 1;
    if (isGlance && !this.isTouched) return "none";
    return isAbove(readBaseline(), this.baseline) ? "unknown" : "none";
  }

  runTimer(): boolean {
    return false;
  }

  time(): number {
    return 0;
  }

  hasTimer(): boolean {
    return false;
  }

  unhandled(): number {
    return 0;
  }

  listeners(signal: AbortSignal): number {
    return getEventListeners(signal, "abort").length;
  }

  now(): number {
    return realNow();
  }

  end(): void {
    stopListening();
  }
}
