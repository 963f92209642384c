/**
 * Thousands of operations at once, beside the plans: each caller has one operation, and between two batches everything
 * becomes quiet. What is observed is counted, not interleaved; quiescence is decided as in a plan.
 */
import { adoptAnswer } from "./adoptAnswer.js";
import { inTurn } from "./inTurn.js";
import { enterRuntime } from "./enterRuntime.js";
import type { Host, Watch } from "./host.js";
import { withInstance, type EndListener } from "./lifetime.js";
import { TIMEOUT } from "./operation.js";
import type { Config } from "./plan.js";
import { QuietPoint } from "./quietPoint.js";
import { AdapterError, type Answer, type Outcome, type Subject, type Verb } from "./subject.js";

/** So many calls of one verb in one turn, each by a caller of its own, and quiescence after them. */
export interface Batch {
  readonly verb: string;
  readonly count: number;
  /** Priority of the items, by the number of the call. */
  readonly priority?: (call: number) => number;
}

/** What became of the calls of one batch. */
export interface BatchResult {
  /** By call: how it ended; null while it is outstanding. `item` counts the items of the whole run from 0. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Milliseconds that the calls and the way to quiescence took. */
  readonly time: number;
}

/** Runs batches on a fresh instance. Rejects with an {@link AdapterError} as a plan does. */
export async function runBulk(
  subject: Subject,
  config: Config,
  batches: readonly Batch[],
  host: Host,
): Promise<readonly BatchResult[]> {
  const verbs = batches.reduce(
    (bits, batch) => bits | (1 << subject.verbs.findIndex(({ name }) => name === batch.verb)),
    0,
  );
  for (const full of [false, true, true, true]) {
    const end = await inTurn(() =>
      withInstance<readonly BatchResult[]>(
        subject,
        config,
        host.watch(subject, { verbs, full }),
        (instance, watch, tell) => new BulkRun(subject, batches, instance, watch, tell).next(),
      ),
    );
    if (end !== "rerun") return end;
  }
  throw new AdapterError(`What ${subject.name} has under way cannot be observed on this host`);
}

class BulkRun {
  private readonly results: { outcomes: (Outcome | null)[]; time: number }[] = [];
  private readonly quietPoint: QuietPoint;
  /** Number of each item, by the item. */
  private readonly items = new Map<unknown, number>();
  private startedAt = 0;

  constructor(
    private readonly subject: Subject,
    private readonly batches: readonly Batch[],
    private readonly instance: unknown,
    private readonly watch: Watch,
    private readonly tell: EndListener<readonly BatchResult[]>,
  ) {
    this.quietPoint = new QuietPoint(watch, subject, {
      onQuiet: () => this.batchDone(),
      onUnknown: () => tell.onEnd("rerun"),
      onFailure: (error) => tell.onError(error),
    });
  }

  next(): void {
    const batch = this.batches[this.results.length];
    if (!batch) return this.tell.onEnd(this.results);
    const issue = (): void => {
      try {
        this.issue(batch);
        this.quietPoint.await();
      } catch (error) {
        this.tell.onError(error);
      }
    };
    const { subject, instance, watch, tell } = this;
    enterRuntime(subject, instance, watch, issue, {
      onUnknown: () => tell.onEnd("rerun"),
      onFailure: (error) => tell.onError(error),
    });
  }

  private issue({ verb: name, count, priority }: Batch): void {
    const verb = this.subject.verbs.find((known) => known.name === name);
    if (!verb) throw new AdapterError(`Adapter ${this.subject.name} has no verb \`${name}\``);
    const outcomes: (Outcome | null)[] = Array.from({ length: count }, () => null);
    this.results.push({ outcomes, time: 0 });
    this.startedAt = this.watch.now();
    for (let call = 0; call < count; call++) this.call(verb, call, outcomes, priority?.(call) ?? 0);
  }

  private call(verb: Verb, call: number, outcomes: (Outcome | null)[], priority: number): void {
    const item = verb.takesItem ? { item: this.items.size } : undefined;
    if (item) this.items.set(item, this.items.size);
    const end = (answer: Answer): void => {
      outcomes[call] ??= this.outcomeOf(verb, answer);
    };
    let callsBack = false;
    const context = {
      signal: undefined,
      client: call,
      timeout: TIMEOUT,
      priority,
      get done(): (value?: unknown) => void {
        callsBack = true;
        return (value) => end({ value });
      },
      get fail(): (error: unknown) => void {
        callsBack = true;
        return (thrown) => end({ thrown });
      },
    };
    let answer: unknown;
    try {
      answer = verb.call(this.instance, item, context);
    } catch (thrown) {
      return end({ thrown });
    }
    if (!verb.blocking) return end({ value: answer });
    if (callsBack) return;
    const promise = isOperation(answer) ? answer.promise : answer;
    adoptAnswer(promise, call, {
      onValue: (value) => end({ value }),
      onError: (thrown) => end({ thrown }),
      onAgain: () => undefined,
    });
  }

  private outcomeOf(verb: Verb, answer: Answer): Outcome {
    const delivers = verb.deliversItem ?? !verb.takesItem;
    const known = delivers && "value" in answer ? this.items.get(answer.value) : undefined;
    if (known !== undefined) return { is: "item", item: known };
    const mapped = verb.outcome(answer, undefined);
    if (mapped.is !== "value") return mapped;
    const item = this.items.get(mapped.value);
    return item === undefined ? { is: "foreign" } : { is: "item", item };
  }

  private batchDone(): void {
    const result = this.results[this.results.length - 1];
    if (result) result.time = this.watch.now() - this.startedAt;
    this.next();
  }
}

function isOperation(answer: unknown): answer is { readonly promise: unknown } {
  return (
    typeof answer === "object" &&
    answer !== null &&
    !(answer instanceof Promise) &&
    "promise" in answer &&
    typeof (answer as { readonly cancel?: unknown }).cancel === "function"
  );
}
