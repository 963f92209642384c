import { compilePlan, type CompiledPlan } from "./compilePlan.js";
import { DriverClock } from "./driverClock.js";
import type { History } from "./history.js";
import type { Host } from "./host.js";
import { inTurn } from "./inTurn.js";
import { Lifetime, type EndListener, type Use } from "./lifetime.js";
import type { Plan } from "./plan.js";
import { Run } from "./run.js";
import { AdapterError, type Subject } from "./subject.js";

/** How closely to look. */
export type Observe = "full" | "patient";

/** How to run a plan. */
export interface RunOptions {
  /**
   * `full`: watch all that the subject starts, as closely as the host can, whatever the host already knows of it. `patient`:
   * and give it a few real milliseconds at each quiet point, in case something wakes it that the host cannot see.
   */
  readonly observe?: Observe;
}

/** How often a plan is run again because the host has just learnt something about the subject. */
const MOST_RERUNS = 4;

/**
 * Runs a plan once on a fresh instance of the subject, and resolves with what was observed, at quiescence. A plan alone
 * determines the history.
 *
 * Rejects with an {@link AdapterError} where no verdict is possible: the subject cannot be created, lacks a verb, uses
 * what the host cannot observe, or does not become quiet. It never rejects for what the subject answers or throws.
 * Runs take turns: a run that is asked for while another is under way starts after it.
 */
export async function runPlan(subject: Subject, plan: Plan, host: Host, options?: RunOptions): Promise<History> {
  let observed: History | undefined;
  await runPlans(subject, [plan], host, (history) => (observed = { ...history, events: [...history.events] }), options);
  if (!observed) throw new Error("kit error: a run ended without a history");
  return observed;
}

/**
 * Runs plans one after the other, each as {@link runPlan} does, and tells each history before the next plan begins: far
 * cheaper than a promise for each. `plans` is asked for the next one only then. Nobody else's run comes in between.
 *
 * The events of a history are lent until `onHistory` returns: the next run writes over them. Who keeps them takes a copy.
 */
export function runPlans(
  subject: Subject,
  plans: Iterable<Plan>,
  host: Host,
  onHistory: (history: History, plan: Plan) => void,
  options?: RunOptions,
): Promise<void> {
  return inTurn(
    () =>
      new Promise<void>((resolve, reject) => {
        new Series(subject, plans, host, options?.observe, onHistory, resolve, reject).next();
      }),
  );
}

/** Plans that run in a row. */
class Series implements EndListener<History> {
  private readonly left: Iterator<Plan>;
  private compiled: CompiledPlan | undefined;
  private reruns = 0;
  /** Of the run that ended well before this one, if any: they are used again. */
  private lifetime: Lifetime<History> | undefined;
  private clock: DriverClock | undefined;

  constructor(
    private readonly subject: Subject,
    plans: Iterable<Plan>,
    private readonly host: Host,
    private readonly observe: Observe | undefined,
    private readonly onHistory: (history: History, plan: Plan) => void,
    private readonly resolve: () => void,
    private readonly reject: (error: unknown) => void,
  ) {
    this.left = plans[Symbol.iterator]();
  }

  /** Begins the next plan, or ends the series. */
  next(): void {
    try {
      const next = this.left.next();
      if (next.done === true) return this.resolve();
      this.compiled = compilePlan(next.value, this.subject);
      this.reruns = 0;
      this.begin(this.compiled, this.observe !== undefined);
    } catch (error) {
      this.onError(error);
    }
  }

  /** Runs a plan on a fresh instance, once, and stops the instance whatever happens. */
  private begin(compiled: CompiledPlan, isFull: boolean): void {
    const watch = this.host.watch(this.subject, {
      verbs: compiled.verbsUsed,
      full: isFull,
      patient: this.observe === "patient",
    });
    const { config } = compiled.plan;
    if (this.lifetime) this.lifetime.renew(config, watch);
    else this.lifetime = new Lifetime(this.subject, config, watch, this.use, this);
    this.lifetime.start();
  }

  private readonly use: Use<History> = (instance, watch, listener, signal) => {
    if (!this.compiled) return;
    this.clock ??= new DriverClock(this.subject);
    new Run(this.subject, this.compiled, instance, watch, signal, this.clock, listener).drive();
  };

  onEnd(end: History | "rerun"): void {
    const { compiled } = this;
    if (!compiled) return;
    try {
      if (end === "rerun") return this.again(compiled);
      this.onHistory(end, compiled.plan);
    } catch (error) {
      return this.onError(error);
    }
    this.next();
  }

  /** Only full observation can tell: then it is watched in full. */
  private again(compiled: CompiledPlan): void {
    if (++this.reruns > MOST_RERUNS) {
      throw new AdapterError(`What ${this.subject.name} has under way cannot be observed on this host`);
    }
    // nothing of the run that was given up gets in the way of the next one
    this.lifetime = this.clock = undefined;
    this.begin(compiled, true);
  }

  onError(error: unknown): void {
    this.reject(error);
  }
}
