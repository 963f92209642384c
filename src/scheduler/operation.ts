import type { SignalSource } from "./signalSource.js";
import type { CancellableOperation, OperationContext } from "./subject.js";

/** Far above every delay that a wake may need. */
export const TIMEOUT = 1000;

/** What an operation needs of its run. */
export interface OperationRun {
  /** Notes that a verb can be cancelled: by its signal, or in a way of its own. */
  noteCancellable(verb: number, isOwn: boolean): void;
  /** The subject called back: the operation of `step` ended, in this very turn. */
  calledBack(operation: Operation, isThrown: boolean, answer: unknown): void;
}

/**
 * One blocking call, and at the same time the context that the adapter's verb receives. Only plain data shows: an adapter
 * may hand the whole context on as the subject's options.
 */
export class Operation implements OperationContext {
  readonly #run: OperationRun;
  readonly #verb: number;
  readonly #step: number;
  readonly #source: SignalSource | undefined;
  #own: CancellableOperation | undefined;
  #callsBack = false;
  #hasEnded = false;

  constructor(
    readonly client: number,
    step: number,
    verb: number,
    /** Undefined where the plan never cancels this operation. */
    source: SignalSource | undefined,
    run: OperationRun,
    readonly priority: number,
  ) {
    this.#run = run;
    this.#step = step;
    this.#verb = verb;
    this.#source = source;
  }

  /** Milliseconds of the virtual clock after which the variant `timeout` has to give up. */
  readonly timeout: number = TIMEOUT;

  get signal(): AbortSignal | undefined {
    this.#run.noteCancellable(this.#verb, false);
    return this.#source?.signal;
  }

  get done(): (value?: unknown) => void {
    this.#callsBack = true;
    return (value) => this.#run.calledBack(this, false, value);
  }

  get fail(): (error: unknown) => void {
    this.#callsBack = true;
    return (error) => this.#run.calledBack(this, true, error);
  }

  static stepOf(operation: Operation): number {
    return operation.#step;
  }

  /** The signal that cancels it, unless it has a cancel method of its own. */
  static sourceOf(operation: Operation): SignalSource | undefined {
    return operation.#own ? undefined : operation.#source;
  }

  /** Notes that the operation ended. Answers false where it had ended before. */
  static end(operation: Operation): boolean {
    if (operation.#hasEnded) return false;
    operation.#hasEnded = true;
    return true;
  }

  /** Takes over an operation that has a cancel method of its own. Answers its promise, or else the answer itself. */
  static promiseOf(operation: Operation, answer: unknown): unknown {
    if (!isCancellable(answer, operation.#callsBack)) return answer;
    operation.#own = answer;
    operation.#run.noteCancellable(operation.#verb, true);
    return answer.promise;
  }

  /** Whether the subject has been given `done` or `fail`: then it calls back, and what the verb answered says nothing. */
  static callsBack(operation: Operation): boolean {
    return operation.#callsBack;
  }

  /** Whether the operation, once cancelled, need not settle. */
  static isSilent(operation: Operation): boolean {
    return operation.#own?.silent === true;
  }

  /** Asks the operation to end: through its own cancel method if it has one, else through its signal. */
  static cancel(operation: Operation): void {
    if (operation.#own) operation.#own.cancel();
    else operation.#source?.abort();
  }
}

function isCancellable(answer: unknown, callsBack: boolean): answer is CancellableOperation {
  if (typeof answer !== "object" || answer === null || answer instanceof Promise) return false;
  const hasCancel = typeof (answer as { readonly cancel?: unknown }).cancel === "function";
  return hasCancel && (callsBack || "promise" in answer);
}
