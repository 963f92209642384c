import { compilePlan } from "./compilePlan.js";
import type { History } from "./history.js";
import type { Host } from "./host.js";
import { inTurn } from "./inTurn.js";
import { runOnce } from "./lifetime.js";
import type { Plan } from "./plan.js";
import { AdapterError, type Subject } from "./subject.js";

/** How to run a plan. */
export interface RunOptions {
  /** Watch all that the subject starts, as closely as the host can, whatever the host already knows of it. */
  readonly observe?: "full";
}

/** How often a plan is run again because the host has just learnt something about the subject. */
const MOST_RERUNS = 4;

/**
 * Runs a plan once on a fresh instance of the subject, and resolves with what was observed, at quiescence. A plan alone
 * determines the history.
 *
 * Rejects with an {@link AdapterError} where no verdict is possible: the subject cannot be created, lacks a verb, uses
 * what the host cannot observe, or does not become quiet. It never rejects for what the subject answers or throws.
 * Runs take turns: a run that is asked for while another is under way starts after it.
 */
export async function runPlan(subject: Subject, plan: Plan, host: Host, options?: RunOptions): Promise<History> {
  const compiled = compilePlan(plan, subject);
  let isFull = options?.observe === "full";
  for (let runs = 0; runs <= MOST_RERUNS; runs++) {
    const end = await inTurn(() => runOnce(subject, compiled, host, isFull));
    if (end !== "rerun") return end;
    isFull = true;
  }
  throw new AdapterError(`What ${subject.name} has under way cannot be observed on this host`);
}
