/** The words for clients, items, operations and outcomes: the same in tables, sentences and lists. */
import type { HistoryDocument, HistoryEvent } from "../scheduler/history.js";
import type { ItemClass, Plan, Step } from "../scheduler/plan.js";
import type { Outcome } from "../scheduler/subject.js";

/** `A` for client 0. */
export function clientName(client: number): string {
  return String.fromCharCode("A".charCodeAt(0) + client);
}

/** Steps count from 1 for readers. */
export function stepName(step: number): string {
  return String(step + 1);
}

/** Names items 1, 2, 3 in the order of their put steps. */
export class ItemNames {
  private readonly puts: readonly number[];

  constructor(
    private readonly plan: Plan,
    history: HistoryDocument,
  ) {
    const takers = new Set(["put", "putNowait"]);
    for (const event of history.events) if (event.item !== undefined && event.verb) takers.add(event.verb);
    this.puts = plan.steps.flatMap((step, index) => (step.do === "call" && takers.has(step.verb) ? [index] : []));
  }

  /** The name of the item that a put step brings. */
  of(put: number): string {
    const at = this.puts.indexOf(put);
    return at < 0 ? "?" : String(at + 1);
  }

  /** Items that are no plain objects: "1 is null". */
  unusual(): readonly string[] {
    return this.puts.flatMap((put) => {
      const step = this.plan.steps[put];
      const isPlain = step?.do !== "call" || step.item === undefined || step.item === "object";
      return isPlain ? [] : [`${this.of(put)} is ${classWords[step.item]}`];
    });
  }

  /** `put(1)`, `get()`. */
  call(step: number, verb: string): string {
    const planned = this.plan.steps[step];
    const call = planned?.do === "call" ? planned : undefined;
    const variant = call?.variant === undefined ? "" : `:${call.variant}`;
    const priority = call?.priority === undefined ? "" : `, priority ${String(call.priority)}`;
    return `${verb}${variant}(${this.puts.includes(step) ? this.of(step) : ""}${priority})`;
  }

  /** A step of the plan in a few words: `A get()`, `B cancel`. */
  step(index: number): string {
    const step: Step | undefined = this.plan.steps[index];
    if (step === undefined) return "";
    return `${clientName(step.client)} ${step.do === "call" ? this.call(index, step.verb) : step.do}`;
  }
}

const classWords: Readonly<Record<ItemClass, string>> = {
  object: "an object",
  undefined: "undefined",
  null: "null",
  zero: "0",
  "empty-string": "the empty string",
  nan: "NaN",
  false: "false",
  error: "an Error",
  function: "a function",
  "rejected-promise": "a rejected promise",
};

/** Longest text of the subject's own that stands in a table. */
const DETAIL_WIDTH = 20;

/** `text` on one line, cut to what fits into a table. */
function cut(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= DETAIL_WIDTH ? line : `${line.slice(0, DETAIL_WIDTH - 1)}…`;
}

/** How an outcome stands behind its call in a table: `get()` + ` → 1`. Empty where there is nothing to say. */
export function outcomeMark(outcome: Outcome, names: ItemNames): string {
  switch (outcome.is) {
    case "ok":
      return "";
    case "item":
      return ` → ${outcome.item === undefined ? "item" : names.of(outcome.item)}`;
    case "foreign":
      return ` → ${cut(outcome.detail ?? "something")}`;
    case "full":
    case "empty":
    case "closed":
      return ` → ${outcome.is}`;
    case "cancelled":
      return " cancelled";
    case "timedOut":
      return " times out";
    case "error":
      return ` ✗ ${cut(outcome.detail ?? "error")}`;
    case "yes":
      return " → true";
    case "no":
      return " → false";
  }
}

/** How an outcome of `verb` is told in a sentence: "settles with item 1", "answers full". */
export function outcomeWords(outcome: Outcome, names: ItemNames, isImmediate: boolean, verb?: string): string {
  switch (outcome.is) {
    case "ok":
      return "returns";
    case "item": {
      const item = outcome.item === undefined ? "an item" : `item ${names.of(outcome.item)}`;
      return isImmediate ? `delivers ${item}` : `settles with ${item}`;
    }
    case "foreign":
      if (verb === "wait") return `answers ${outcome.detail ?? "something else"}`;
      return `${isImmediate ? "answers" : "settles with"} ${outcome.detail ?? "something"}, which was never put`;
    case "full":
    case "empty":
    case "closed":
      return isImmediate ? `answers ${outcome.is}` : `ends ${outcome.is}`;
    case "cancelled":
      return "ends cancelled";
    case "timedOut":
      return "times out";
    case "error":
      return `${isImmediate ? "throws" : "fails with"} ${outcome.detail ?? "an error"}`;
    case "yes":
      return "answers true";
    case "no":
      return "answers false";
  }
}

/** `isSet is true`, `size is 1`. */
export function observerWords(name: string, value: number): string {
  return `${name} is ${/^(?:is|has)[A-Z]/.test(name) ? String(value !== 0) : String(value)}`;
}

/** Whether an event begins a step: the others are what follows from it. */
export function beginsStep(event: HistoryEvent): boolean {
  return ["call", "now", "cancel", "lateCancel", "elapse"].includes(event.kind);
}
