/** Histories that differ from a golden one in one place: what a model that allows the golden one should mostly refuse. */
import type { HistoryDocument, HistoryEvent } from "../../src/scheduler/history.js";
import type { Outcome, OutcomeName } from "../../src/scheduler/subject.js";

/** In what a history was altered. */
export type AlterationKind =
  /** An outcome was replaced by another one that the verb may have. */
  | "another end"
  /** An operation does not end: its settle was removed. */
  | "no end"
  /** Something else is read at a quiet point. */
  | "another reading"
  /** Two operations that end one after the other change places. */
  | "another order";

export interface Alteration {
  readonly kind: AlterationKind;
  readonly what: string;
  readonly history: HistoryDocument;
}

/** How a verb may end, but for items. */
const ENDS: Readonly<Record<string, readonly OutcomeName[]>> = {
  wait: ["ok", "cancelled"],
  set: ["ok", "error"],
  clear: ["ok", "error"],
  isSet: ["yes", "no"],
  put: ["ok", "cancelled", "closed"],
  putNowait: ["ok", "full", "closed"],
  get: ["cancelled", "closed"],
  getNowait: ["empty", "closed"],
  join: ["ok", "cancelled"],
  taskDone: ["ok", "error"],
  close: ["ok", "error"],
};

/** Every history that differs in one place. */
export function alterationsOf(history: HistoryDocument): readonly Alteration[] {
  const { events } = history;
  const altered: Alteration[] = [];
  const add = (kind: AlterationKind, what: string, changed: readonly HistoryEvent[]): void => {
    altered.push({ kind, what, history: { ...history, events: changed } });
  };
  events.forEach((event, at) => {
    const replace = (other: HistoryEvent): readonly HistoryEvent[] => events.with(at, other);
    const { kind, outcome, observed = {}, verb = "" } = event;
    const name = `event ${String(at)}`;
    for (const other of outcome ? otherEnds(verb, outcome, events.slice(0, at)) : []) {
      add("another end", `${name} ends ${other.is} ${String(other.item ?? "")}`, replace({ ...event, outcome: other }));
    }
    if (kind === "settle") {
      add("no end", `${name} does not end`, events.toSpliced(at, 1));
      const next = events[at + 1];
      if (next?.kind === "settle") {
        add("another order", `${name} after the next`, events.toSpliced(at, 2, next, event));
      }
    }
    for (const [observer, value] of Object.entries(observed)) {
      for (const other of observer === "size" ? [value - 1, value + 1] : [1 - value]) {
        const read = { ...event, observed: { ...observed, [observer]: other } };
        if (other >= 0) add("another reading", `${name}: ${observer} is ${String(other)}`, replace(read));
      }
    }
  });
  return altered;
}

/** Other ways in which the verb may end after these events. */
function otherEnds(verb: string, outcome: Outcome, before: readonly HistoryEvent[]): readonly Outcome[] {
  const items = verb.startsWith("get") ? before.flatMap(({ item }) => (item === undefined ? [] : [item])) : [];
  const ends: readonly Outcome[] = [
    ...(ENDS[verb] ?? []).map((is) => ({ is })),
    ...items.map((item) => ({ is: "item" as const, item })),
  ];
  return ends.filter(({ is, item }) => is !== outcome.is || item !== outcome.item);
}
