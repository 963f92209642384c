/** A history of a model, one sentence an event: clients are letters, items are numbered in the order of their puts. */
import type { Manner, ModelEvent, ModelOutcome } from "../models/model.js";
import { clientName, observerWords } from "./words.js";

/** What happens, in the order in which it happens. The last sentence of a wrong history is where it is seen to be wrong. */
export function historySentences(events: readonly ModelEvent[]): readonly string[] {
  /** What each client waits for. */
  const outstanding = new Map<number, string>();
  return events.map((event) => sentenceOf(event, outstanding));
}

function sentenceOf(event: ModelEvent, outstanding: Map<number, string>): string {
  switch (event.kind) {
    case "call": {
      const call = callWords(event.verb, event.item, event);
      outstanding.set(event.client, call);
      return `${clientName(event.client)} calls ${call}${event.aborted === true ? ", its signal aborted already" : ""}`;
    }
    case "now": {
      const brought = event.verb === "putNowait" ? event.item : -1;
      return `${callWords(event.verb, brought, event)} ${outcomeWords(event.outcome, event.item, true)}`;
    }
    case "settle": {
      const call = outstanding.get(event.client) ?? "operation";
      outstanding.delete(event.client);
      return `${call} of ${clientName(event.client)} ${outcomeWords(event.outcome, event.item, false)}`;
    }
    case "again":
      return `the operation of ${clientName(event.client)} settles a second time`;
    case "cancel":
      return `${outstanding.get(event.client) ?? "the operation"} of ${clientName(event.client)} is cancelled`;
    case "lateCancel":
      return `the last operation of ${clientName(event.client)}, which is over, is cancelled`;
    case "elapse":
      return event.isLast ? "all time-outs are up" : "the next time-out is up";
    case "turn":
      return "promise jobs run";
    case "observe":
      return observedWords(event.observer, event.value);
    case "quiet":
      return quietWords(outstanding);
  }
}

function quietWords(outstanding: ReadonlyMap<number, string>): string {
  if (outstanding.size === 0) return "nothing can run any more";
  const waiting = [...outstanding].map(([client, call]) => `${call} of ${clientName(client)}`);
  return `nothing can run any more; still waiting: ${waiting.join(", ")}`;
}

/** `get()`, `put(item 2)`, `get() with a time-out`. */
function callWords(verb: string, item: number, { variant, priority = 0, odd }: Manner): string {
  const manners = [priority > 0 ? `priority ${priority}` : "", odd === true ? "no plain object" : ""];
  const brought = item < 0 ? "" : [`item ${item + 1}`, ...manners.filter((words) => words !== "")].join(", ");
  const how = variant === undefined ? "" : variant === "timeout" ? " with a time-out" : ` as ${variant}`;
  return `${verb}(${brought})${how}`;
}

function outcomeWords(outcome: ModelOutcome, item: number, isImmediate: boolean): string {
  switch (outcome) {
    case "ok":
      return "returns";
    case "item":
      return `${isImmediate ? "delivers" : "settles with"} item ${item + 1}`;
    case "foreign":
      return `${isImmediate ? "answers" : "settles with"} something that nobody put or declared`;
    case "full":
    case "empty":
    case "closed":
      return `${isImmediate ? "answers" : "ends"} ${outcome}`;
    case "cancelled":
      return "ends cancelled";
    case "timedOut":
      return "times out";
    case "error":
      return isImmediate ? "throws" : "fails with an error";
    case "yes":
      return "answers true";
    case "no":
      return "answers false";
  }
}

function observedWords(observer: string, value: number): string {
  if (observer === "listeners") return `listeners left on signals: ${value}`;
  if (observer === "rejections") return `rejections left unhandled: ${value}`;
  return observerWords(observer, value);
}
