/** A subject whose adapter is watched for one thing: does it look at who calls? Then no client stands for another. */
import type { OperationContext, Subject } from "../scheduler/subject.js";

/** The subject, and what was seen. */
export class WatchedCallers {
  readonly subject: Subject;
  /** Some verb has read `client`; whoever spreads the whole context has, too. */
  wereRead = false;

  constructor(subject: Subject) {
    const note = (): void => void (this.wereRead = true);
    const verbs = subject.verbs.map((verb) => ({
      ...verb,
      call: (instance: unknown, item: unknown, context: OperationContext, variant?: string): unknown =>
        verb.call(instance, item, new WatchedContext(context, note) as object as OperationContext, variant),
    }));
    this.subject = { ...subject, verbs };
  }
}

/** As the context itself: what has consequences when it is read is no own property, so that nobody spreads it. */
class WatchedContext implements Omit<OperationContext, "client"> {
  readonly #context: OperationContext;
  readonly priority: number;
  readonly timeout: number;

  constructor(context: OperationContext, note: () => void) {
    this.#context = context;
    this.priority = context.priority;
    this.timeout = context.timeout;
    const get = (): number => {
      note();
      return context.client;
    };
    Object.defineProperty(this, "client", { enumerable: true, get });
  }

  get signal(): AbortSignal | undefined {
    return this.#context.signal;
  }

  get done(): OperationContext["done"] {
    return this.#context.done;
  }

  get fail(): OperationContext["fail"] {
    return this.#context.fail;
  }
}
