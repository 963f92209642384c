/** The one change that makes a failing plan conform, in words that fit the marks of the table. */
import type { PlanChange } from "../runner/report.js";
import type { Gap } from "../scheduler/plan.js";
import { nextStepAfter } from "./stepMarks.js";
import type { Run } from "./trace.js";
import { stepName } from "./words.js";

/** "step 4 comes 1 turn after 3 instead of in the same turn". */
export function changeWords(run: Run, change: PlanChange): string {
  const step = stepName(change.step);
  if (change.is === "without") return `step ${step}, the cancel, is left out`;
  if (change.is === "order") return `step ${stepName(change.step + 1)} comes before step ${step}`;
  const { from, to } = change;
  const next = nextStepAfter(run, change.step);
  // the gap of a step from a backlog is its client's own, and other steps go on meanwhile
  if (next === undefined) return `step ${step} is followed by ${pause(to)} instead of ${pause(from)}`;
  if (to === "quiet")
    return `step ${stepName(next)} comes after quiet instead of ${place(from)}${relation(from)}${step}`;
  return `step ${stepName(next)} comes ${place(to)}${relation(to)}${step} instead of ${from === "quiet" ? "after quiet" : place(from)}`;
}

/** Where a step stands beside an earlier one: {@link relation} and that step's number may follow. */
function place(gap: Gap): string {
  if (gap === "quiet") return "after quiet";
  return gap === 0 ? "in the same turn" : turns(gap);
}

function relation(gap: Gap): string {
  return gap === 0 ? " as " : " after ";
}

function pause(gap: Gap): string {
  if (gap === "quiet") return "quiet";
  return gap === 0 ? "the same turn" : turns(gap);
}

function turns(gap: number): string {
  return `${gap} ${gap === 1 ? "turn" : "turns"}`;
}
