import { getEventListeners } from "node:events";
import type { Activity, Watch } from "../scheduler/host.js";
import { isAbove, readBaseline } from "./baseline.js";
import type { Memory } from "./memory.js";
import { listenToRejections, stopListening } from "./rejections.js";
import { immediateRound, type Round } from "./rounds.js";

/**
 * Watches a subject that was seen to use promises only. One round drains them; a cheap look tells whether anything
 * else is under way after all. This watch never decides that: it asks for the plan to be run again, observed in full.
 */
export class FastWatch implements Watch {
  private readonly baseline = readBaseline();
  private readonly chosen: Round;

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

  activity(): Activity {
    return this.memory.held.length > 0 || isAbove(readBaseline(), this.baseline) ? "unknown" : "none";
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
    return performance.now();
  }

  end(): void {
    stopListening();
  }
}
