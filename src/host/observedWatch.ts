import { getEventListeners } from "node:events";
import type { Activity, Watch } from "../scheduler/host.js";
import { AdapterError, type Subject } from "../scheduler/subject.js";
import { Observation, unobserved } from "./activity.js";
import type { Memory } from "./memory.js";
import { handOn, listenToRejections, stopListening } from "./rejections.js";
import type { VirtualTimers } from "./virtualTimers.js";

/** Node's own, taken before anybody can replace it. */
const nextRound = setImmediate;
const startTimer = setTimeout;
const realNow = performance.now.bind(performance);

/** What a patient watch waits at each quiet point, in milliseconds: so long, so many times. */
const PATIENCE = 5;
const PATIENT_ROUNDS = 2;

/**
 * How many rounds, and in them immediates, real timers or messages, run at one quiet point before it is clear that they
 * re-arm for ever. Rounds, because thousands of waiters may each need a few of them side by side; and as many of the others
 * as thousands of waiters need one after the other.
 */
const MOST_ROUNDS = 1000;
const MOST_IMMEDIATES = 100_000;
const MOST_TIMERS = 1000;
const MOST_MESSAGES = 100_000;
/** Rounds in which no port was called, after which no message is on its way. One is enough, each is a turn of the loop. */
const PORT_ROUNDS = 2;

/** Watches a subject under full observation: it knows of everything that the run has started. */
export class ObservedWatch implements Watch {
  private readonly observation = new Observation();
  private readonly rejected = new Set<Promise<unknown>>();
  private immediatesBefore = 0;
  private timersBefore = 0;
  private messagesBefore = 0;
  private ranBefore = 0;
  private busyRounds = 0;
  private callsSeen = 0;
  private roundsWithoutCall = 0;
  private calmRounds = 0;
  private thrownByTimers = 0;
  private isOver = false;

  constructor(
    private readonly subject: Subject,
    private readonly memory: Memory,
    private readonly timers: VirtualTimers | undefined,
    /** Rounds that are waited though nothing is known to be under way. */
    private readonly grace: number,
    /** Gives the subject some real time besides, before the last of those rounds. */
    private readonly isPatient = false,
  ) {
    listenToRejections(this.onRejection);
    process.on("rejectionHandled", this.onHandled);
  }

  enter(job: () => void): void {
    this.timers?.install();
    this.observation.enter(job);
  }

  round(job: () => void): void {
    const isWaited = this.isPatient && this.calmRounds > 0 && this.calmRounds <= PATIENT_ROUNDS;
    unobserved(() => (isWaited ? startTimer(job, PATIENCE) : nextRound(job)));
  }

  activity(): Activity {
    const { observation, memory, subject } = this;
    if (observation.unobservable !== undefined) {
      throw new AdapterError(
        `${subject.name} uses ${observation.unobservable} (a type of asynchronous resource of Node), which cannot be ` +
          `observed: whether it is quiet cannot be known`,
      );
    }
    if (observation.usesImmediates || observation.usesTimers || observation.ports.isUsed) memory.isObserved = true;
    if (observation.isWokenFromElsewhere) memory.isObserved = memory.isWokenFromElsewhere = true;
    if (observation.usesTimers && !memory.hasTimers) {
      memory.hasTimers = true;
      return "unknown";
    }
    if (observation.hasTimer) this.refuseLongTimer();
    else if (!observation.hasImmediate && !this.hasMessages()) {
      if (this.calmRounds++ < this.grace) return "rounds";
      this.calmRounds = 0;
      this.busyRounds = 0;
      this.immediatesBefore = observation.immediatesRun;
      this.timersBefore = observation.timersRun;
      this.messagesBefore = observation.ports.calls;
      return "none";
    }
    this.refuseEndless();
    return "rounds";
  }

  /** Whether messages may be on their way. */
  private hasMessages(): boolean {
    const { ports } = this.observation;
    if (!ports.isUsed) return false;
    const wasCalled = ports.calls > this.callsSeen;
    this.callsSeen = ports.calls;
    this.roundsWithoutCall = wasCalled ? 0 : this.roundsWithoutCall + 1;
    if (this.roundsWithoutCall <= PORT_ROUNDS) return true;
    this.roundsWithoutCall = 0;
    if (!ports.isCutOff) return false;
    throw new AdapterError(
      `${this.subject.name} uses a message port whose other end is not in this thread: whether it is quiet cannot be known`,
    );
  }

  private refuseLongTimer(): void {
    const delay = this.observation.longestDelay;
    if (delay <= this.subject.wakesWithin) return;
    throw new AdapterError(
      `${this.subject.name} uses a real timer of ${delay} ms, taken from Node before the kit could replace it, and ` +
        `wakes within ${this.subject.wakesWithin} ms: let it read \`setTimeout\` from \`globalThis\` at each call, or ` +
        `raise \`wakesWithin\``,
    );
  }

  private refuseEndless(): void {
    const { immediatesRun, timersRun, ports } = this.observation;
    const ran = immediatesRun + timersRun + ports.calls;
    if (ran > this.ranBefore) this.busyRounds++;
    this.ranBefore = ran;
    if (this.busyRounds <= MOST_ROUNDS) return;
    const messages = ports.calls - this.messagesBefore;
    const immediates = immediatesRun - this.immediatesBefore;
    const timers = timersRun - this.timersBefore;
    if (immediates <= MOST_IMMEDIATES && timers <= MOST_TIMERS && messages <= MOST_MESSAGES) return;
    const what =
      timers > MOST_TIMERS
        ? `${timers} timers`
        : messages > MOST_MESSAGES
          ? `${messages} messages`
          : `${immediates} immediates`;
    throw new AdapterError(`${this.subject.name} does not become quiet: it ran ${what} in a row, and has more pending`);
  }

  runTimer(within: number, before: (time: number) => void = () => undefined): boolean {
    const due = this.timers?.nextWithin(within);
    if (due === undefined) return false;
    before(due);
    try {
      this.timers?.runNext();
    } catch {
      this.thrownByTimers++;
    }
    return true;
  }

  time(): number {
    return this.timers?.time ?? 0;
  }

  hasTimer(): boolean {
    return this.timers?.hasNext ?? false;
  }

  unhandled(): number {
    return this.rejected.size + this.thrownByTimers;
  }

  listeners(signal: AbortSignal): number {
    return getEventListeners(signal, "abort").length;
  }

  now(): number {
    return realNow();
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.timers?.uninstall();
    this.observation.leave();
    process.off("rejectionHandled", this.onHandled);
    stopListening();
    this.releaseHeld();
  }

  /** Rejections of an earlier try were the subject's if it leaves some now; else they are somebody else's. */
  private releaseHeld(): void {
    const { held } = this.memory;
    this.memory.held = [];
    if (this.rejected.size > 0) return;
    for (const { promise, reason } of held) handOn(promise, reason);
  }

  private readonly onRejection = (promise: Promise<unknown>): boolean => {
    if (!this.observation.owns(promise)) return false;
    this.rejected.add(promise);
    return true;
  };

  private readonly onHandled = (promise: Promise<unknown>): void => {
    this.rejected.delete(promise);
  };
}
