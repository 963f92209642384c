/**
 * One run of one plan. The driver issues the steps of idle clients and waits their gaps; busy clients keep a backlog and
 * issue it themselves (client.ts). DESIGN.md, "The plan", fixes every detail by number.
 */
import { cancelReason } from "./cancelReason.js";
import { Client, type ClientRun } from "./client.js";
import type { CompiledPlan, CompiledStep } from "./compilePlan.js";
import type { Driver, DriverClock } from "./driverClock.js";
import { describeValue } from "./describeValue.js";
import { enterRuntime } from "./enterRuntime.js";
import { CancelManner, EventCode, Manner, type History } from "./history.js";
import type { Watch } from "./host.js";
import { Listeners } from "./listeners.js";
import { makeItem } from "./makeItem.js";
import { Operation, TIMEOUT, type OperationRun } from "./operation.js";
import { CLIENTS, PRIORITIES } from "./plan.js";
import type { EndListener } from "./lifetime.js";
import { Recorder } from "./recorder.js";
import { SignalSource, type ReasonSource } from "./signalSource.js";
import { AdapterError, type OperationContext, type Subject, type Verb } from "./subject.js";

/** Immediate operations cannot be cancelled: one context a client and priority is enough. */
const IMMEDIATE: readonly OperationContext[] = Array.from({ length: CLIENTS * PRIORITIES.length }, (_, index) => ({
  signal: undefined,
  client: index % CLIENTS,
  priority: Math.floor(index / CLIENTS),
  timeout: TIMEOUT,
  done: (): void => undefined,
  fail: (): void => undefined,
}));

const NOBODY: readonly Client[] = [];
const NO_STEPS: readonly number[] = [];

/** Stands for the reason of a run that has cancelled nothing: equal to nothing that a subject can throw. */
const NO_REASON = Symbol("no reason");

/** Drives one instance of the subject through one plan. */
export class Run implements ClientRun, OperationRun, Driver, ReasonSource {
  private readonly clients: (Client | undefined)[] = [undefined, undefined, undefined, undefined];
  private readonly recorder: Recorder;
  private readonly listeners: Listeners;
  /** Signals that operations share, by client; one for all of them under index 0 where the plan says so. */
  private shared: (SignalSource | undefined)[] | undefined;
  private next = 0;
  /** The step whose gap is waited, or has just been; -1 where clients have gone on since. */
  private waitingStep = -1;
  /** The step that is about to let time pass; -1 once it has. */
  private elapsing = -1;
  /** The last `elapse`, by its event, while nothing has been called or cancelled since. */
  private lastElapse = -1;
  /** How many times the subject's runtime was entered and has not called back. */
  private entering = 0;
  private isOver = false;
  private reasonOfRun: unknown = NO_REASON;

  constructor(
    private readonly subject: Subject,
    private readonly compiled: CompiledPlan,
    private readonly instance: unknown,
    private readonly watch: Watch,
    /** The signal that `create` was given, if it has read it. */
    signalOfCreate: AbortSignal | undefined,
    private readonly clock: DriverClock,
    private readonly listener: EndListener<History>,
  ) {
    this.recorder = new Recorder(subject);
    clock.serve(watch, this);
    this.listeners = new Listeners(watch, subject, signalOfCreate);
  }

  /** Goes on with the plan. */
  drive(): void {
    if (this.isOver) return;
    if (this.next >= this.compiled.steps.length) this.awaitEnd();
    else if (this.subject.enter) this.enter(() => this.driveGroup());
    else this.driveGroup();
  }

  /** Issues the next steps, up to one with a gap; after the last, drains until no client moves. */
  private driveGroup(): void {
    if (this.isOver) return;
    try {
      const { steps } = this.compiled;
      while (this.next < steps.length) {
        const at = this.next++;
        const step = steps[at];
        if (!step) continue;
        if (step.does === "elapse") return this.beginElapse(at);
        if (this.take(step, at) && this.awaitGap(at, step.gap)) return;
      }
      this.awaitEnd();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Waits what follows a step; false where nothing does. */
  private awaitGap(at: number, gap: number): boolean {
    if (gap === 0) return false;
    this.waitingStep = at;
    if (gap < 0) this.clock.awaitQuiet(true);
    else this.clock.awaitTurns(gap);
    return true;
  }

  private awaitEnd(): void {
    this.waitingStep = -1;
    this.clock.awaitQuiet(false);
  }

  onTurns(): void {
    if (this.isOver) return;
    this.turn(this.waitingStep);
    this.drive();
  }

  enter(job: () => void): void {
    const { subject, instance, watch } = this;
    if (!subject.enter) return job();
    const enter = (isAtOnce: boolean): void => {
      this.entering--;
      // what came before may be turns ago
      if (!isAtOnce) this.turn(-1);
      job();
    };
    this.entering++;
    enterRuntime(subject, instance, watch, enter, this);
  }

  /** Does what a step says. Answers false when the step joined a backlog: then the driver waits no gap. */
  private take(step: CompiledStep, at: number): boolean {
    const client = this.clientOf(step.client);
    if (step.does === "call") {
      if (!client.isIdle && (step.isChained || step.verb?.blocking === true)) {
        client.backlog.push(at);
        return false;
      }
      this.call(step, at, client);
    } else {
      this.cancel(at, client);
    }
    return true;
  }

  private clientOf(index: number): Client {
    return (this.clients[index] ??= new Client(index, this));
  }

  private stepAt(at: number): CompiledStep {
    const step = this.compiled.steps[at];
    if (!step) throw new Error(`kit error: there is no step ${at}`);
    return step;
  }

  gapOf(step: number): number {
    return this.stepAt(step).gap;
  }

  issue(at: number, client: Client): void {
    this.call(this.stepAt(at), at, client);
  }

  private call(step: CompiledStep, at: number, client: Client): void {
    const { verb } = step;
    if (!verb) throw new AdapterError(`Step ${at} calls no verb of ${this.subject.name}`);
    const item = verb.takesItem ? makeItem(step.itemClass, at, this.recorder.items) : undefined;
    if (verb.blocking) this.callBlocking(step, at, client, verb, item);
    else this.callImmediate(step, at, client, verb, item);
  }

  private callVerb(step: CompiledStep, verb: Verb, item: unknown, context: OperationContext): unknown {
    return step.variant === undefined
      ? verb.call(this.instance, item, context)
      : verb.call(this.instance, item, context, step.variant);
  }

  private record(kind: number, step: CompiledStep, at: number, verb: Verb, manner: number): number {
    this.lastElapse = -1;
    return this.recorder.add(kind, at, step.client, step.verbIndex, verb.takesItem ? at : -1, manner);
  }

  private callImmediate(step: CompiledStep, at: number, client: Client, verb: Verb, item: unknown): void {
    // before the call: a subject that calls back ends other operations inside of it
    const event = this.record(EventCode.now, step, at, verb, step.manner);
    const context = IMMEDIATE[client.index + CLIENTS * step.priority] as OperationContext;
    let answer: unknown;
    let isThrown = false;
    try {
      answer = this.callVerb(step, verb, item, context);
    } catch (thrown) {
      answer = thrown;
      isThrown = true;
    }
    // a promise that was put is that item, like any other answer
    if (!isThrown && answer instanceof Promise && this.recorder.items.stepOf(answer) < 0) {
      refusePromise(verb, this.subject, answer);
    }
    const missing = isThrown ? missingInstance(verb, this.subject, this.instance, answer) : null;
    if (missing) throw missing;
    this.recorder.finish(event, verb, isThrown, answer, this.reasonOfRun);
  }

  private callBlocking(step: CompiledStep, at: number, client: Client, verb: Verb, item: unknown): void {
    const source = this.sourceFor(step, client.index);
    const operation = new Operation(client.index, at, step.verbIndex, source, this, step.priority);
    const isAborted = source?.isAborted === true && step.isCancellable;
    this.record(EventCode.call, step, at, verb, isAborted ? step.manner | Manner.ABORTED : step.manner);
    client.outstanding = at;
    client.last = at;
    client.deadline = step.isTimed ? this.watch.time() + TIMEOUT : Infinity;
    client.operation = operation;
    let answer: unknown;
    try {
      answer = Operation.promiseOf(operation, this.callVerb(step, verb, item, operation));
    } catch (thrown) {
      if (Operation.end(operation)) this.settle(client, true, thrown);
      else this.settleAgain(client, at, true, thrown);
      return;
    }
    if (source) this.listeners.add(operation);
    if (Operation.callsBack(operation)) return;
    client.adopt(answer, at);
  }

  /** The signal of the operation that a step calls; undefined where the plan never aborts it. */
  private sourceFor(step: CompiledStep, client: number): SignalSource | undefined {
    const { plan, cancelled } = this.compiled;
    if (step.isAborted) return new SignalSource(this, true);
    if ((cancelled & (1 << client)) === 0) return undefined;
    const { signals = "operation" } = plan;
    if (signals === "operation") return new SignalSource(this);
    this.shared ??= [];
    return (this.shared[signals === "all" ? 0 : client] ??= new SignalSource(this));
  }

  calledBack(operation: Operation, isThrown: boolean, answer: unknown): void {
    const client = this.clients[operation.client];
    if (!client) return;
    if (!Operation.end(operation)) client.onAgain(Operation.stepOf(operation), isThrown, answer);
    else if (isThrown) client.onError(answer);
    else client.onValue(answer);
  }

  /** Cancels what a client has outstanding, and what shares its signal. */
  private cancel(at: number, client: Client): void {
    const { operation } = client;
    if (!operation || !this.canCancel(client)) return;
    const sharing = this.sharing(client, operation);
    const isShared = sharing.length > 0;
    const event = this.recordCancel(at, client, operation, isShared);
    for (const other of sharing) {
      const { operation: shared } = other as Client & { operation: Operation };
      if (this.canCancel(other)) this.recordCancel(at, other, shared, isShared);
    }
    try {
      Operation.cancel(operation);
    } catch (thrown) {
      this.recorder.markThrown(event, `cancel() threw ${describeValue(thrown)}`);
    }
  }

  /** The other clients whose last operation has the signal of this one. */
  private sharing(client: Client, operation: Operation): readonly Client[] {
    const source = Operation.sourceOf(operation);
    if (!this.shared || !source) return NOBODY;
    return this.clients.filter(
      (other): other is Client =>
        other?.operation !== undefined && other !== client && Operation.sourceOf(other.operation) === source,
    );
  }

  /** Whether a cancel of the last operation of a client is expected to work. */
  private canCancel(client: Client): boolean {
    return this.stepAt(client.last).isCancellable;
  }

  private recordCancel(at: number, client: Client, operation: Operation, isShared: boolean): number {
    this.lastElapse = -1;
    const kind = client.outstanding < 0 ? EventCode.lateCancel : EventCode.cancel;
    const verb = this.stepAt(client.last).verbIndex;
    return this.recorder.add(kind, at, client.index, verb, CancelManner.of(Operation.isSilent(operation), isShared));
  }

  /**
   * A timer is a macrotask of its own: promise jobs are done before it runs, and those that it starts are done before
   * anybody else runs. A subject that gives up a turn after its timer, or is served a turn before it, is none the worse.
   */
  private beginElapse(at: number): void {
    this.elapsing = at;
    // right after a quiet gap nothing is left to run; a step that joined a backlog has not waited its gap
    const { gap = -1 } = this.compiled.steps[at - 1] ?? {};
    if (gap >= 0 || this.waitingStep !== at - 1) this.turn(-1);
    this.clock.awaitMacrotask();
  }

  onMacrotask(): void {
    const at = this.elapsing;
    if (this.isOver) return;
    try {
      if (at < 0) return this.endElapse();
      this.elapsing = -1;
      this.lastElapse = this.recorder.add(EventCode.elapse, at, -1, -1, -1);
      this.watch.runTimer(Infinity);
      this.turn(at);
      this.clock.awaitMacrotask();
    } catch (error) {
      this.fail(error);
    }
  }

  private endElapse(): void {
    const at = this.next - 1;
    if (this.awaitGap(at, this.stepAt(at).gap)) return;
    // a step goes on in a promise job, and not in the turn of the timer
    this.waitingStep = -1;
    this.clock.awaitTurns(1);
  }

  settle(client: Client, isThrown: boolean, answer: unknown): void {
    if (this.isOver) return;
    const step = client.outstanding;
    client.outstanding = -1;
    this.addSettled(EventCode.settle, client, step, isThrown, answer);
    const early = client.settledAgainEarly;
    if (!early) return;
    client.settledAgainEarly = undefined;
    for (const again of early) this.addSettled(EventCode.again, client, step, again.isThrown, again.answer);
  }

  settleAgain(client: Client, step: number, isThrown: boolean, answer: unknown): void {
    if (this.isOver) return;
    // 1. A thenable settles twice in one turn. 2. Its first settlement arrives a turn later. The second is told after it.
    if (client.outstanding === step) (client.settledAgainEarly ??= []).push({ isThrown, answer });
    else this.addSettled(EventCode.again, client, step, isThrown, answer);
  }

  private addSettled(kind: number, client: Client, step: number, isThrown: boolean, answer: unknown): void {
    const { verb, verbIndex = -1 } = this.compiled.steps[step] ?? {};
    const missing = verb && isThrown ? missingInstance(verb, this.subject, this.instance, answer) : null;
    if (missing) return this.fail(missing);
    const event = this.recorder.add(kind, step, client.index, verbIndex, -1);
    if (verb) this.recorder.finish(event, verb, isThrown, answer, this.reasonOfRun);
  }

  turn(step: number): void {
    this.recorder.add(EventCode.turn, step, -1, -1, -1);
  }

  onQuiet(): void {
    if (this.isOver) return;
    try {
      this.noteLastTimer();
      this.recorder.addQuiet(this.waitingStep, this.instance);
      const left = this.listeners.left(this.clients);
      if (left > 0) this.recorder.addCount("listeners", left);
      let hasMoved = false;
      for (let index = 0; index < this.clients.length; index++) if (this.clients[index]?.release()) hasMoved = true;
      if (hasMoved) this.waitingStep = -1;
      if (this.next < this.compiled.steps.length || hasMoved) this.drive();
      else if (this.entering === 0) this.finish(left);
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Whether the timer that ran was the last one is known only now: a time-out may be armed, or armed again, turns after
   * the call that it belongs to.
   */
  private noteLastTimer(): void {
    if (this.lastElapse >= 0 && !this.watch.hasTimer()) this.recorder.setItem(this.lastElapse, 1);
    this.lastElapse = -1;
  }

  /** Short timers that wake somebody move the clock, too: it may come to where the time of an operation is up. */
  onTimer(time: number): void {
    const isUp = this.clients.some((client) => client && client.outstanding >= 0 && client.deadline <= time);
    if (isUp) this.recorder.add(EventCode.elapse, -1, -1, -1, -1);
  }

  onUnknown(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.recorder.close();
    this.listener.onEnd("rerun");
  }

  private finish(listenersLeft: number): void {
    this.isOver = true;
    if (listenersLeft === 0 && this.listeners.areCounted(this.clients)) this.recorder.addCount("listeners", 0);
    const unhandled = this.watch.unhandled();
    if (unhandled > 0) this.recorder.addCount("rejections", unhandled);
    this.listener.onEnd(this.recorder.history(this.neverIssued(), unhandled));
  }

  /** The steps that are left in backlogs, in order. */
  private neverIssued(): readonly number[] {
    let steps: number[] | undefined;
    for (const client of this.clients) {
      if (client && client.backlog.length > 0) (steps ??= []).push(...client.backlog);
    }
    return steps?.sort((a, b) => a - b) ?? NO_STEPS;
  }

  onFailure(error: unknown): void {
    this.fail(error);
  }

  fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.recorder.close();
    this.listener.onError(error);
  }

  /** What signals are aborted with: one object for a run, so that the subject's answer can be recognised. */
  reason(): unknown {
    if (this.reasonOfRun === NO_REASON) this.reasonOfRun = cancelReason();
    return this.reasonOfRun;
  }

  noteCancellable(verb: number, isOwn: boolean): void {
    this.recorder.cancellable |= 1 << verb;
    if (isOwn) this.recorder.ownCancel |= 1 << verb;
  }
}

/** A verb that fails because `create` answered nothing tells nothing of the subject. Errors of the subject's own may be TypeErrors. */
function missingInstance(verb: Verb, subject: Subject, instance: unknown, thrown: unknown): AdapterError | null {
  if ((instance !== undefined && instance !== null) || !(thrown instanceof TypeError)) return null;
  if (!/\b(undefined|null)\b/.test(thrown.message)) return null;
  const threw = `\`${verb.name}\` of adapter ${subject.name} threw ${describeValue(thrown)}`;
  return new AdapterError(`${threw}, and \`create\` answered ${String(instance)}: does it return what it makes?`);
}

function refusePromise(verb: Verb, subject: Subject, promise: Promise<unknown>): never {
  promise.catch(() => undefined);
  throw new AdapterError(
    `\`${verb.name}\` of adapter ${subject.name} answered a promise, but it is an immediate verb: it has to answer at once` +
      (verb.ifPromise === undefined ? "" : `, ${verb.ifPromise}`),
  );
}
