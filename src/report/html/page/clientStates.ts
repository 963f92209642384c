/** What each client of a run does after a row of its trace. */
import type { Run } from "../../trace.js";
import { outstandingAt, type TraceRow } from "../../traceRows.js";
import type { ModelView } from "../../../runner/report.js";

/**
 * - `parked`: registered, waits;
 * - `woken`: chosen, or certain to end, and its caller has not resumed;
 * - `resumed`: its operation has just ended, its caller goes on;
 * - `open`: outstanding, and the model does not say which of the first two;
 * - `idle`: nothing of it is outstanding.
 */
export type ClientState = "parked" | "woken" | "resumed" | "open" | "idle";

/** A client after a row. */
export interface ClientAfter {
  readonly state: ClientState;
  /** Step of its outstanding operation, or of the one that has just ended. */
  readonly step?: number;
  readonly verb?: string;
}

/** The view that holds after a row: the last one that the model gives, where the row is a contradicted quiet point. */
export function viewAfter(run: Run, row: TraceRow): ModelView | undefined {
  const isQuiet = run.history.events[row.last]?.kind === "quiet";
  return run.views[row.last] ?? (isQuiet && row.isContradicted ? run.views[row.last - 1] : undefined);
}

/** What `client` does after `row`. */
export function clientAfter(run: Run, row: TraceRow, client: number): ClientAfter {
  const { events } = run.history;
  const view = viewAfter(run, row);
  const call = outstandingAt(events, row.last).get(client);
  if (call) {
    const place = { ...(call.step === undefined ? {} : { step: call.step }), verb: call.verb ?? "" };
    const isIn = (list: "waiting" | "woken"): boolean => (view?.[list] ?? view?.common?.[list] ?? []).includes(client);
    return { state: isIn("woken") ? "woken" : isIn("waiting") ? "parked" : "open", ...place };
  }
  const last = events[row.last];
  const hasEnded = (last?.kind === "settle" || last?.kind === "again") && last.client === client;
  if (!hasEnded) return { state: "idle" };
  return { state: "resumed", ...(last.step === undefined ? {} : { step: last.step }), verb: last.verb ?? "" };
}

/** Whether everything becomes quiet between a row and what comes next. */
export function isQuietAfter(run: Run, row: TraceRow, next: TraceRow | undefined): boolean {
  const { events } = run.history;
  return events.slice(row.last + 1, next?.first ?? events.length).some(({ kind }) => kind === "quiet");
}
