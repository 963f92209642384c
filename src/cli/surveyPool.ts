/**
 * Surveys work units in a pool of threads. Each thread loads the adapter file itself; units go out in order and their
 * findings come back in order. What a thread cannot finish (its subject hangs, ends the process or throws where nobody
 * catches) is surveyed by the asking thread, where it ends as it would have ended without a pool.
 */
import { Tinypool } from "tinypool";
import { AdapterError } from "../scheduler/subject.js";
import type { CheckOptions } from "../runner/options.js";
import type { Findings } from "../runner/survey.js";
import { surveyHere, type Surveyor, type Work } from "../runner/surveyor.js";
import type { WorkUnit } from "../runner/workUnits.js";
import type { AdapterOptions } from "./protocol.js";

/** Units under way for each thread: so that none waits for the slowest. */
const UNITS_PER_THREAD = 4;
const TICK = 250;
/** Without a plan for 9 s the threads are given up: earlier than the command gives this one up. */
const MOST_STILL_TICKS = 9_000 / TICK;

/** What all units of one adapter have in common, as plain data. */
export interface SurveyTask {
  readonly file: string;
  readonly shownAs: string;
  readonly adapterOptions: AdapterOptions;
  /** Which adapter of the file. */
  readonly adapter: number;
  readonly options: CheckOptions;
  /** What the first look at the subject showed. */
  readonly observed: Work["bench"]["observed"];
  /** When the time is up, in milliseconds since 1970; null without a budget. */
  readonly until: number | null;
}

/** What a thread answers: findings, or what the adapter did that makes every verdict impossible. */
export type SurveyAnswer = { readonly findings: Findings } | { readonly adapterError: string };

/** Given to every thread: counts the plans that began, in all of them together. */
export interface PoolData {
  readonly begun: Int32Array;
}

/** Threads that survey the adapters of one file. */
export class SurveyPool {
  readonly #pool: Tinypool;
  readonly #threads: number;
  readonly #begun = new Int32Array(new SharedArrayBuffer(4));
  readonly #onAlive: () => void;
  /** Settles when the threads are given up. */
  readonly #lost: Promise<null>;
  #tellLost: (lost: null) => void = () => undefined;
  #isLost = false;

  /** `onAlive` is told as long as some thread gets on. */
  constructor(threads: number, onAlive: () => void) {
    this.#threads = threads;
    this.#onAlive = onAlive;
    this.#lost = new Promise((resolve) => (this.#tellLost = resolve));
    this.#pool = new Tinypool({
      filename: new URL("./surveyWorker.js", import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      // a thread that sleeps in `Atomics.wait` hears nothing from a remote subject
      useAtomics: false,
      workerData: { begun: this.#begun } satisfies PoolData,
    });
    for (const thread of this.#pool.threads) thread.once("exit", () => this.#giveUp());
  }

  /** The surveyor of one adapter. */
  surveyor(task: Omit<SurveyTask, "observed" | "until">): Surveyor {
    return (units, work) => this.#survey(units, work, task);
  }

  async end(): Promise<void> {
    await this.#pool.destroy();
  }

  async *#survey(
    units: Iterable<WorkUnit>,
    work: Work,
    common: Omit<SurveyTask, "observed" | "until">,
  ): AsyncGenerator<Findings> {
    const { deadline, bench } = work;
    const until = deadline === Infinity ? null : Date.now() + (deadline - performance.now());
    const task: SurveyTask = { ...common, observed: bench.observed, until };
    const stopWatching = this.#watch();
    const waiting: { readonly unit: WorkUnit; readonly answer: Promise<SurveyAnswer | null> }[] = [];
    const left = units[Symbol.iterator]();
    const goOn = (): void => {
      while (!this.#isLost && waiting.length < UNITS_PER_THREAD * this.#threads) {
        const next = left.next();
        if (next.done === true) return;
        waiting.push({ unit: next.value, answer: this.#send(task, next.value) });
      }
    };
    try {
      for (goOn(); waiting.length > 0; goOn()) {
        const { unit, answer } = waiting.shift() as (typeof waiting)[number];
        const given = await Promise.race([answer, this.#lost]);
        if (given === null) yield* surveyHere([unit], work);
        else if ("adapterError" in given) throw new AdapterError(given.adapterError);
        else {
          bench.plans += given.findings.plans;
          yield given.findings;
        }
      }
      // without the pool: what nobody was sent yet
      yield* surveyHere({ [Symbol.iterator]: () => left }, work);
    } finally {
      stopWatching();
      this.#pool.cancelPendingTasks();
    }
  }

  /** Null where the thread did not finish. */
  async #send(task: SurveyTask, unit: WorkUnit): Promise<SurveyAnswer | null> {
    try {
      return (await this.#pool.run({ ...task, unit })) as SurveyAnswer;
    } catch {
      return null;
    }
  }

  /** Looks whether plans begin, and gives the threads up where none does for long. Answers how to stop that. */
  #watch(): () => void {
    let last = -1;
    let stillTicks = 0;
    const timer = setInterval(() => {
      const begun = Atomics.load(this.#begun, 0);
      stillTicks = begun === last ? stillTicks + 1 : 0;
      last = begun;
      if (stillTicks < MOST_STILL_TICKS) this.#onAlive();
      else this.#giveUp();
    }, TICK);
    return () => clearInterval(timer);
  }

  /** A thread stands still or is gone. */
  #giveUp(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    void this.#pool.destroy();
    this.#onAlive();
    this.#tellLost(null);
  }
}
