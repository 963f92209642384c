/**
 * The bare loop: the calls of one run, on the subject itself, with nothing around them. It makes the same calls in the
 * same order, the same AbortSignals, aborts them where the run did, lets as many turns pass and drains as often.
 *
 * What it lacks: clients, and so steps that go on in the turn in which an operation settles (they are called at the
 * drain's beginning instead); any record of what happens; observers; the look whether anything is under way.
 */
import type { Round } from "../src/host/rounds.js";
import { compilePlan } from "../src/scheduler/compilePlan.js";
import { EventCode, EVENT_WIDTH, Field, type History } from "../src/scheduler/history.js";
import type { CallStep, Plan } from "../src/scheduler/plan.js";
import type { Subject } from "../src/scheduler/subject.js";
import type { QueueLike } from "../test/subjects/adaptSubject.js";

export const Act = { put: 0, get: 1, putNowait: 2, getNowait: 3, cancel: 4, turns: 5, drain: 6 } as const;

/** Whose signal an operation gets. */
const Signal = { none: -1, aborted: -2 } as const;

/** Three integers an act: what, its client (or how many turns), its signal (see {@link Signal}) or that of a cancel. */
const ACT_WIDTH = 3;

/** What the loop does for one plan. */
export interface Script {
  readonly capacity: number;
  readonly acts: Int32Array;
  /** How many AbortControllers it makes. */
  readonly signals: number;
}

/** The calls that a run made. */
export function scriptOf(plan: Plan, history: History, subject: Subject): Script {
  const { cancelled } = compilePlan(plan, subject);
  const acts: number[] = [];
  const signalOf = new Map<number, number>();
  const shared = new Map<number, number>();
  let signals = 0;
  const sourceFor = (step: CallStep): number => {
    if (step.aborted === true) return Signal.aborted;
    if ((cancelled & (1 << step.client)) === 0) return Signal.none;
    if (plan.signals === undefined) return signals++;
    const scope = plan.signals === "all" ? 0 : step.client;
    const known = shared.get(scope) ?? signals++;
    shared.set(scope, known);
    return known;
  };
  for (let at = 0; at < history.events.length; at += EVENT_WIDTH) {
    const field = (offset: number): number => history.events[at + offset] ?? -1;
    const client = field(Field.client);
    const step = plan.steps[field(Field.step)];
    const name = subject.verbs[field(Field.verb)]?.name as "put" | "get" | "putNowait" | "getNowait";
    switch (field(Field.kind)) {
      case EventCode.call: {
        const signal = sourceFor(step as CallStep);
        if (signal >= 0) signalOf.set(client, signal);
        else signalOf.delete(client);
        acts.push(Act[name], client, signal);
        break;
      }
      case EventCode.now:
        acts.push(Act[name], client, Signal.none);
        break;
      case EventCode.cancel:
      case EventCode.lateCancel:
        acts.push(Act.cancel, client, signalOf.get(client) ?? Signal.none);
        break;
      case EventCode.turn: {
        const { gap = 0 } = step ?? {};
        // gaps of a backlog are waited beside the driver's
        if (typeof gap === "number") acts.push(Act.turns, gap, 0);
        break;
      }
      case EventCode.quiet:
        acts.push(Act.drain, 0, 0);
        break;
    }
  }
  return { capacity: plan.config.capacity ?? Infinity, acts: Int32Array.from(acts), signals };
}

const ignore = (): void => undefined;
const RESOLVED = Promise.resolve();

/** Runs scripts one after the other. */
export class BareLoop {
  private queue: QueueLike | undefined;
  private acts: Int32Array = new Int32Array(0);
  private controllers: (AbortController | undefined)[] = [];
  private at = 0;
  private turnsLeft = 0;
  private resolve: () => void = ignore;

  constructor(
    private readonly create: (maxsize: number) => QueueLike,
    private readonly round: Round,
  ) {}

  run({ capacity, acts, signals }: Script): Promise<void> {
    this.queue = this.create(capacity);
    this.acts = acts;
    this.controllers = signals === 0 ? [] : new Array<undefined>(signals).fill(undefined);
    this.at = 0;
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.go();
    });
  }

  private readonly go = (): void => {
    const { acts, queue } = this;
    if (!queue) return;
    while (this.at < acts.length) {
      const act = acts[this.at];
      const which = acts[this.at + 1] ?? 0;
      const signal = acts[this.at + 2] ?? 0;
      this.at += ACT_WIDTH;
      if (act === Act.put) this.subscribe(queue.put({ item: this.at }, { signal: this.signal(signal) }));
      else if (act === Act.get) this.subscribe(queue.get({ signal: this.signal(signal) }));
      else if (act === Act.putNowait) queue.putNowait({ item: this.at });
      else if (act === Act.getNowait) queue.getNowait();
      else if (act === Act.cancel) this.controllers[signal]?.abort(this.reason());
      else if (act === Act.drain) return this.round(this.go);
      else return this.wait(which);
    }
    this.resolve();
  };

  private subscribe(answer: unknown): void {
    void (answer as Promise<unknown>).then(ignore, ignore);
  }

  private signal(index: number): AbortSignal | undefined {
    if (index === Signal.none) return undefined;
    if (index === Signal.aborted) return AbortSignal.abort(this.reason());
    return (this.controllers[index] ??= new AbortController()).signal;
  }

  /** Without a stack, as the kit makes it: the stack would be most of the price. */
  private reason(): DOMException {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    const reason = new DOMException("The operation was cancelled", "AbortError");
    Error.stackTraceLimit = limit;
    return reason;
  }

  private wait(turns: number): void {
    this.turnsLeft = turns;
    void RESOLVED.then(this.onTurn);
  }

  private readonly onTurn = (): void => {
    if (--this.turnsLeft > 0) void RESOLVED.then(this.onTurn);
    else this.go();
  };
}
