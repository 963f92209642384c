/** A failing plan and the nearest one that passes, as two lists of steps with the change marked. */
import type { PlanChange } from "../../../runner/report.js";
import type { Gap, Plan } from "../../../scheduler/plan.js";
import type { ItemNames } from "../../words.js";

/** A step of one of the two lists. */
export interface ShownStep {
  /** Number of the step in the failing plan, from 1. */
  readonly number: number;
  readonly text: string;
  readonly gap: Gap;
  /** What of it is not the same in the other list. */
  readonly changed?: "gap" | "place" | "gone";
}

/** The steps of the failing plan. */
export function failingSteps(plan: Plan, change: PlanChange, names: ItemNames): readonly ShownStep[] {
  return plan.steps.map((step, index) => ({
    number: index + 1,
    text: names.step(index),
    gap: step.gap,
    ...markOf(change, index),
  }));
}

/** The steps of the passing plan. One that is left out stays in its place, marked as gone. */
export function passingSteps(plan: Plan, change: PlanChange, names: ItemNames): readonly ShownStep[] {
  const steps = failingSteps(plan, change, names);
  if (change.is === "without") return steps;
  if (change.is === "gap")
    return steps.map((step, index) => (index === change.step ? { ...step, gap: change.to } : step));
  const [first, second] = [steps[change.step], steps[change.step + 1]];
  if (!first || !second) return steps;
  // the gaps between steps stay where they are
  return steps.with(change.step, { ...second, gap: first.gap }).with(change.step + 1, { ...first, gap: second.gap });
}

function markOf(change: PlanChange, index: number): { readonly changed?: "gap" | "place" | "gone" } {
  if (change.is === "gap") return index === change.step ? { changed: "gap" } : {};
  if (change.is === "without") return index === change.step ? { changed: "gone" } : {};
  return index === change.step || index === change.step + 1 ? { changed: "place" } : {};
}

/** What passes after a step, in words. */
export function gapWords(gap: Gap): string {
  if (gap === "quiet") return "quiet";
  return gap === 0 ? "same turn" : `${String(gap)} ${gap === 1 ? "turn" : "turns"}`;
}
