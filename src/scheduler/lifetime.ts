/** The life of one instance: created, driven, stopped. */
import type { CompiledPlan } from "./compilePlan.js";
import { describeValue } from "./describeValue.js";
import type { Host, Watch } from "./host.js";
import type { Config } from "./plan.js";
import { QuietPoint } from "./quietPoint.js";
import { Run, type RunEnd } from "./run.js";
import { AdapterError, type Subject } from "./subject.js";

const RESOLVED = Promise.resolve();

/** Runs a plan on a fresh instance, once, and stops the instance whatever happens. */
export function runOnce(subject: Subject, compiled: CompiledPlan, host: Host, isFull: boolean): Promise<RunEnd> {
  const watch = host.watch(subject, { verbs: compiled.verbsUsed, full: isFull });
  return withInstance<RunEnd>(subject, compiled.plan.config, watch, (instance, watched, { onEnd, onError }, signal) =>
    new Run(subject, compiled, instance, watched, signal, onEnd, onError).drive(),
  );
}

/** Who is told how the use of an instance ended. */
export interface EndListener<End> {
  readonly onEnd: (end: End | "rerun") => void;
  readonly onError: (error: unknown) => void;
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
    const lifetime = new Lifetime<End>(subject, config, watch, use, resolve, reject);
    // Every run starts in a promise job: a subject on `process.nextTick` can tell that from a macrotask.
    void RESOLVED.then(() => watch.enter(lifetime.create));
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

class Lifetime<End> {
  private instance: unknown;
  private isCreated = false;
  private readonly context = new CreateContext();

  constructor(
    private readonly subject: Subject,
    private readonly config: Config,
    private readonly watch: Watch,
    private readonly use: Use<End>,
    private readonly resolve: (end: End | "rerun") => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  readonly create = (): void => {
    let created: unknown;
    try {
      created = this.subject.create(this.config, this.context);
    } catch (error) {
      this.fail(new AdapterError(`\`create\` of adapter ${this.subject.name} threw ${describeValue(error)}`));
      return;
    }
    if (created instanceof Promise) this.awaitSettled("create", created, this.begin);
    else this.begin(created);
  };

  private readonly begin = (instance: unknown): void => {
    this.instance = instance;
    this.isCreated = true;
    const signal = CreateContext.signalOf(this.context);
    this.use(instance, this.watch, { onEnd: this.stop, onError: this.fail }, signal);
  };

  /** The run is over: stops the instance, lets that happen, and hands the end over. */
  private readonly stop = (end: End | "rerun"): void => {
    const finish = (): void => {
      this.watch.end();
      this.resolve(end);
    };
    let disposed: unknown;
    try {
      disposed = this.dispose();
    } catch (error) {
      this.end(new AdapterError(`\`dispose\` of adapter ${this.subject.name} threw ${describeValue(error)}`));
      return;
    }
    if (disposed instanceof Promise) this.awaitSettled("dispose", disposed, finish);
    else if (CreateContext.signalOf(this.context)) this.awaitSettled("dispose", RESOLVED, finish);
    else finish();
  };

  private readonly fail = (error: unknown): void => {
    try {
      void Promise.resolve(this.dispose()).catch(() => undefined);
    } catch {
      // The first error is the one to tell.
    }
    this.end(error);
  };

  private dispose(): unknown {
    CreateContext.end(this.context);
    const { isCreated } = this;
    this.isCreated = false;
    return isCreated ? this.subject.dispose?.(this.instance) : undefined;
  }

  private end(error: unknown): void {
    this.watch.end();
    this.reject(error);
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
        if (!settled) this.fail(new AdapterError(`${name} never settles`));
        else if ("thrown" in settled) {
          this.fail(new AdapterError(`${name} rejected with ${describeValue(settled.thrown)}`));
        } else then(settled.value);
      },
      onUnknown: () => this.stop("rerun"),
      onFailure: this.fail,
    }).await();
  }
}
