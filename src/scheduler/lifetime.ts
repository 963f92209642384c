/** The lives of instances, one after the other: each is created, driven, stopped. */
import { describeValue } from "./describeValue.js";
import type { Watch } from "./host.js";
import type { Config } from "./plan.js";
import { QuietPoint } from "./quietPoint.js";
import { AdapterError, type Subject } from "./subject.js";

const RESOLVED = Promise.resolve();

/** Who is told how the use of an instance ended. */
export interface EndListener<End> {
  onEnd(end: End | "rerun"): void;
  onError(error: unknown): void;
}

/** What is done with an instance. `signal` is the one that `create` was given, if it has read it. */
export type Use<End> = (
  instance: unknown,
  watch: Watch,
  listener: EndListener<End>,
  signal: AbortSignal | undefined,
) => void;

/** Makes a fresh instance, uses it, and stops it whatever happens. Settles when everything is over. */
export function withInstance<End>(
  subject: Subject,
  config: Config,
  watch: Watch,
  use: Use<End>,
): Promise<End | "rerun"> {
  return new Promise((resolve, reject) => {
    new Lifetime<End>(subject, config, watch, use, { onEnd: resolve, onError: reject }).start();
  });
}

/** Given to `create`. The signal is made when it is first read. */
class CreateContext {
  #controller: AbortController | undefined;

  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  static signalOf(context: CreateContext): AbortSignal | undefined {
    return context.#controller?.signal;
  }

  static end(context: CreateContext): void {
    context.#controller?.abort();
  }
}

/** The life of an instance; and, once it has ended well, that of another one. */
export class Lifetime<End> implements EndListener<End> {
  private instance: unknown;
  private isCreated = false;
  private context = new CreateContext();

  constructor(
    private readonly subject: Subject,
    private config: Config,
    private watch: Watch,
    private readonly use: Use<End>,
    private readonly to: EndListener<End>,
  ) {}

  /** The instance before has ended well: from here on, this is the life of another one. */
  renew(config: Config, watch: Watch): void {
    this.config = config;
    this.watch = watch;
    this.context = new CreateContext();
  }

  /** Every run starts in a promise job: a subject on `process.nextTick` can tell that from a macrotask. */
  start(): void {
    void RESOLVED.then(this.enter);
  }

  private readonly enter = (): void => this.watch.enter(this.create);

  private readonly create = (): void => {
    let created: unknown;
    try {
      created = this.subject.create(this.config, this.context);
    } catch (error) {
      this.onError(new AdapterError(`\`create\` of adapter ${this.subject.name} threw ${describeValue(error)}`));
      return;
    }
    if (created instanceof Promise) this.awaitSettled("create", created, (instance) => this.begin(instance));
    else this.begin(created);
  };

  private begin(instance: unknown): void {
    this.instance = instance;
    this.isCreated = true;
    const signal = CreateContext.signalOf(this.context);
    this.use(instance, this.watch, this, signal);
  }

  /** The run is over: stops the instance, lets that happen, and hands the end over. */
  onEnd(end: End | "rerun"): void {
    let disposed: unknown;
    try {
      disposed = this.dispose();
    } catch (error) {
      this.end(new AdapterError(`\`dispose\` of adapter ${this.subject.name} threw ${describeValue(error)}`));
      return;
    }
    const isLeft = CreateContext.signalOf(this.context) !== undefined;
    if (disposed instanceof Promise) this.awaitSettled("dispose", disposed, () => this.finish(end));
    else if (isLeft) this.awaitSettled("dispose", RESOLVED, () => this.finish(end));
    else this.finish(end);
  }

  private finish(end: End | "rerun"): void {
    this.watch.end();
    this.to.onEnd(end);
  }

  /** The first error ends everything. */
  onError(error: unknown): void {
    try {
      void Promise.resolve(this.dispose()).catch(() => undefined);
    } catch {
      // The first error is the one to tell.
    }
    this.end(error);
  }

  private dispose(): unknown {
    CreateContext.end(this.context);
    const { isCreated } = this;
    this.isCreated = false;
    return isCreated ? this.subject.dispose?.(this.instance) : undefined;
  }

  private end(error: unknown): void {
    this.watch.end();
    this.to.onError(error);
  }

  /** Goes on at quiescence, with what a promise of the adapter's was fulfilled with. */
  private awaitSettled(what: string, promise: Promise<unknown>, then: (value: unknown) => void): void {
    let settled: { readonly value: unknown } | { readonly thrown: unknown } | undefined;
    promise.then(
      (value) => (settled = { value }),
      (thrown: unknown) => (settled = { thrown }),
    );
    const name = `\`${what}\` of adapter ${this.subject.name}`;
    new QuietPoint(this.watch, this.subject, {
      onQuiet: () => {
        if (!settled) this.onError(new AdapterError(`${name} never settles`));
        else if ("thrown" in settled) {
          this.onError(new AdapterError(`${name} rejected with ${describeValue(settled.thrown)}`));
        } else then(settled.value);
      },
      onUnknown: () => this.onEnd("rerun"),
      onFailure: (error) => this.onError(error),
    }).await();
  }
}
