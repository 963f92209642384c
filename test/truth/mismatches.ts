/** Whether a history shows what a line of factNotation.ts expects. */
import type { HistoryDocument, HistoryEvent } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { CLIENT_NAMES, type NotedPlan, type Observed } from "./factNotation.js";

/** How each step ended, as an {@link Expectation} says it: an outcome, `#3` for the item of step 3, `pending` … */
export function endsOf(plan: Plan, { events, neverIssued }: HistoryDocument): readonly string[] {
  return plan.steps.map((step, at) => {
    const mine = events.filter((event) => event.step === at);
    if (step.do === "cancel") {
      if (mine.some(({ kind }) => kind === "cancel")) return "cancel";
      return mine.some(({ kind }) => kind === "lateCancel") ? "late" : "nothing";
    }
    const end = mine.find(({ outcome }) => outcome !== undefined)?.outcome;
    if (end === undefined) return neverIssued.includes(at) ? "unissued" : "pending";
    return end.is === "item" ? `#${String((end.item ?? 0) + 1)}` : end.is;
  });
}

/** What a line expects and a history does not show, in words; none is the good case. */
export function mismatches(noted: NotedPlan, history: HistoryDocument): readonly string[] {
  const { plan, ends, observed, atEnd, order } = noted;
  const { events } = history;
  const wrong: string[] = [];
  endsOf(plan, history).forEach((end, at) => {
    const wanted = ends[at];
    if (!wanted) return;
    const words = wanted.item === undefined ? wanted.end : `#${String(wanted.item + 1)}`;
    if (end !== words) wrong.push(`step ${String(at + 1)} ends ${end}, not ${words}`);
    const detail = events.find((event) => event.step === at && event.outcome?.detail !== undefined)?.outcome?.detail;
    if (wanted.detail !== undefined && detail?.startsWith(`${wanted.detail}:`) !== true) {
      wrong.push(`step ${String(at + 1)} ends with ${detail ?? "no error"}`);
    }
    if (wanted.isAtOnce && !endsAtOnce(events, at)) wrong.push(`step ${String(at + 1)} does not end at once`);
  });
  const check = (where: string, wanted: Observed | null, quiet: HistoryEvent | undefined): void => {
    for (const [name, value] of Object.entries(wanted ?? {})) {
      const seen = quiet?.observed?.[name];
      if (seen !== value) wrong.push(`${where} ${name} is ${String(seen)}, not ${String(value)}`);
    }
  };
  observed.forEach((wanted, at) => {
    const quiet = events.find(({ kind, step }) => kind === "quiet" && step === at);
    check(`after step ${String(at + 1)}`, wanted, quiet);
  });
  check("at the end", atEnd, events.at(-1));
  let from = 0;
  for (const mark of order) {
    const found = events.findIndex((event, index) => index >= from && isMark(event, mark));
    if (found < 0) return [...wrong, `not in the order ${order.map(toText).join(" ")}`];
    from = found + 1;
  }
  return wrong;
}

function endsAtOnce(events: readonly HistoryEvent[], at: number): boolean {
  const call = events.findIndex(({ kind, step }) => kind === "call" && step === at);
  return call >= 0 && events[call + 1]?.kind === "settle" && events[call + 1]?.step === at;
}

function isMark(event: HistoryEvent, mark: number | string): boolean {
  if (typeof mark === "string") return event.kind === "settle" && event.client === CLIENT_NAMES.indexOf(mark);
  return event.step === mark && !["settle", "turn", "quiet"].includes(event.kind);
}

function toText(mark: number | string): string {
  return typeof mark === "string" ? mark : String(mark + 1);
}
