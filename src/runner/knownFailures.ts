/** Failures that are known from earlier runs: replayed before anything is searched. */
import type { Plan } from "../scheduler/plan.js";
import { PlanError } from "../scheduler/planError.js";
import { decodeToken } from "../scheduler/token.js";
import type { KnownFailure } from "./report.js";
import type { Workbench } from "./workbench.js";

/** What reports call the way in which such a failure was found. */
export const KNOWN = "known failure";

/** A known failure as it is now, and its plan where that still fails. */
export interface TriedFailure {
  readonly standing: KnownFailure;
  readonly plan?: Plan;
}

/** Replays each token, in order, with no fault allowed. Rejects with an AdapterError where no verdict is possible. */
export async function triedFailures(bench: Workbench, tokens: readonly string[]): Promise<readonly TriedFailure[]> {
  const tried: TriedFailure[] = [];
  for (const token of new Set(tokens)) tried.push(await tryOne(bench, token));
  return tried;
}

async function tryOne(bench: Workbench, token: string): Promise<TriedFailure> {
  let plan;
  try {
    plan = decodeToken(token, bench.table);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { standing: { token, is: "unreadable", why: error.message } };
  }
  const history = await bench.run(plan, "full");
  const { is } = bench.judge(plan.config).compare(history, []);
  return is === "contradicts" ? { standing: { token, is: "fails" }, plan } : { standing: { token, is: "passes" } };
}
