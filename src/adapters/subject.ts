import { describeValue } from "../scheduler/describeValue.js";
import { AdapterError, type Observer, type Subject, type Verb } from "../scheduler/subject.js";
import type { AnyAdapter, EventDefinition, QueueDefinition } from "./contract.js";
import { taggedOutcome } from "./taggedOutcome.js";
import { thrownOutcome, type ThrownOutcome } from "./thrownOutcome.js";

/** Virtual milliseconds that a wake may need where the profile does not say. */
const WAKES_WITHIN = 1;

/** What the smoke check found out about an adapter. */
export interface Found {
  /** Verbs that read their `signal`, or returned an operation with a cancel method of its own. */
  readonly cancellable?: Iterable<string>;
}

/**
 * Turns an adapter into the table of operations that the executor drives. The order is fixed, as tokens name verbs by
 * their index: `put get putNowait getNowait` or `wait set clear isSet`, without those that are absent.
 *
 * The adapter is taken at its word: see {@link validateAdapter} for what has to hold of it.
 */
export function toSubject(adapter: AnyAdapter, found: Found = {}): Subject {
  return adapter.primitive === "queue" ? queueSubject(adapter, found) : eventSubject(adapter, found);
}

function queueSubject(adapter: QueueDefinition, found: Found): Subject {
  const { create, put, get, putNowait, getNowait, size, outcomes } = adapter;
  const table = new Table(adapter, found);
  const stores = { takesItem: true, deliversItem: false };
  const delivers = { takesItem: false, deliversItem: true };
  if (put) table.add("put", stores, (queue, item, context) => put(queue, item, context), outcomes?.put);
  if (get) table.add("get", delivers, (queue, _item, context) => get(queue, context), outcomes?.get);
  if (putNowait) table.add("putNowait", stores, (queue, item) => putNowait(queue, item), outcomes?.putNowait);
  if (getNowait) table.add("getNowait", delivers, (queue) => getNowait(queue), outcomes?.getNowait);
  return {
    ...common(adapter, table.verbs),
    observers: size ? [{ name: "size", read: size } satisfies Observer] : [],
    create: ({ capacity }, context) => create({ maxsize: capacity ?? Infinity }, context),
  };
}

function eventSubject(adapter: EventDefinition, found: Found): Subject {
  const { create, wait, set, clear, isSet, outcomes } = adapter;
  const table = new Table(adapter, found);
  const plain = { takesItem: false, deliversItem: false };
  if (wait) table.add("wait", plain, (event, _item, context) => wait(event, context), outcomes?.wait);
  if (set) table.add("set", plain, (event) => set(event));
  if (clear) table.add("clear", plain, (event) => clear(event));
  if (isSet) table.addQuestion("isSet", isSet);
  return {
    ...common(adapter, table.verbs),
    observers: isSet ? [{ name: "isSet", read: isSet } satisfies Observer] : [],
    create: (_config, context) => create({}, context),
  };
}

function common(
  adapter: AnyAdapter,
  verbs: readonly Verb[],
): Pick<Subject, "name" | "verbs" | "wakesWithin"> & Partial<Pick<Subject, "dispose">> {
  const { name, dispose, profile } = adapter;
  return { name, verbs, wakesWithin: profile.wakesWithin ?? WAKES_WITHIN, ...(dispose ? { dispose } : {}) };
}

const BLOCKING: ReadonlySet<string> = new Set(["put", "get", "wait"]);

/** Collects the verbs of one adapter. */
class Table {
  readonly verbs: Verb[] = [];
  private readonly thrown: ThrownOutcome;
  private readonly cancellable: ReadonlySet<string>;

  constructor(
    private readonly adapter: AnyAdapter,
    found: Found,
  ) {
    this.thrown = thrownOutcome(adapter.outcomes?.thrown);
    this.cancellable = new Set(found.cancellable);
  }

  /** Adds a verb. What it answers is mapped, then is a tag, or an item if the verb delivers items, or just the end. */
  add(
    name: string,
    items: { readonly takesItem: boolean; readonly deliversItem: boolean },
    call: Verb["call"],
    declared?: (value: never) => unknown,
  ): void {
    const map = declared ? this.mapping(name, declared as (value: unknown) => unknown) : undefined;
    this.push(name, items, call, (value) => {
      const mapped = map ? map(value) : value;
      return taggedOutcome(mapped) ?? (items.deliversItem ? { is: "value", value: mapped } : { is: "ok" });
    });
  }

  /** Adds a verb that answers yes or no. */
  addQuestion(name: string, ask: (instance: unknown) => unknown): void {
    this.push(name, { takesItem: false, deliversItem: false }, ask, (value) => {
      if (typeof value === "boolean") return { is: value ? "yes" : "no" };
      throw new AdapterError(
        `Expected \`${name}\` of adapter ${this.adapter.name} to answer a boolean, got \`${describeValue(value)}\``,
      );
    });
  }

  private push(
    name: string,
    items: { readonly takesItem: boolean; readonly deliversItem: boolean },
    call: Verb["call"],
    outcomeOf: (value: unknown) => ReturnType<Verb["outcome"]>,
  ): void {
    this.verbs.push({
      name,
      blocking: BLOCKING.has(name),
      ...items,
      cancellable: this.isCancellable(name),
      call,
      outcome: (answer, reason) => ("thrown" in answer ? this.thrown(answer.thrown, reason) : outcomeOf(answer.value)),
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
