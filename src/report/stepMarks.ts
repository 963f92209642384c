/**
 * What is unusual about a step: when it happens, and a signal that is aborted already. A step after which everything becomes
 * quiet is the boring case.
 */
import type { HistoryEvent } from "../scheduler/history.js";
import { beginsStep, stepName } from "./words.js";
import type { Run } from "./trace.js";

/**
 * Marks of the step that the event at `at` begins: "its signal aborted already", "as soon as 2 settles", "same turn as 4",
 * "1 turn before 5".
 */
export function stepMarks(run: Run, at: number): readonly string[] {
  const { events } = run.history;
  const event = events[at];
  if (event?.step === undefined) return [];
  const marks: string[] = [];

  if (event.aborted === true) marks.push("its signal aborted already");
  if (isFromBacklog(events, at)) marks.push(`as soon as ${stepName(events[at - 1]?.step ?? 0)} settles`);

  const gap = run.plan.steps[event.step]?.gap;
  if (gap === undefined || gap === "quiet") return marks;
  const next = nextStep(run, at, event.step, gap);
  if (next === undefined) return marks;
  if (gap === 0) marks.push(`same turn as ${stepName(next)}`);
  else marks.push(`${gap} ${gap === 1 ? "turn" : "turns"} before ${stepName(next)}`);
  return marks;
}

/**
 * Whether the step that the event at `at` begins was issued by its client. A driver's step is preceded by a turn or a quiet
 * point; only a client that was waiting goes on in the very continuation of its operation.
 */
function isFromBacklog(events: readonly HistoryEvent[], at: number): boolean {
  const [before, event] = [events[at - 1], events[at]];
  return event?.kind !== "cancel" && before?.kind === "settle" && before.client === event?.client;
}

/** The step that begins when the gap of `step` is over, if one does before everything is quiet. */
function nextStep(run: Run, at: number, step: number, gap: number): number | undefined {
  let isOver = gap === 0;
  for (const event of run.history.events.slice(at + 1)) {
    if (event.kind === "quiet") return undefined;
    if (event.kind === "turn" && event.step === step) isOver = true;
    else if (gap === 0 && event.kind !== "settle" && !beginsStep(event)) return undefined;
    else if (isOver && beginsStep(event)) return event.step;
  }
  return undefined;
}

/**
 * The step that the gap of `step` delays: the one that begins next, where the driver issued both. Undefined for a step that
 * its client issued, from a backlog, and for one whose gap ran beside other steps.
 */
export function nextStepAfter(run: Run, step: number): number | undefined {
  const { events } = run.history;
  const at = events.findIndex((event) => beginsStep(event) && event.step === step);
  const then = events.findIndex((event, index) => index > at && beginsStep(event));
  if (at < 0 || events[then]?.step !== step + 1) return undefined;
  return isFromBacklog(events, at) || isFromBacklog(events, then) ? undefined : step + 1;
}
