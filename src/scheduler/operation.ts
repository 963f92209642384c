import type { CancellableOperation, OperationContext } from "./subject.js";

/** Far above every delay that a wake may need. */
export const TIMEOUT = 1000;

/** What an operation needs of its run. */
export interface OperationRun {
  /** What signals are aborted with: one object for a run, so that the subject's answer can be recognised. */
  readonly reason: unknown;
  /** Notes that a verb can be cancelled. */
  noteCancellable(verb: number): void;
}

/**
 * One blocking call, and at the same time the context that the adapter's verb receives. Only `signal` and `client` show:
 * an adapter may hand the whole context on as the subject's options.
 *
 * A signal is made when it is first read, and only where the plan cancels this client: signals are the dearest part of
 * a run.
 */
export class Operation implements OperationContext {
  readonly #run: OperationRun;
  readonly #verb: number;
  readonly #mayBeCancelled: boolean;
  #controller: AbortController | undefined;
  #own: CancellableOperation | undefined;
  #isCancelled = false;

  constructor(
    readonly client: number,
    verb: number,
    mayBeCancelled: boolean,
    run: OperationRun,
    readonly priority: number,
  ) {
    this.#run = run;
    this.#verb = verb;
    this.#mayBeCancelled = mayBeCancelled;
  }

  /** Milliseconds of the virtual clock after which the variant `timeout` has to give up. */
  readonly timeout: number = TIMEOUT;

  get signal(): AbortSignal | undefined {
    this.#run.noteCancellable(this.#verb);
    if (!this.#mayBeCancelled) return undefined;
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#isCancelled) this.#controller.abort(this.#run.reason);
    }
    return this.#controller.signal;
  }

  get done(): (value?: unknown) => void {
    throw new Error("kit error: done() is not there yet");
  }

  get fail(): (error: unknown) => void {
    throw new Error("kit error: fail() is not there yet");
  }

  /** Takes over an operation that has a cancel method of its own. Answers its promise, or else the answer itself. */
  static promiseOf(operation: Operation, answer: unknown): unknown {
    if (!isCancellable(answer)) return answer;
    operation.#own = answer;
    operation.#run.noteCancellable(operation.#verb);
    return answer.promise;
  }

  /** Whether the operation, once cancelled, need not settle. */
  static isSilent(operation: Operation): boolean {
    return operation.#own?.silent === true;
  }

  /** Asks the operation to end: through its own cancel method if it has one, else through its signal. */
  static cancel(operation: Operation): void {
    operation.#isCancelled = true;
    if (operation.#own) operation.#own.cancel();
    else operation.#controller?.abort(operation.#run.reason);
  }
}

function isCancellable(answer: unknown): answer is CancellableOperation {
  if (typeof answer !== "object" || answer === null || answer instanceof Promise) return false;
  return typeof (answer as { readonly cancel?: unknown }).cancel === "function" && "promise" in answer;
}
