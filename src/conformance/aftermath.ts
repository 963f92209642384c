/** Judges what comes behind a violation by itself. */
import { EventCode, EVENT_WIDTH, Field, type History } from "../scheduler/history.js";
import { eventAt } from "./check.js";
import { ItemNames, readLabel, type Reading, type Table } from "./labels.js";
import type { Relation } from "./relation.js";

/**
 * Whether one relation explains a history up to event `from`, and another one all that comes then. From there on observers
 * are not heard: one that lies would go on lying. A second relation of its own takes what is inside as it is, be it delivered
 * already. Too many states to follow explain anything.
 */
export function explainsInTurn<S>(
  [before, behind]: readonly [Relation<S>, Relation<S>],
  history: History,
  table: Table,
  from: number,
): boolean {
  const names = new ItemNames();
  const reading: Reading = { label: 0, rank: -1, delivered: -1 };
  let set = before.start;
  for (let at = 0; at < history.events.length; at += EVENT_WIDTH) {
    const isBehind = at >= from * EVENT_WIDTH;
    if (isBehind && history.events[at] === EventCode.observe) continue;
    const relation = isBehind ? behind : before;
    if (at === from * EVENT_WIDTH && behind !== before) names.forgetDelivered();
    readLabel(history, at, table, names, reading);
    const edge = relation.compute(relation.adopted(set), eventAt(history, at, table, reading.rank));
    if (edge.to === "refused") return false;
    if (edge.to === "overflow") return true;
    if (edge.kept) names.keep(edge.kept);
    if (reading.delivered >= 0) names.deliver(reading.delivered);
    set = edge.to;
  }
  return true;
}

/** Number of the first event of the steps from `step` on; that of the end where there is none. */
export function firstEventOf(history: History, step: number): number {
  const { events } = history;
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const kind = events[at];
    const begins = kind === EventCode.call || kind === EventCode.now;
    if (begins && (events[at + Field.step] ?? -1) >= step) return at / EVENT_WIDTH;
  }
  return events.length / EVENT_WIDTH;
}
