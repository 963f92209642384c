/** What the command says of runs that gave no verdict: one clear sentence each, never about a rule. */
import type { Report } from "../runner/report.js";
import type { AdapterHead } from "./protocol.js";
import type { WorkerEnd } from "./watchWorker.js";

/** Why a worker ended early, for the author of the adapter. `token` replays the plan that was running. */
export function abnormalEndWords(end: Exclude<WorkerEnd, { kind: "done" | "problem" }>, token: string | null): string {
  const during = token === null ? "" : ` The plan was ${token}`;
  const stopped = end.plan === null ? "before its first plan" : "in the middle of a plan";
  switch (end.kind) {
    case "hung":
      return end.plan === null
        ? "It does not finish loading: nothing happened for 20 s, so it was stopped."
        : `It does not become quiet: a plan made no progress for 10 s, so it was stopped.${during}`;
    case "threw":
      return `It threw where nobody could catch it, ${stopped}: ${end.text}.${during}`;
    case "exited":
      return end.code === 0
        ? `It waits for something that never happens, ${stopped}.${during}`
        : `It ended the process with code ${end.code}, ${stopped}.${during}`;
  }
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
    hints: [],
    warnings: [],
    rules: [],
    unnamed: [],
  };
}
