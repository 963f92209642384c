/** One run of a plan that stops in the debugger right where a step of it is about to happen. */
import { toSubject } from "../adapters/subject.js";
import type { AnyAdapter } from "../adapters/contract.js";
import { createNodeHost } from "../host/node.js";
import { runPlan } from "../scheduler/execute.js";
import type { HistoryDocument, HistoryEvent } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import type { OperationContext, Subject } from "../scheduler/subject.js";

/** Where a run is to stop: at its nth call of a verb, counted from 0; `abort` is later, when that operation is cancelled. */
export interface StoppingPlace {
  readonly call: number;
  readonly at: "call" | "abort";
}

/**
 * Where the run stops for a step, an index, given the history that the plan had before. Null where the step calls no verb and
 * cancels no operation, or was never issued.
 */
export function stoppingPlace(step: number, { events }: HistoryDocument): StoppingPlace | null {
  const calls = events.filter(({ kind }) => kind === "call" || kind === "now");
  const own = calls.findIndex((event) => event.step === step);
  if (own >= 0) return { call: own, at: "call" };
  const cancel = events.findIndex(({ kind, step: of }) => (kind === "cancel" || kind === "lateCancel") && of === step);
  if (cancel < 0) return null;
  const isMeant = (event: HistoryEvent): boolean =>
    event.kind === "call" && event.client === events[cancel]?.client && events.indexOf(event) < cancel;
  return { call: calls.findLastIndex(isMeant), at: "abort" };
}

/**
 * Runs the plan once on a fresh instance and stops at `place` for whoever debugs this process. Settles when the run is
 * over; rejects like {@link runPlan}. An operation that nobody can cancel is not stopped at.
 */
export async function runStopping(adapter: AnyAdapter, plan: Plan, place: StoppingPlace): Promise<void> {
  const cancellable = plan.steps.flatMap((step) => (step.do === "call" ? [step.verb] : []));
  await runPlan(stopping(toSubject(adapter, { cancellable }), place), plan, createNodeHost(), { observe: "full" });
}

function stopping(subject: Subject, { call: wanted, at }: StoppingPlace): Subject {
  let calls = 0;
  const verbs = subject.verbs.map((verb) => ({
    ...verb,
    call: (instance: unknown, item: unknown, context: OperationContext, variant?: string): unknown => {
      if (calls++ !== wanted) return verb.call(instance, item, context, variant);
      if (at === "abort") return stopAtCancel(verb.call(instance, item, new StoppingContext(context), variant));
      // step into: the adapter's verb, and from there the subject's own method
      debugger;
      return verb.call(instance, item, context, variant);
    },
  }));
  return { ...subject, verbs };
}

/** An operation with a cancel of its own: stops right before it. */
function stopAtCancel(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || answer instanceof Promise || !("cancel" in answer))
    return answer;
  const operation = answer as { cancel(): void };
  return {
    ...operation,
    cancel: () => {
      debugger;
      operation.cancel();
    },
  };
}

/** As the context itself, but that its signal stops when it is aborted, before anybody else hears of it. */
class StoppingContext implements OperationContext {
  readonly #context: OperationContext;
  readonly client: number;
  readonly priority: number;
  readonly timeout: number;
  #isHeard = false;

  constructor(context: OperationContext) {
    this.#context = context;
    this.client = context.client;
    this.priority = context.priority;
    this.timeout = context.timeout;
  }

  get signal(): AbortSignal | undefined {
    const { signal } = this.#context;
    if (!this.#isHeard) signal?.addEventListener("abort", stopAtAbort, { once: true });
    this.#isHeard = true;
    return signal;
  }

  get done(): OperationContext["done"] {
    return this.#context.done;
  }

  get fail(): OperationContext["fail"] {
    return this.#context.fail;
  }
}

/** The subject's own listeners come next: a breakpoint there, or stepping on, leads to them. */
function stopAtAbort(): void {
  debugger;
}
