import { describeValue } from "../scheduler/describeValue.js";
import {
  AdapterError,
  type Observer,
  type OperationContext,
  type Outcome,
  type Subject,
  type Verb,
} from "../scheduler/subject.js";
import type { AnyAdapter, EventDefinition, QueueDefinition } from "./contract.js";
import type { WaitResult } from "./profiles.js";
import { taggedOutcome } from "./taggedOutcome.js";
import { thrownOutcome, type ThrownOutcome } from "./thrownOutcome.js";

/** Virtual milliseconds that a wake may need where the profile does not say. */
const WAKES_WITHIN = 1;

/** What the smoke check found out about an adapter. */
export interface Found {
  /** Verbs that read their `signal`, or returned an operation with a cancel method of its own. */
  readonly cancellable?: Iterable<string>;
  /** Variants that did not, as `get.timeout`, though their verb did. */
  readonly uncancelled?: readonly string[];
}

/**
 * Turns an adapter into the table of operations that the executor drives. The order is fixed, as tokens name verbs by
 * their index: `put get putNowait getNowait join taskDone close` or `wait set clear isSet`, without those that are absent.
 *
 * The adapter is taken at its word: see {@link validateAdapter} for what has to hold of it.
 */
export function toSubject(adapter: AnyAdapter, found: Found = {}): Subject {
  return adapter.primitive === "queue" ? queueSubject(adapter, found) : eventSubject(adapter, found);
}

function queueSubject(adapter: QueueDefinition, found: Found): Subject {
  const { create, put, get, putNowait, getNowait, join, taskDone, close, variants, outcomes, profile } = adapter;
  const table = new Table(adapter, found);
  const takesPriority = profile.order === "priority";
  const stores = { takesItem: true, deliversItem: false, ...(takesPriority ? { takesPriority } : {}) };
  const delivers = { takesItem: false, deliversItem: true };
  const plain = { takesItem: false, deliversItem: false };
  const late = variants?.put?.timeout;
  if (put) {
    const timed = late && { timeout: late };
    table.add("put", stores, withItem(put), outcomes?.put, timed);
  }
  if (get) table.add("get", delivers, withoutItem(get), outcomes?.get, withoutItems(variants?.get));
  if (putNowait) table.add("putNowait", stores, withItem(putNowait), outcomes?.putNowait);
  if (getNowait) table.add("getNowait", delivers, withoutItem(getNowait), outcomes?.getNowait);
  if (join) table.add("join", plain, withoutItem(join), outcomes?.join, withoutItems(variants?.join));
  if (taskDone) table.add("taskDone", plain, (queue) => taskDone(queue));
  if (close) table.add("close", plain, withoutItem(close), outcomes?.close, withoutItems(variants?.close));
  return {
    ...common(adapter, table.verbs),
    observers: observersOf(adapter, ["size", "isEmpty", "isFull", "isClosed", "getters", "putters", "signedSize"]),
    create: ({ capacity }, context) => create({ maxsize: capacity ?? Infinity }, context),
  };
}

/** Whether a wait() may answer this. */
const WAIT_RESULTS: Readonly<Record<WaitResult, ((value: unknown) => boolean) | undefined>> = {
  nothing: undefined,
  true: (value) => value === true,
  undefined: (value) => value === undefined,
};

function eventSubject(adapter: EventDefinition, found: Found): Subject {
  const { create, wait, set, clear, isSet, variants, outcomes, profile } = adapter;
  const table = new Table(adapter, found);
  const plain = { takesItem: false, deliversItem: false };
  if (wait) {
    const { waitResult = "nothing" } = profile;
    const timed = withoutItems(variants?.wait);
    table.add("wait", plain, withoutItem(wait), outcomes?.wait, timed, WAIT_RESULTS[waitResult]);
  }
  if (set && profile.setResult === "changed") table.addQuestion("set", set, outcomes?.set);
  else if (set) table.add("set", plain, (event) => set(event), outcomes?.set);
  if (clear) table.add("clear", plain, (event) => clear(event));
  if (isSet) table.addQuestion("isSet", isSet);
  return {
    ...common(adapter, table.verbs),
    observers: observersOf(adapter, ["isSet", "waiters"]),
    create: (_config, context) => create({}, context),
  };
}

function common(
  adapter: AnyAdapter,
  verbs: readonly Verb[],
): Pick<Subject, "name" | "verbs" | "wakesWithin"> & Partial<Pick<Subject, "dispose" | "enter">> {
  const { name, dispose, enter, profile } = adapter;
  const wakesWithin = profile.wakesWithin ?? WAKES_WITHIN;
  return { name, verbs, wakesWithin, ...(dispose ? { dispose } : {}), ...(enter ? { enter } : {}) };
}

type Read = (instance: unknown) => number | boolean;

/** The observers that an adapter has, in this order. */
function observersOf(adapter: AnyAdapter, names: readonly string[]): readonly Observer[] {
  const fields = adapter as unknown as Readonly<Record<string, Read | undefined>>;
  return names.flatMap((name) => {
    const read = fields[name];
    return read ? [{ name, read }] : [];
  });
}

type Call = Verb["call"];
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the adapter's own verbs touch an instance
type Itemless = (instance: any, context: OperationContext) => unknown;

/** A verb of the adapter's without the variant and without `this`. */
function withItem(verb: Call): Call {
  return (instance, item, context) => verb(instance, item, context);
}

/** A verb that takes no item, in the shape of one that does. */
function withoutItem(verb: Itemless): Call {
  return (instance, _item, context) => verb(instance, context);
}

function withoutItems(
  variants: Readonly<Record<string, Itemless | undefined>> | undefined,
): Readonly<Record<string, Call>> {
  const calls: Record<string, Call> = {};
  for (const [name, verb] of Object.entries(variants ?? {})) if (verb) calls[name] = withoutItem(verb);
  return calls;
}

const BLOCKING: ReadonlySet<string> = new Set(["put", "get", "join", "wait"]);

/** What a verb does with items. */
type Items = Pick<Verb, "takesItem" | "deliversItem" | "takesPriority">;

const OK: Outcome = { is: "ok" };

/** Collects the verbs of one adapter. */
class Table {
  readonly verbs: Verb[] = [];
  private readonly thrown: ThrownOutcome;
  private readonly cancellable: ReadonlySet<string>;
  private readonly uncancelled: readonly string[];

  constructor(
    private readonly adapter: AnyAdapter,
    found: Found,
  ) {
    this.thrown = thrownOutcome(adapter.outcomes?.thrown);
    this.cancellable = new Set(found.cancellable);
    this.uncancelled = found.uncancelled ?? [];
  }

  /**
   * Adds a verb. What it answers is mapped, then is a tag, or an item if the verb delivers items, or just the end; what is
   * not as expected is a value that nobody put.
   */
  add(
    name: string,
    items: Items,
    call: Call,
    declared?: (value: never) => unknown,
    variants: Readonly<Record<string, Call>> = {},
    isExpected?: (value: unknown) => boolean,
  ): void {
    const map = declared ? this.mapping(name, declared as (value: unknown) => unknown) : undefined;
    const names = Object.keys(variants);
    const called: Call =
      names.length === 0
        ? call
        : (instance, item, context, variant) =>
            (variant === undefined ? call : (variants[variant] ?? call))(instance, item, context);
    const { deliversItem } = items;
    this.push(name, items, called, names, (value) => {
      const mapped = map === undefined ? value : map(value);
      const tagged = taggedOutcome(mapped);
      if (tagged) return tagged;
      const isValue = deliversItem === true || isExpected?.(mapped) === false;
      return isValue ? { is: "value", value: mapped } : OK;
    });
  }

  /** Adds a verb that answers yes or no. */
  addQuestion(name: string, ask: (instance: unknown) => unknown, declared?: (value: never) => unknown): void {
    const map = declared ? this.mapping(name, declared as (value: unknown) => unknown) : undefined;
    this.push(
      name,
      { takesItem: false, deliversItem: false },
      (instance) => ask(instance),
      [],
      (value) => {
        const answer = map ? map(value) : value;
        if (typeof answer === "boolean") return { is: answer ? "yes" : "no" };
        throw new AdapterError(
          `Expected \`${name}\` of adapter ${this.adapter.name} to answer a boolean, got \`${describeValue(answer)}\`` +
            (name === "set" ? ': if it does not answer whether it changed anything, say `setResult: "nothing"`' : ""),
        );
      },
    );
  }

  private push(
    name: string,
    items: Items,
    call: Call,
    variants: readonly string[],
    outcomeOf: (value: unknown) => ReturnType<Verb["outcome"]>,
  ): void {
    const { thrown } = this;
    const blocking = BLOCKING.has(name) || (name === "close" && isBlockingClose(this.adapter));
    const uncancelled = variants.filter((variant) => this.uncancelled.includes(`${name}.${variant}`));
    this.verbs.push({
      name,
      blocking,
      ...(name === "close" && !blocking ? { ifPromise: 'or say `closing: "blocking"` in the profile' } : {}),
      ...items,
      ...(variants.length > 0 ? { variants } : {}),
      cancellable: this.isCancellable(name),
      ...(uncancelled.length > 0 ? { uncancelled } : {}),
      call,
      outcome: (answer, reason) => ("thrown" in answer ? thrown(answer.thrown, reason) : outcomeOf(answer.value)),
    });
  }

  private isCancellable(name: string): boolean {
    const declared = this.adapter.profile.cancellation?.[name];
    return declared === undefined ? this.cancellable.has(name) : declared !== "none";
  }

  private mapping(name: string, declared: (value: unknown) => unknown): (value: unknown) => unknown {
    return (value) => {
      try {
        return declared(value);
      } catch (error) {
        throw new AdapterError(
          `\`outcomes.${name}\` of adapter ${this.adapter.name} threw ${describeValue(error)} ` +
            `for the answer \`${describeValue(value)}\``,
        );
      }
    };
  }
}

function isBlockingClose(adapter: AnyAdapter): boolean {
  return adapter.primitive === "queue" && adapter.profile.closing === "blocking";
}
