/** What the command says of runs that gave no verdict: one clear sentence each, never about a rule. */
import type { Report } from "../runner/report.js";
import { ItemNames } from "../report/words.js";
import type { Plan } from "../scheduler/plan.js";
import type { AdapterHead } from "./protocol.js";
import type { WorkerEnd } from "./watchWorker.js";

/** What node answers when nothing is left to do although something is still awaited. */
const UNFINISHED = [0, 13];

type AbnormalEnd = Exclude<WorkerEnd, { kind: "done" | "problem" | "interrupted" }>;

/** Why a worker ended early, for the author of the adapter. `token` replays the plan that was running. */
export function abnormalEndWords(end: AbnormalEnd, token: string | null): string {
  const stopped = end.plan === null ? "before its first plan" : "in the middle of a plan";
  return `${causeWords(end, stopped)}${end.plan === null ? "" : planWords(end.plan, token)}`;
}

function causeWords(end: AbnormalEnd, stopped: string): string {
  switch (end.kind) {
    case "hung":
      if (!end.isLoaded) return "It does not finish loading: nothing happened for 20 s, so it was stopped.";
      return end.plan === null
        ? "It does not become quiet, or takes too long for that: nothing happened for 10 s, with many operations at once or before any, so it was stopped."
        : "It does not become quiet: a plan made no progress for 10 s, so it was stopped.";
    case "threw":
      return `It threw where nobody could catch it, ${stopped}: ${end.text}.`;
    case "exited":
      return UNFINISHED.includes(end.code)
        ? `It waits for something that never happens, or ended the process with code ${end.code}, ${stopped}.`
        : `It ended the process with code ${end.code}, ${stopped}.`;
  }
}

/** The plan in words, and its token: no trace exists. */
function planWords(plan: Plan, token: string | null): string {
  const names = new ItemNames(plan, { version: 1, events: [], neverIssued: [] });
  const steps = plan.steps.map(({ gap }, index) => {
    const isLast = index === plan.steps.length - 1;
    const pause = isLast || gap === "quiet" ? "" : gap === 0 ? " (same turn)" : ` (${gap} turns)`;
    return `${names.step(index)}${pause}`;
  });
  return ` The plan: ${steps.join(", ")}.${token === null ? "" : `\nIts token: ${token}`}`;
}

/** A report for an adapter whose worker is gone. */
export function reportOfProblem(head: AdapterHead, problem: string, table: string): Report {
  return {
    version: 1,
    adapter: { name: head.name, version: head.version },
    primitive: head.primitive,
    profile: head.profile,
    table,
    status: "adapter error",
    problem,
    seed: 0,
    numRuns: 0,
    plans: 0,
    scopes: [],
    searched: [],
    overflows: 0,
    hints: [],
    warnings: [],
    rules: [],
    unnamed: [],
    costs: [],
  };
}
