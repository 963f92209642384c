/** A run step by step: what each one does, what follows from it, what the model allows there and holds afterwards. */
import type { AllowedOutcome, ModelView } from "../runner/report.js";
import type { HistoryEvent } from "../scheduler/history.js";
import { allowedWords, observedWords } from "./explain.js";
import { stepMarks } from "./stepMarks.js";
import { plainPainter } from "./painter.js";
import type { Run, TraceContext } from "./trace.js";
import { contentText, outstandingAt, waitingText } from "./traceRows.js";
import { hangText } from "./wrapText.js";
import { beginsStep, clientName, ItemNames } from "./words.js";

const LABEL = 12;
/** What a terminal says between two steps. */
export const STEP_KEYS = "any key: next step, q: enough ";

const CONTRADICTION = "◄ here the run contradicts the model";

/**
 * One block of text for each step that was begun, in the order in which they began.
 *
 * @param allowed - what the model allows at each event of the run, up to the contradiction
 * @param width - widest line, in columns
 */
export function formatSteps(
  run: Run,
  allowed: readonly (readonly AllowedOutcome[])[],
  context: Pick<TraceContext, "primitive" | "painter">,
  width: number,
): readonly string[] {
  const { events } = run.history;
  const names = new ItemNames(run.plan, run.history);
  const painter = context.painter ?? plainPainter;
  const end = run.contradictedAt < 0 ? events.length : run.contradictedAt + 1;
  const starts = events
    .slice(0, end)
    .flatMap((event, at) => (beginsStep(event) && event.step !== undefined ? [at] : []));
  return starts.map((start, index) => {
    const step = events[start]?.step ?? 0;
    const marks = stepMarks(run, start).join(", ");
    const title = `step ${String(step + 1)} of ${String(run.plan.steps.length)}`;
    const lines = [hangText(title.padEnd(LABEL + 2), `${names.step(step)}${marks === "" ? "" : ` (${marks})`}`, width)];
    let state = "";
    // what comes before the first step belongs to it
    for (let at = index === 0 ? 0 : start; at < (starts[index + 1] ?? end); at++) {
      lines.push(...eventLines(run, at, allowed[at] ?? [], at === start, width));
      const view = run.views[at];
      const next = view === undefined ? state : labelled(context.primitive, stateWords(view, names), width);
      if (next !== state) lines.push(next);
      state = next;
    }
    if (index === starts.length - 1 && run.contradictedAt >= 0)
      lines.push(painter.bad(labelled("", CONTRADICTION, width)));
    return lines.join("\n");
  });
}

function eventLines(
  run: Run,
  at: number,
  allowed: readonly AllowedOutcome[],
  isFirst: boolean,
  width: number,
): readonly string[] {
  const event = run.history.events[at];
  if (event === undefined || event.kind === "turn") return [];
  const isWrong = at === run.contradictedAt;
  const words = event.kind === "quiet" && !isWrong ? [quietWords(run, at)] : [eventWords(run, at, event, allowed)];
  const seen = words.map((text) => labelled(isFirst ? "observed" : "then", text, width));
  if (allowed.length === 0 || (event.kind === "quiet" && !isWrong)) return seen;
  const told = allowedWords({ ...run, contradictedAt: at }, allowed);
  return [...seen, ...told.map((text) => labelled("allowed", text, width))];
}

function eventWords(run: Run, at: number, event: HistoryEvent, allowed: readonly AllowedOutcome[]): string {
  if (event.kind === "elapse") return "the clock moves to the next timer";
  return observedWords({ ...run, contradictedAt: at }, allowed).join("; ");
}

/** Who still waits at a quiet point where all is well, and what is read there. */
function quietWords(run: Run, at: number): string {
  const names = new ItemNames(run.plan, run.history);
  const waiting = [...outstandingAt(run.history.events, at).values()].map(
    ({ step = -1, verb = "", client = 0 }) => `${names.call(step, verb)} of ${clientName(client)}`,
  );
  return `everything is quiet${waiting.length === 0 ? "" : `; still pending: ${waiting.join(", ")}`}`;
}

function stateWords(view: ModelView, names: ItemNames): string {
  const several = view.states === 1 ? "" : ` (common to ${String(view.states)} states that the model may be in)`;
  return `${contentText(view, names)}; waiting: ${waitingText(view) || "nobody"}${several}`;
}

function labelled(label: string, text: string, width: number): string {
  return hangText(`  ${label.padEnd(LABEL)}`, text, width);
}
