/**
 * One run of one plan. The driver issues the steps of idle clients and waits their gaps; busy clients keep a backlog and
 * issue it themselves (client.ts). DESIGN.md, "The plan", fixes every detail by number.
 */
import { cancelReason } from "./cancelReason.js";
import { Client, type ClientRun } from "./client.js";
import type { CompiledPlan } from "./compilePlan.js";
import { describeValue } from "./describeValue.js";
import { EventCode, type History } from "./history.js";
import type { Watch } from "./host.js";
import { makeItem } from "./makeItem.js";
import { Operation, TIMEOUT, type OperationRun } from "./operation.js";
import { CLIENTS, PRIORITIES, type CallStep } from "./plan.js";
import { QuietPoint, type QuietListener } from "./quietPoint.js";
import { Recorder } from "./recorder.js";
import { AdapterError, type OperationContext, type Subject, type Verb } from "./subject.js";

const RESOLVED = Promise.resolve();

/** Immediate operations cannot be cancelled: one context a client and priority is enough. */
const IMMEDIATE: readonly OperationContext[] = Array.from({ length: CLIENTS * PRIORITIES.length }, (_, index) => ({
  signal: undefined,
  client: index % CLIENTS,
  priority: Math.floor(index / CLIENTS),
  timeout: TIMEOUT,
  done: (): void => undefined,
  fail: (): void => undefined,
}));

/** Stands for the reason of a run that has cancelled nothing: equal to nothing that a subject can throw. */
const NO_REASON = Symbol("no reason");

/** How a run ended: with a history, or with the news that only full observation can tell. */
export type RunEnd = History | "rerun";

/** Drives one instance of the subject through one plan. */
export class Run implements ClientRun, OperationRun, QuietListener {
  private readonly clients: (Client | undefined)[] = [];
  private readonly recorder: Recorder;
  private readonly quietPoint: QuietPoint;
  private next = 0;
  private waitingStep = -1;
  private turnsLeft = 0;
  private isOver = false;
  private reasonOfRun: unknown = NO_REASON;

  constructor(
    private readonly subject: Subject,
    private readonly compiled: CompiledPlan,
    private readonly instance: unknown,
    private readonly watch: Watch,
    private readonly onEnd: (end: RunEnd) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    this.recorder = new Recorder(subject);
    this.quietPoint = new QuietPoint(watch, subject, this);
  }

  /** Issues the next steps, up to one with a gap; after the last, drains until no client moves. */
  readonly drive = (): void => {
    if (this.isOver) return;
    try {
      while (this.next < this.compiled.verbs.length) {
        const at = this.next++;
        if (!this.take(at)) continue;
        const gap = this.gapOf(at);
        if (gap === 0) continue;
        this.waitingStep = at;
        if (gap < 0) return this.quietPoint.await();
        this.turnsLeft = gap;
        void RESOLVED.then(this.onTurn);
        return;
      }
      this.waitingStep = -1;
      this.quietPoint.await();
    } catch (error) {
      this.fail(error);
    }
  };

  private readonly onTurn = (): void => {
    if (--this.turnsLeft > 0) {
      void RESOLVED.then(this.onTurn);
      return;
    }
    this.turn(this.waitingStep);
    this.drive();
  };

  /** Does what a step says. Answers false when the step joined a backlog: then the driver waits no gap. */
  private take(at: number): boolean {
    const step = this.compiled.plan.steps[at];
    if (step === undefined) return false;
    const client = this.clientOf(step.client);
    if (step.do === "cancel") {
      this.cancel(at, client);
    } else if (step.do === "elapse") {
      this.watch.runTimer(Infinity);
      this.turn(at);
    } else if (this.joinsBacklog(step, at, client)) {
      client.backlog.push(at);
      return false;
    } else {
      this.issue(at, client);
    }
    return true;
  }

  private joinsBacklog(step: CallStep, at: number, client: Client): boolean {
    return !client.isIdle && (this.verbOf(at).blocking || step.chained === true);
  }

  private clientOf(index: number): Client {
    return (this.clients[index] ??= new Client(index, this));
  }

  private verbOf(step: number): Verb {
    const verb = this.subject.verbs[this.compiled.verbs[step] ?? -1];
    if (!verb) throw new AdapterError(`Step ${step} calls no verb of ${this.subject.name}`);
    return verb;
  }

  gapOf(step: number): number {
    const gap = this.compiled.plan.steps[step]?.gap;
    return gap === undefined || gap === "quiet" ? -1 : gap;
  }

  issue(at: number, client: Client): void {
    const verb = this.verbOf(at);
    const item = verb.takesItem ? this.itemOf(at) : undefined;
    if (verb.blocking) this.callBlocking(at, client, verb, item);
    else this.callImmediate(at, client, verb, item);
  }

  private itemOf(at: number): unknown {
    const step = this.compiled.plan.steps[at] as CallStep | undefined;
    const item = makeItem(step?.item ?? "object", at);
    this.recorder.items.add(at, item);
    return item;
  }

  private callImmediate(at: number, client: Client, verb: Verb, item: unknown): void {
    let answer: { readonly value: unknown } | { readonly thrown: unknown };
    try {
      answer = {
        value: verb.call(
          this.instance,
          item,
          IMMEDIATE[client.index + CLIENTS * this.priorityOf(at)] as OperationContext,
        ),
      };
    } catch (thrown) {
      answer = { thrown };
    }
    if ("value" in answer && answer.value instanceof Promise) refusePromise(verb, this.subject, answer.value);
    this.recorder.addAnswer(EventCode.now, at, client.index, this.verbIndex(at), verb, answer, this.reasonOfRun);
  }

  private callBlocking(at: number, client: Client, verb: Verb, item: unknown): void {
    const index = this.verbIndex(at);
    const mayBeCancelled = (this.compiled.cancelled & (1 << client.index)) !== 0;
    const operation = new Operation(client.index, index, mayBeCancelled, this, this.priorityOf(at));
    this.recorder.add(EventCode.call, at, client.index, index, verb.takesItem ? at : -1);
    client.outstanding = at;
    client.last = at;
    client.operation = operation;
    let answer: unknown;
    try {
      answer = Operation.promiseOf(operation, verb.call(this.instance, item, operation));
    } catch (thrown) {
      this.settle(client, true, thrown);
      return;
    }
    client.adopt(answer, at);
  }

  private priorityOf(at: number): number {
    return (this.compiled.plan.steps[at] as CallStep | undefined)?.priority ?? 0;
  }

  private verbIndex(step: number): number {
    return this.compiled.verbs[step] ?? -1;
  }

  private cancel(at: number, client: Client): void {
    const { operation } = client;
    if (!operation || !this.verbOf(client.last).cancellable) return;
    const kind = client.outstanding < 0 ? EventCode.lateCancel : EventCode.cancel;
    const verb = this.verbIndex(client.last);
    const event = this.recorder.add(kind, at, client.index, verb, Operation.isSilent(operation) ? 1 : -1);
    try {
      Operation.cancel(operation);
    } catch (thrown) {
      this.recorder.markThrown(event, `cancel() threw ${describeValue(thrown)}`);
    }
  }

  settle(client: Client, isThrown: boolean, answer: unknown): void {
    if (this.isOver) return;
    const step = client.outstanding;
    client.outstanding = -1;
    this.record(EventCode.settle, client, step, isThrown, answer);
    const early = client.settledAgainEarly;
    if (!early) return;
    client.settledAgainEarly = undefined;
    for (const again of early) this.record(EventCode.again, client, step, again.isThrown, again.answer);
  }

  settleAgain(client: Client, step: number, isThrown: boolean, answer: unknown): void {
    if (this.isOver) return;
    // 1. A thenable settles twice in one turn. 2. Its first settlement arrives a turn later. The second is told after it.
    if (client.outstanding === step) (client.settledAgainEarly ??= []).push({ isThrown, answer });
    else this.record(EventCode.again, client, step, isThrown, answer);
  }

  private record(kind: number, client: Client, step: number, isThrown: boolean, answer: unknown): void {
    const given = isThrown ? { thrown: answer } : { value: answer };
    this.recorder.addAnswer(kind, step, client.index, this.verbIndex(step), this.verbOf(step), given, this.reasonOfRun);
  }

  turn(step: number): void {
    this.recorder.add(EventCode.turn, step, -1, -1, -1);
  }

  readonly onQuiet = (): void => {
    try {
      this.recorder.addQuiet(this.waitingStep, this.instance);
      let hasMoved = false;
      for (const client of this.clients) if (client?.release()) hasMoved = true;
      if (this.next < this.compiled.verbs.length || hasMoved) this.drive();
      else this.finish();
    } catch (error) {
      this.fail(error);
    }
  };

  readonly onUnknown = (): void => {
    this.isOver = true;
    this.onEnd("rerun");
  };

  private finish(): void {
    this.isOver = true;
    const neverIssued = this.clients.flatMap((client) => client?.backlog ?? []).sort((a, b) => a - b);
    this.onEnd(this.recorder.history(neverIssued, this.watch.unhandled()));
  }

  readonly onFailure = (error: unknown): void => this.fail(error);

  fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.onError(error);
  }

  get reason(): unknown {
    if (this.reasonOfRun === NO_REASON) this.reasonOfRun = cancelReason();
    return this.reasonOfRun;
  }

  noteCancellable(verb: number): void {
    this.recorder.cancellable |= 1 << verb;
  }
}

function refusePromise(verb: Verb, subject: Subject, promise: Promise<unknown>): never {
  promise.catch(() => undefined);
  throw new AdapterError(
    `\`${verb.name}\` of adapter ${subject.name} answered a promise, but it is an immediate verb: it has to answer at once`,
  );
}
