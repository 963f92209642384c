/**
 * A run as rows of a table: one row for each step and, below it, one for each operation that settles before the next
 * step. An operation that settles before anything else happens stands with its outcome in one row. Quiet points are the
 * boring case and are left out, except a contradicted one and the last of a run that conforms.
 */
import type { HistoryEvent } from "../scheduler/history.js";
import type { ModelView } from "../runner/report.js";
import { stepMarks } from "./stepMarks.js";
import { ItemNames, beginsStep, clientName, outcomeMark } from "./words.js";
import type { Run } from "./trace.js";

/** One row. */
export interface TraceRow {
  readonly step: string;
  /** Text by client. */
  readonly cells: ReadonlyMap<number, string>;
  readonly content: string;
  readonly waiting: string;
  /** What is unusual about when it happens. */
  readonly marks: readonly string[];
  /** In how many states the model may be, where they differ in the row and are not as many as in the row before. */
  readonly states?: number;
  readonly isContradicted: boolean;
  /** Indexes of the first and the last event that it shows. */
  readonly first: number;
  readonly last: number;
}

/** Stands for what followed states do not have in common. */
const DIFFERENT = "…";

const QUIET = "── quiet ──";
const ELAPSE = "── time passes ──";

/** The clients of a run, in order. */
export function clientsOf({ plan }: Run): readonly number[] {
  return [...new Set(plan.steps.map(({ client }) => client))].sort((a, b) => a - b);
}

/** The rows of a run. Clients are those that occur in its plan. */
export function traceRows(run: Run, clients: readonly number[]): readonly TraceRow[] {
  const names = new ItemNames(run.plan, run.history);
  const { events } = run.history;
  const rows: TraceRow[] = [];
  let statesTold = 1;
  let at = 0;

  const row = (event: HistoryEvent, text: string, last: number, more: Partial<TraceRow> = {}): void => {
    // What the model held before a contradicted quiet point is still what it holds.
    const view = run.views[last] ?? (event.kind === "quiet" ? run.views[last - 1] : undefined);
    const states = view !== undefined && differs(view) ? view.states : 1;
    const isNew = states !== statesTold;
    statesTold = states;
    rows.push({
      // time may pass without a step that says so
      step: beginsStep(event) && event.step !== undefined ? String(event.step + 1) : "",
      cells: new Map(event.client === undefined ? [] : [[event.client, text]]),
      content: view === undefined ? "" : contentText(view, names),
      waiting: view === undefined ? "" : waitingText(view),
      marks: beginsStep(event) && event.step !== undefined ? stepMarks(run, at) : [],
      ...(states > 1 && isNew ? { states } : {}),
      isContradicted: at <= run.contradictedAt && run.contradictedAt <= last,
      first: at,
      last,
      ...more,
    });
  };

  while (at < events.length) {
    const event = events[at];
    if (event === undefined) break;
    let last = at;
    const label = names.call(event.step ?? -1, event.verb ?? "");
    switch (event.kind) {
      case "call": {
        last = ownSettle(events, at);
        const settle = last === at ? undefined : events[last];
        if (settle?.outcome) row(event, `${label}${settledMark(settle, names)}`, last);
        else row(event, isPending(events, at) ? `${label} parks` : label, at);
        break;
      }
      case "now":
        row(event, `${label}${event.outcome ? outcomeMark(event.outcome, names) : ""}`, at);
        break;
      case "settle":
        row(event, `${label}${settledMark(event, names)}`, at);
        break;
      case "again":
        row(event, `${label} again${event.outcome ? outcomeMark(event.outcome, names) : ""}`, at);
        break;
      case "cancel":
        row(event, "cancel", at);
        break;
      case "lateCancel":
        row(event, "late cancel", at);
        break;
      case "elapse":
        row(event, "", at, { cells: new Map([[clients[0] ?? 0, ELAPSE]]) });
        break;
      case "quiet":
        if (at === (run.contradictedAt < 0 ? events.length - 1 : run.contradictedAt)) {
          const cells = quietCells(events, at, clients);
          if (cells.size > 0 && ![...cells.values()].includes(QUIET))
            rows.push({ ...EMPTY_ROW, first: at, last: at, cells: new Map([[clients[0] ?? 0, QUIET]]) });
          row(event, "", at, { cells });
        }
        break;
      case "turn":
        break;
    }
    at = last + 1;
  }
  return rows;
}

const EMPTY_ROW = { step: "", content: "", waiting: "", marks: [], isContradicted: false } as const;

/** Index of the settlement of the call at `at`, if nothing but turns lies between; else `at`. */
function ownSettle(events: readonly HistoryEvent[], at: number): number {
  for (let next = at + 1; next < events.length; next++) {
    const event = events[next];
    if (event?.kind === "turn") continue;
    return event?.kind === "settle" && event.step === events[at]?.step ? next : at;
  }
  return at;
}

/** Whether the call at `at` is outstanding when everything is quiet, before any other step begins. */
function isPending(events: readonly HistoryEvent[], at: number): boolean {
  for (const event of events.slice(at + 1)) {
    if (event.kind === "quiet") return true;
    if (beginsStep(event) || (event.kind === "settle" && event.step === events[at]?.step)) return false;
  }
  return false;
}

/** Steps of blocking operations that are outstanding just after the event at `at`, by client. */
export function outstandingAt(events: readonly HistoryEvent[], at: number): ReadonlyMap<number, HistoryEvent> {
  const outstanding = new Map<number, HistoryEvent>();
  for (const event of events.slice(0, at + 1)) {
    if (event.client === undefined) continue;
    if (event.kind === "call") outstanding.set(event.client, event);
    if (event.kind === "settle") outstanding.delete(event.client);
  }
  return outstanding;
}

function quietCells(
  events: readonly HistoryEvent[],
  at: number,
  clients: readonly number[],
): ReadonlyMap<number, string> {
  const cells = new Map<number, string>();
  for (const client of outstandingAt(events, at).keys()) cells.set(client, "still pending");
  const free = clients.find((client) => !cells.has(client));
  if (free !== undefined) cells.set(free, QUIET);
  return cells;
}

function settledMark(event: HistoryEvent, names: ItemNames): string {
  if (!event.outcome) return "";
  return event.outcome.is === "ok" ? " returns" : outcomeMark(event.outcome, names);
}

/** Whether the followed states differ in what a row shows of them. */
function differs(view: ModelView): boolean {
  return view.content === null || view.waiting === null;
}

/** Whether some row shows only what followed states have in common. */
export function hasDifferentStates(rows: readonly TraceRow[]): boolean {
  return rows.some(({ content, waiting }) => content.includes(DIFFERENT) || waiting.includes(DIFFERENT));
}

/** What is inside, or whether the event is set. */
export function contentText({ content, common }: ModelView, names: ItemNames): string {
  if (typeof content === "boolean") return content ? "set" : "unset";
  const items = (content ?? common?.content ?? []).map((put) => names.of(put));
  if (content === null) return items.length === 0 ? DIFFERENT : `[${items.join(" ")} ${DIFFERENT}]`;
  return `[${items.join(" ")}]`;
}

/** Who waits. */
export function waitingText({ waiting, common }: ModelView): string {
  const clients = (waiting ?? common?.waiting ?? []).map(clientName);
  return [...clients, ...(waiting === null ? [DIFFERENT] : [])].join(" ");
}
