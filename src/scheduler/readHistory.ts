/**
 * Reads a history in its published form: the inverse of {@link describeHistory}. What comes from another process may be
 * anything, so every field is looked at, and so is whether the run can be one of the plan: an operation is called before
 * it settles, by the client and with the verb that the step says.
 */
import { describeValue } from "./describeValue.js";
import {
  CancelManner,
  EventCode,
  EVENT_WIDTH,
  HISTORY_VERSION,
  KIT_OBSERVERS,
  Manner,
  type History,
} from "./history.js";
import { CLIENTS, type CallStep, type Plan } from "./plan.js";
import { AdapterError, OutcomeCode, type OutcomeName, type Subject } from "./subject.js";

type Fields = Readonly<Record<string, unknown>>;
type Table = Pick<Subject, "verbs" | "observers">;
type Kind = Exclude<keyof typeof EventCode, "observe">;

const REJECTIONS = KIT_OBSERVERS.indexOf("rejections");

/** What each kind of event may say, besides its kind. */
const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  call: ["step", "client", "verb", "item", "variant", "priority", "aborted"],
  now: ["step", "client", "verb", "item", "outcome", "variant", "priority"],
  settle: ["step", "client", "verb", "outcome"],
  again: ["step", "client", "verb", "outcome"],
  cancel: ["step", "client", "verb", "silent", "shared"],
  lateCancel: ["step", "client", "verb", "silent", "shared"],
  turn: ["step"],
  quiet: ["step", "observed"],
  elapse: ["step", "isLast"],
};

/**
 * Reads `document`, the history of a run of `plan`. Throws an AdapterError with one sentence about the first thing that
 * cannot be: "event 3 is no event of this plan: …".
 */
export function readHistory(document: unknown, plan: Plan, table: Table): History {
  const { version, events, neverIssued = [], unhandled = 0 } = fieldsOf(document, "a history");
  if (version !== HISTORY_VERSION) refuse(`\`version\` is \`${describeValue(version)}\`, not ${HISTORY_VERSION}`);
  if (!Array.isArray(events)) return refuse(`\`events\` is \`${describeValue(events)}\`, not an array`);
  if (!Array.isArray(neverIssued)) return refuse(`\`neverIssued\` is \`${describeValue(neverIssued)}\`, not an array`);
  const reader = new Reader(plan, table);
  events.forEach((event: unknown, index) => reader.read(event, index));
  for (const step of neverIssued)
    if (!isStep(step, plan)) refuse(`\`neverIssued\` names step \`${describeValue(step)}\``);
  reader.checkComplete(neverIssued as readonly number[]);
  if (!isCount(unhandled)) refuse(`\`unhandled\` is \`${describeValue(unhandled)}\`, not a number of rejections`);
  reader.countRejections(unhandled);
  return { events: reader.events, details: reader.details, neverIssued: neverIssued as number[], unhandled };
}

class Reader {
  readonly events: number[] = [];
  readonly details: Map<number, string> = new Map();
  /** Steps that were called, and those of them that have not settled. */
  readonly #called = new Set<number>();
  readonly #outstanding = new Map<number, number>();
  #index = 0;
  #lastKind: Kind | null = null;
  #hasRejections = false;

  constructor(
    private readonly plan: Plan,
    private readonly table: Table,
  ) {}

  read(data: unknown, index: number): void {
    this.#index = index;
    const event = fieldsOf(data, `event ${index}`);
    const kind = event["kind"] as Kind;
    this.#lastKind = kind;
    if (!Object.hasOwn(FIELDS, kind)) return this.#refuse(`its kind is \`${describeValue(event["kind"])}\``);
    for (const name of Object.keys(event)) {
      if (name !== "kind" && !FIELDS[kind].includes(name)) this.#refuse(`a ${kind} has no \`${name}\``);
    }
    switch (kind) {
      case "call":
      case "now":
        return this.#call(kind, event);
      case "settle":
      case "again":
        return this.#settle(kind, event);
      case "cancel":
      case "lateCancel":
        return this.#cancel(kind, event);
      case "elapse":
        return this.#push(kind, this.#waited(event), -1, -1, -1, event["isLast"] === true ? 1 : -1);
      case "turn":
        return this.#push(kind, this.#waited(event), -1, -1, -1, -1);
      case "quiet":
        return this.#quiet(event);
    }
  }

  /** Every call of the plan was issued once, or never. */
  checkComplete(neverIssued: readonly number[]): void {
    this.plan.steps.forEach((step, at) => {
      if (step.do === "call" && this.#called.has(at) === neverIssued.includes(at)) {
        refuse(this.#called.has(at) ? `step ${at} was issued and never issued` : `nothing is said of step ${at}`);
      }
    });
    if (this.#lastKind !== "quiet") refuse("it does not end with a quiet point");
  }

  /** Rejections that nobody handled are observed at the last quiet point. */
  countRejections(count: number): void {
    if (count > 0 && !this.#hasRejections) this.#observe(this.table.observers.length + REJECTIONS, count);
  }

  #observe(observer: number, value: number): void {
    this.events.push(EventCode.observe, -1, -1, observer, -1, value, 0);
  }

  #call(kind: "call" | "now", event: Fields): void {
    const at = this.#step(event);
    const step = this.plan.steps[at] as CallStep;
    const verb = this.#verb(event);
    const { blocking, takesItem, variants = [] } = this.table.verbs[verb] ?? { blocking: false, takesItem: false };
    const client = this.#client(event);
    if (step.do !== "call" || step.client !== client || step.verb !== event["verb"]) {
      this.#refuse(`step ${at} does not say so`);
    }
    if (blocking !== (kind === "call")) this.#refuse(`\`${step.verb}\` is ${blocking ? "blocking" : "immediate"}`);
    if (this.#called.has(at)) this.#refuse(`step ${at} was issued before`);
    if (this.#outstanding.has(client) && kind === "call")
      this.#refuse(`an operation of client ${client} is outstanding`);
    if ((event["variant"] ?? undefined) !== step.variant)
      this.#refuse(`step ${at} says variant ${String(step.variant)}`);
    if ((event["priority"] ?? 0) !== (step.priority ?? 0))
      this.#refuse(`step ${at} says priority ${step.priority ?? 0}`);
    const variant = step.variant === undefined ? 0 : 1 + variants.indexOf(step.variant);
    const isOdd = takesItem && (step.item ?? "object") !== "object";
    const manner = Manner.pack(variant, takesItem ? (step.priority ?? 0) : 0, isOdd);
    const brought = takesItem ? at : -1;
    if (event["item"] !== (takesItem ? at : undefined)) this.#refuse(`the item of step ${at} is its own`);
    this.#called.add(at);
    if (kind === "call") {
      this.#outstanding.set(client, at);
      this.#push(kind, at, client, verb, -1, brought, manner + (event["aborted"] === true ? Manner.ABORTED : 0));
    } else {
      const { code, item } = this.#outcome(event);
      this.#push(kind, at, client, verb, code, takesItem ? brought : item, manner);
    }
  }

  #settle(kind: "settle" | "again", event: Fields): void {
    const at = this.#step(event);
    const client = this.#client(event);
    if (kind === "settle" && this.#outstanding.get(client) !== at) {
      this.#refuse(`no operation of step ${at} is outstanding`);
    }
    if (kind === "again" && (!this.#called.has(at) || this.#outstanding.get(client) === at)) {
      this.#refuse(`the operation of step ${at} has not settled`);
    }
    if ((this.plan.steps[at] as CallStep).verb !== event["verb"]) this.#refuse(`step ${at} does not say so`);
    if (kind === "settle") this.#outstanding.delete(client);
    const { code, item } = this.#outcome(event);
    this.#push(kind, at, client, this.#verb(event), code, item);
  }

  #cancel(kind: "cancel" | "lateCancel", event: Fields): void {
    const at = this.#step(event);
    const client = this.#client(event);
    if (this.plan.steps[at]?.do !== "cancel") this.#refuse(`step ${at} is no cancel`);
    if (this.#outstanding.has(client) !== (kind === "cancel")) {
      this.#refuse(`client ${client} has ${kind === "cancel" ? "nothing" : "an operation"} outstanding`);
    }
    const manner = CancelManner.of(event["silent"] === true, event["shared"] === true);
    this.#push(kind, at, client, this.#verb(event), -1, manner);
  }

  #quiet(event: Fields): void {
    this.#push("quiet", this.#waited(event), -1, -1, -1, -1);
    const { observers } = this.table;
    const { observed = {} } = event;
    const values = fieldsOf(observed, "what was observed");
    const known: readonly string[] = [...observers.map(({ name }) => name), ...KIT_OBSERVERS];
    for (const name of Object.keys(values)) if (!known.includes(name)) this.#refuse(`nobody observes \`${name}\``);
    known.forEach((name, index) => {
      const value = values[name];
      if (value === undefined && index >= observers.length) return;
      if (typeof value !== "number" || !Number.isFinite(value)) {
        return this.#refuse(`\`${name}\` is \`${describeValue(value)}\`, not a number`);
      }
      this.#observe(index, value);
    });
    this.#hasRejections = "rejections" in values;
  }

  #outcome(event: Fields): { readonly code: number; readonly item: number } {
    const { is, item, detail } = fieldsOf(event["outcome"], "an outcome");
    if (typeof is !== "string" || !Object.hasOwn(OutcomeCode, is)) {
      return this.#refuse(`its outcome is \`${describeValue(is)}\``);
    }
    if (detail !== undefined) this.details.set(this.events.length / EVENT_WIDTH, String(detail));
    if (is !== "item") return { code: OutcomeCode[is as OutcomeName], item: -1 };
    if (!isStep(item, this.plan) || !this.#called.has(item) || !this.#brings(item)) {
      return this.#refuse(`it delivers the item of step \`${describeValue(item)}\`, which was not put before`);
    }
    return { code: OutcomeCode.item, item };
  }

  /** Whether a step calls a verb that takes an item. */
  #brings(at: number): boolean {
    const step = this.plan.steps[at];
    return step?.do === "call" && this.table.verbs.some(({ name, takesItem }) => takesItem && name === step.verb);
  }

  #step(event: Fields): number {
    const { step } = event;
    return isStep(step, this.plan) ? step : this.#refuse(`its step is \`${describeValue(step)}\``);
  }

  /** The step whose gap was waited, or -1. */
  #waited(event: Fields): number {
    return event["step"] === undefined ? -1 : this.#step(event);
  }

  #client(event: Fields): number {
    const { client } = event;
    if (isCount(client) && client < CLIENTS) return client;
    return this.#refuse(`its client is \`${describeValue(client)}\``);
  }

  #verb(event: Fields): number {
    const verb = this.table.verbs.findIndex(({ name }) => name === event["verb"]);
    return verb >= 0 ? verb : this.#refuse(`its verb is \`${describeValue(event["verb"])}\``);
  }

  #push(kind: Kind, step: number, client: number, verb: number, outcome: number, item: number, manner = 0): void {
    this.events.push(EventCode[kind], step, client, verb, outcome, item, manner);
  }

  #refuse(why: string): never {
    return refuse(`event ${this.#index} cannot be: ${why}`);
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isStep(value: unknown, plan: Plan): value is number {
  return isCount(value) && value < plan.steps.length;
}

function fieldsOf(data: unknown, what: string): Fields {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as Fields;
  return refuse(`${what} is \`${describeValue(data)}\`, not an object`);
}

function refuse(why: string): never {
  throw new AdapterError(`no history: ${why}`);
}
