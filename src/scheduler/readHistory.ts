/**
 * Reads a history in its published form: the inverse of {@link describeHistory}. What comes from another process may be
 * anything, so every field is looked at, and so is whether the run can be one of the plan (followPlan.ts).
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
import { PlanFollower } from "./followPlan.js";
import { CLIENTS, type CallStep, type Plan } from "./plan.js";
import { AdapterError, OutcomeCode, type OutcomeName, type Subject, type Verb } from "./subject.js";

type Fields = Readonly<Record<string, unknown>>;
type Table = Pick<Subject, "verbs" | "observers">;
type Kind = Exclude<keyof typeof EventCode, "observe">;

/** What is true or absent. */
const FLAGS = ["aborted", "silent", "shared", "isLast"];

const REJECTIONS = KIT_OBSERVERS.indexOf("rejections");

/** What each kind of event may say, besides its kind. */
const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  call: ["step", "client", "verb", "item", "variant", "priority", "aborted"],
  now: ["step", "client", "verb", "item", "outcome", "variant", "priority"],
  settle: ["step", "client", "verb", "outcome"],
  again: ["step", "client", "verb", "outcome"],
  cancel: ["step", "client", "verb", "silent", "shared", "outcome"],
  lateCancel: ["step", "client", "verb", "silent", "shared", "outcome"],
  turn: ["step"],
  quiet: ["step", "observed"],
  elapse: ["step", "isLast"],
};

/**
 * Reads `document`, the history of a run of `plan`. Throws an AdapterError with one sentence about the first thing that
 * cannot be: "event 3 cannot be: …".
 */
export function readHistory(document: unknown, plan: Plan, table: Table): History {
  const given = fieldsOf(document, "a history", ["version", "events", "neverIssued", "unhandled"]);
  const { version, events, neverIssued = [], unhandled = 0 } = given;
  if (version !== HISTORY_VERSION) refuse(`\`version\` is \`${describeValue(version)}\`, not ${HISTORY_VERSION}`);
  if (!Array.isArray(events)) return refuse(`\`events\` is \`${describeValue(events)}\`, not an array`);
  if (!Array.isArray(neverIssued)) return refuse(`\`neverIssued\` is \`${describeValue(neverIssued)}\`, not an array`);
  const left = neverIssued as readonly unknown[];
  if (!left.every((step, at) => isStep(step, plan) && (at === 0 || step > Number(left[at - 1]))))
    refuse("`neverIssued` names no steps of the plan in their order");
  if (!isCount(unhandled))
    return refuse(`\`unhandled\` is \`${describeValue(unhandled)}\`, not a number of rejections`);
  const reader = new Reader(plan, table);
  // not forEach, which skips holes
  for (let index = 0; index < events.length; index++) reader.read(events[index], index);
  reader.end(neverIssued as readonly number[], unhandled);
  return { events: reader.events, details: reader.details, neverIssued: neverIssued as number[], unhandled };
}

class Reader {
  readonly events: number[] = [];
  readonly details: Map<number, string> = new Map();
  readonly #run: PlanFollower;
  #place = "";
  #lastKind: Kind | null = null;
  #hasRejections = false;

  constructor(
    private readonly plan: Plan,
    private readonly table: Table,
  ) {
    this.#run = new PlanFollower(plan, table.verbs, (why) => this.#refuse(why));
  }

  read(data: unknown, index: number): void {
    this.#place = `event ${index}`;
    const event = fieldsOf(data, `event ${index}`);
    const kind = event["kind"] as Kind;
    if (typeof kind !== "string" || !Object.hasOwn(FIELDS, kind))
      return this.#refuse(`its kind is \`${describeValue(event["kind"])}\``);
    this.#lastKind = kind;
    for (const [name, value] of Object.entries(event)) {
      if (name !== "kind" && !FIELDS[kind].includes(name)) this.#refuse(`a ${kind} has no \`${name}\``);
      if (FLAGS.includes(name) && value !== true) this.#refuse(`\`${name}\` is \`${describeValue(value)}\`, not true`);
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
      case "elapse": {
        const at = this.#waited(event);
        this.#run.elapse(at);
        return this.#push(kind, at, -1, -1, -1, event["isLast"] === true ? 1 : -1);
      }
      case "turn": {
        const at = this.#waited(event);
        this.#run.turn(at);
        return this.#push(kind, at, -1, -1, -1, -1);
      }
      case "quiet":
        return this.#quiet(event);
    }
  }

  end(neverIssued: readonly number[], unhandled: number): void {
    this.#place = "its end";
    if (this.#lastKind !== "quiet") this.#refuse("it is no quiet point");
    this.#run.end(neverIssued);
    if (unhandled > 0 && !this.#hasRejections) this.#observe(this.table.observers.length + REJECTIONS, unhandled);
  }

  #observe(observer: number, value: number): void {
    this.events.push(EventCode.observe, -1, -1, observer, -1, value, 0);
  }

  #call(kind: "call" | "now", event: Fields): void {
    const at = this.#step(event);
    const step = this.plan.steps[at] as CallStep;
    const verb = this.#verb(event);
    const { blocking, takesItem, variants = [], cancellable } = this.table.verbs[verb] as Verb;
    const client = this.#client(event);
    if (step.do !== "call" || step.client !== client || step.verb !== event["verb"]) {
      this.#refuse(`step ${at} does not say so`);
    }
    if (blocking !== (kind === "call")) this.#refuse(`\`${step.verb}\` is ${blocking ? "blocking" : "immediate"}`);
    if ((event["variant"] ?? undefined) !== step.variant)
      this.#refuse(`step ${at} says variant ${String(step.variant)}, and the event does not`);
    const priority = takesItem ? (step.priority ?? 0) : 0;
    if ((event["priority"] ?? 0) !== priority)
      this.#refuse(`step ${at} says priority ${priority}, and the event does not`);
    const variant = step.variant === undefined ? 0 : 1 + variants.indexOf(step.variant);
    const isOdd = takesItem && (step.item ?? "object") !== "object";
    const manner = Manner.pack(variant, priority, isOdd);
    const brought = takesItem ? at : -1;
    if (event["item"] !== (takesItem ? at : undefined)) this.#refuse(`the item of step ${at} is its own`);
    const isShared = (this.plan.signals ?? "operation") !== "operation";
    const isAborted = event["aborted"] === true;
    if (cancellable ? !isShared && isAborted !== (step.aborted === true) : isAborted)
      this.#refuse(`the signal of step ${at} ${isAborted ? "is not" : "is"} aborted before the call`);
    this.#run.call(at);
    if (kind === "call") {
      this.#push(kind, at, client, verb, -1, brought, manner + (isAborted ? Manner.ABORTED : 0));
    } else {
      const { code, item } = this.#outcome(event, verb);
      this.#push(kind, at, client, verb, code, takesItem ? brought : item, manner);
    }
  }

  #settle(kind: "settle" | "again", event: Fields): void {
    const at = this.#step(event);
    const client = this.#client(event);
    const verb = this.#verb(event);
    this.#run[kind](at, client);
    if ((this.plan.steps[at] as CallStep).verb !== event["verb"]) this.#refuse(`step ${at} does not say so`);
    const { code, item } = this.#outcome(event, verb);
    this.#push(kind, at, client, verb, code, item);
  }

  #cancel(kind: "cancel" | "lateCancel", event: Fields): void {
    const at = this.#step(event);
    const client = this.#client(event);
    const verb = this.#verb(event);
    const isShared = event["shared"] === true;
    this.#run.cancel(at, client, String(event["verb"]), kind === "lateCancel", isShared);
    // an outcome says that asking threw
    const { code } = event["outcome"] === undefined ? { code: -1 } : this.#outcome(event, verb);
    if (code >= 0 && code !== OutcomeCode.error) this.#refuse("asking for an end has no other outcome than an error");
    this.#push(kind, at, client, verb, code, CancelManner.of(event["silent"] === true, isShared));
  }

  #quiet(event: Fields): void {
    const at = this.#waited(event);
    this.#run.quiet(at);
    this.#push("quiet", at, -1, -1, -1, -1);
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
      if (index >= observers.length && !isCount(value)) this.#refuse(`\`${name}\` counts to ${value}`);
      this.#observe(index, value);
    });
    this.#hasRejections = "rejections" in values;
  }

  #outcome(event: Fields, verb: number): { readonly code: number; readonly item: number } {
    const { is, item, detail } = fieldsOf(event["outcome"], "an outcome", ["is", "item", "detail"]);
    if (typeof is !== "string" || !Object.hasOwn(OutcomeCode, is)) {
      return this.#refuse(`its outcome is \`${describeValue(is)}\``);
    }
    if (detail !== undefined) {
      if (typeof detail !== "string") return this.#refuse(`its detail is \`${describeValue(detail)}\`, not a text`);
      this.details.set(this.events.length / EVENT_WIDTH, detail);
    }
    if (is !== "item") {
      if (item !== undefined) this.#refuse(`the outcome \`${is}\` has no item`);
      return { code: OutcomeCode[is as OutcomeName], item: -1 };
    }
    const { name, takesItem, deliversItem = !takesItem } = this.table.verbs[verb] as Verb;
    if (!deliversItem) this.#refuse(`\`${name}\` delivers no item`);
    if (!isStep(item, this.plan) || !this.#run.isCalled(item) || !this.#brings(item)) {
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
    return refuse(`${this.#place} cannot be: ${why}`);
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isStep(value: unknown, plan: Plan): value is number {
  return isCount(value) && value < plan.steps.length;
}

/** An object; where `known` are named, it has no other fields. */
function fieldsOf(data: unknown, what: string, known?: readonly string[]): Fields {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) {
    const unknown = known && Object.keys(data).find((name) => !known.includes(name));
    return unknown === undefined ? (data as Fields) : refuse(`${what} has no \`${unknown}\``);
  }
  return refuse(`${what} is \`${describeValue(data)}\`, not an object`);
}

function refuse(why: string): never {
  throw new AdapterError(`no history: ${why}`);
}
