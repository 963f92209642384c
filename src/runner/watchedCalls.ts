/**
 * A subject whose adapter is watched: does it look at who calls, so that no client stands for another? What does a verb answer,
 * before anything is made of it?
 */
import type { OperationContext, Subject } from "../scheduler/subject.js";

/** The subject, and what was seen. */
export class WatchedCalls {
  readonly subject: Subject;
  /** Some verb has read `client`; whoever spreads the whole context has, too. */
  callersWereRead = false;
  /** The last call of these verbs answered nothing, and was not given a function to call back. */
  readonly withoutAnswer: Set<string> = new Set();

  constructor(subject: Subject) {
    const verbs = subject.verbs.map((verb) => ({
      ...verb,
      call: (instance: unknown, item: unknown, context: OperationContext, variant?: string): unknown => {
        const watched = new WatchedContext(context, () => (this.callersWereRead = true));
        this.withoutAnswer.delete(verb.name);
        const answer = verb.call(instance, item, watched as object as OperationContext, variant);
        if (answer === undefined && !watched.callsBack) this.withoutAnswer.add(verb.name);
        return answer;
      },
    }));
    this.subject = { ...subject, verbs };
  }
}

/** As the context itself: what has consequences when it is read is no own property, so that nobody spreads it. */
class WatchedContext implements Omit<OperationContext, "client"> {
  readonly #context: OperationContext;
  readonly priority: number;
  readonly timeout: number;
  #callsBack = false;

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

  /** Whether a function to call back was read. */
  get callsBack(): boolean {
    return this.#callsBack;
  }

  get signal(): AbortSignal | undefined {
    return this.#context.signal;
  }

  get done(): OperationContext["done"] {
    this.#callsBack = true;
    return this.#context.done;
  }

  get fail(): OperationContext["fail"] {
    this.#callsBack = true;
    return this.#context.fail;
  }
}
