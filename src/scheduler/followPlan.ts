/**
 * Whether what is told of a run can be a run of its plan. The driver takes the steps one after the other and waits their
 * gaps; what a client does by itself comes later. So of most steps it is known that the driver did them: nothing of a
 * later step happens before they are done and their gap is over.
 *
 * Who leaves out a turn says that two steps shared a turn, and who leaves out a cancel that an operation ended by itself:
 * either would be a false verdict about the subject.
 */
import { CLIENTS, type CallStep, type Plan } from "./plan.js";
import type { Verb } from "./subject.js";

type Refuse = (why: string) => never;

/** Follows one run. Everything it is told is a step of the plan, in order; it refuses what cannot be. */
export class PlanFollower {
  readonly #called = new Set<number>();
  /** Operations that have not settled, by client. */
  readonly #outstanding = new Map<number, number>();
  /** The last blocking step that each client called. */
  readonly #last = new Map<number, number>();
  /** Cancels and elapses that were told; and of cancels, for which clients. */
  readonly #done = new Set<number>();
  readonly #cancelled = new Set<string>();
  /** Steps whose gap is over. */
  readonly #waited = new Set<number>();
  readonly #elapsedTurns = new Set<number>();
  /** Clients that had nothing to do when everything was quiet, and have called no operation since: no step of theirs waits. */
  readonly #idle = new Set<number>();
  /** Steps that clients did not take from their backlog. */
  readonly #drivers = new Set<number>();
  /** Nothing was done since everything was quiet. */
  #isQuiet = false;
  /** The first step that the driver may not be through with: those before it are done. */
  #reached = 0;

  constructor(
    private readonly plan: Plan,
    private readonly verbs: readonly Verb[],
    private readonly refuse: Refuse,
  ) {}

  isCalled(at: number): boolean {
    return this.#called.has(at);
  }

  call(at: number): void {
    const { client, verb } = this.#callAt(at);
    this.#reach(at);
    if (this.#called.has(at)) this.refuse(`step ${at} was issued before`);
    if (this.#idle.has(client)) this.#drivers.add(at);
    if (this.#isBlocking(verb)) {
      this.#idle.delete(client);
      if (this.#outstanding.has(client)) this.refuse(`an operation of client ${client} is outstanding`);
      this.#outstanding.set(client, at);
      if ((this.#last.get(client) ?? -1) > at) this.refuse(`client ${client} called a later step before`);
      this.#last.set(client, at);
    }
    this.#called.add(at);
    this.#isQuiet = false;
  }

  settle(at: number, client: number): void {
    if (this.#outstanding.get(client) !== at) this.refuse(`no operation of step ${at} is outstanding`);
    if (this.#isQuiet) this.refuse("everything is quiet, and nothing was done since");
    this.#outstanding.delete(client);
  }

  again(at: number, client: number): void {
    const hasSettled =
      this.#called.has(at) && this.#callAt(at).client === client && this.#outstanding.get(client) !== at;
    if (!hasSettled || !this.#isBlocking(this.#callAt(at).verb)) this.refuse(`no operation of step ${at} has settled`);
  }

  cancel(at: number, client: number, verb: string, isLate: boolean, isShared: boolean): void {
    const step = this.plan.steps[at];
    if (step?.do !== "cancel" || (step.client !== client && !isShared)) this.refuse(`step ${at} does not say so`);
    if (isShared && (this.plan.signals ?? "operation") === "operation") this.refuse("no signal of the plan is shared");
    if (!this.#done.has(at)) this.#reach(at);
    const last = this.#last.get(client) ?? -1;
    if (last < 0 || this.#callAt(last).verb !== verb)
      this.refuse(`the last operation of client ${client} is no ${verb}`);
    if (this.#outstanding.has(client) === isLate) {
      this.refuse(`client ${client} has ${isLate ? "an operation" : "nothing"} outstanding`);
    }
    if (this.#cancelled.has(`${at} ${client}`)) this.refuse(`step ${at} has cancelled client ${client} before`);
    this.#cancelled.add(`${at} ${client}`);
    this.#done.add(at);
    this.#isQuiet = false;
  }

  elapse(at: number): void {
    this.#isQuiet = false;
    // where wakes need time, it passes by itself
    if (at < 0) return;
    if (this.plan.steps[at]?.do !== "elapse" || this.#done.has(at)) this.refuse(`step ${at} does not say so`);
    this.#reach(at);
    this.#done.add(at);
  }

  /** A gap of turns is over; the clock moving takes a turn, too. */
  turn(at: number): void {
    if (at < 0) return;
    const step = this.plan.steps[at];
    if (step?.do === "elapse" && this.#done.has(at) && !this.#elapsedTurns.has(at))
      return void this.#elapsedTurns.add(at);
    if (typeof step?.gap !== "number" || step.gap === 0 || !this.#isDone(at))
      this.refuse(`step ${at} waits no turns here`);
    this.#wait(at);
  }

  /** Nothing can run any more: no gap of turns is under way, and nothing settles by itself from here on. */
  quiet(at: number): void {
    if (at < 0) this.#reach(this.plan.steps.length);
    else if (this.plan.steps[at]?.gap !== "quiet" || !this.#isDone(at) || this.#reached > at)
      this.refuse(`step ${at} does not wait for quiet here`);
    else this.#wait(at);
    for (const called of this.#called) {
      if (this.#waitsTurns(called)) this.refuse(`the gap of step ${called} is not over`);
    }
    this.#isQuiet = true;
    const until = at < 0 ? this.plan.steps.length : at;
    for (let client = 0; client < CLIENTS; client++) {
      const isLeft = this.plan.steps.some(
        (step, index) => index < until && step.do === "call" && step.client === client && !this.#called.has(index),
      );
      if (!isLeft && !this.#outstanding.has(client)) this.#idle.add(client);
    }
  }

  /** Every step was done as far as it could be. */
  end(neverIssued: readonly number[]): void {
    this.#reach(this.plan.steps.length);
    this.plan.steps.forEach((step, at) => {
      if (step.do !== "call") return;
      const isLeft = neverIssued.includes(at);
      if (this.#called.has(at) === isLeft) {
        this.refuse(isLeft ? `step ${at} was issued and never issued` : `nothing is said of step ${at}`);
      }
      if (isLeft && (this.#outstanding.get(step.client) ?? at) >= at) {
        this.refuse(`step ${at} was never issued, and nothing of client ${step.client} is outstanding`);
      }
    });
  }

  /** The driver comes to a step: it is through with those before it. */
  #reach(at: number): void {
    for (; this.#reached < at; this.#reached++) {
      const step = this.plan.steps[this.#reached];
      if (step === undefined || !this.#isDrivers(this.#reached)) continue;
      if (!this.#isDone(this.#reached)) this.refuse(`step ${this.#reached} comes before it`);
      if (step.do === "elapse" && !this.#elapsedTurns.has(this.#reached))
        this.refuse(`step ${this.#reached} takes a turn`);
      if (step.gap !== 0 && !this.#waited.has(this.#reached))
        this.refuse(`the gap of step ${this.#reached} is not over`);
    }
  }

  #wait(at: number): void {
    if (this.#waited.has(at)) this.refuse(`the gap of step ${at} was over before`);
    if (this.#isDrivers(at)) this.#reach(at);
    this.#waited.add(at);
  }

  /** Whether the driver does a step, whatever goes on: its client cannot be busy, or would not have to wait. */
  #isDrivers(at: number): boolean {
    const { steps } = this.plan;
    const step = steps[at];
    if (this.#drivers.has(at)) return true;
    if (step?.do !== "call" || (!this.#isBlocking(step.verb) && step.chained !== true)) return true;
    return !steps
      .slice(0, at)
      .some((other) => other.do === "call" && other.client === step.client && this.#isBlocking(other.verb));
  }

  #waitsTurns(at: number): boolean {
    const gap = this.plan.steps[at]?.gap;
    return typeof gap === "number" && gap > 0 && !this.#waited.has(at);
  }

  #isDone(at: number): boolean {
    const step = this.plan.steps[at];
    if (step?.do === "call") return this.#called.has(at);
    // a cancel with nothing to cancel leaves no trace but its gap
    return this.#done.has(at) || (step?.do === "cancel" && !this.#mustCancel(at));
  }

  /** A cancel finds an operation, be it over: its client has called one, and all that it may have called can be cancelled. */
  #mustCancel(at: number): boolean {
    const client = this.plan.steps[at]?.client;
    const before = this.plan.steps.slice(0, at).flatMap((step) => {
      const verb = step.do === "call" && step.client === client ? this.#verb(step.verb) : undefined;
      return verb?.blocking === true ? [verb] : [];
    });
    return before.length > 0 && before.every(({ cancellable }) => cancellable);
  }

  #callAt(at: number): CallStep {
    return this.plan.steps[at] as CallStep;
  }

  #isBlocking(verb: string): boolean {
    return this.#verb(verb)?.blocking === true;
  }

  #verb(name: string): Verb | undefined {
    return this.verbs.find((verb) => verb.name === name);
  }
}
