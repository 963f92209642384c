/** What is unusual about when a step happens. A step after which everything becomes quiet is the boring case. */
import { beginsStep, stepName } from "./words.js";
import type { Run } from "./trace.js";

/** Marks of the step that the event at `at` begins: "same turn as 4", "1 turn before 5", "as soon as 2 settles". */
export function gapMark(run: Run, at: number): readonly string[] {
  const { events } = run.history;
  const event = events[at];
  if (event?.step === undefined) return [];
  const marks: string[] = [];

  const before = events[at - 1];
  // A driver's step is preceded by a turn or a quiet point; only a client that was waiting goes on in the very
  // continuation of its operation.
  if (event.kind !== "cancel" && before?.kind === "settle" && before.client === event.client)
    marks.push(`as soon as ${stepName(before.step ?? 0)} settles`);

  const gap = run.plan.steps[event.step]?.gap;
  if (gap === undefined || gap === "quiet") return marks;
  const next = nextStep(run, at, event.step, gap);
  if (next === undefined) return marks;
  if (gap === 0) marks.push(`same turn as ${stepName(next)}`);
  else marks.push(`${gap} ${gap === 1 ? "turn" : "turns"} before ${stepName(next)}`);
  return marks;
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
