/** Events of a model as the kit's own flat array, so that what is tested is the very path that the hunt takes. */
import type { Table } from "../../src/conformance/labels.js";
import type { ModelEvent } from "../../src/models/model.js";
import { EventCode, Manner, type History } from "../../src/scheduler/history.js";
import { OutcomeCode, type Verb } from "../../src/scheduler/subject.js";

const VERBS = ["wait", "set", "clear", "isSet", "put", "get", "putNowait", "getNowait", "join", "taskDone", "close"];
const VARIANTS = ["timeout", "discard"];
const OBSERVERS = ["isSet", "waiters", "size", "isEmpty", "isFull", "isClosed", "getters", "putters"];
/** Every verb and observer of both primitives. */
export const table: Table = {
  verbs: VERBS.map((name): Verb => {
    const takesItem = name.startsWith("put");
    return { name, takesItem, variants: VARIANTS, blocking: false, cancellable: false, call: unused, outcome: unused };
  }),
  observers: OBSERVERS.map((name) => ({ name, read: unused })),
};

function unused(): never {
  throw new Error("no subject is called here");
}

/** The events as the kit's own flat array; an item is named by the number of the event that put it. */
export function asHistory(events: readonly ModelEvent[]): History {
  const putSteps: number[] = [];
  const flat: number[] = [];
  events.forEach((event, step) => {
    const client = "client" in event ? event.client : -1;
    const verb = "verb" in event ? VERBS.indexOf(event.verb) : -1;
    const outcome = "outcome" in event ? OutcomeCode[event.outcome] : -1;
    let item = -1;
    if ("item" in event && event.item >= 0) {
      if (event.item === putSteps.length) putSteps.push(step);
      item = putSteps[event.item] ?? -1;
    }
    if (event.kind === "cancel" && event.silent) item = 1;
    if (event.kind === "observe") item = event.value;
    if (event.kind === "elapse") item = event.isLast ? 1 : 0;
    let manner = 0;
    if (event.kind === "call" || event.kind === "now") {
      const variant = event.variant === undefined ? 0 : VARIANTS.indexOf(event.variant) + 1;
      manner = Manner.pack(variant, event.priority ?? 0, event.odd === true);
      if (event.aborted === true) manner += Manner.ABORTED;
    }
    const observer = event.kind === "observe" ? table.observers.findIndex(({ name }) => name === event.observer) : verb;
    flat.push(EventCode[event.kind], step, client, observer, outcome, item, manner);
  });
  return { events: flat, details: new Map(), neverIssued: [] };
}
