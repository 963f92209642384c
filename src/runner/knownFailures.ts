/** Failures that are known from earlier runs: replayed before anything is searched. */
import { decodeToken } from "../scheduler/token.js";
import { PlanError } from "../scheduler/planError.js";
import type { Investigation } from "./investigation.js";
import type { KnownFailure } from "./report.js";
import type { Workbench } from "./workbench.js";

/** What reports call the way in which such a failure was found. */
export const KNOWN = "known failure";

/**
 * Replays each token, in order, and hands on what still fails. One that shows nothing but what a declared deviation or an
 * earlier known failure explains counts as failing. Rejects with an AdapterError where no verdict is possible.
 */
export async function tryKnownFailures(
  bench: Workbench,
  tokens: readonly string[],
  investigation: Investigation,
): Promise<readonly KnownFailure[]> {
  const tried: KnownFailure[] = [];
  for (const token of new Set(tokens)) tried.push(await tryOne(bench, token, investigation));
  return tried;
}

async function tryOne(bench: Workbench, token: string, investigation: Investigation): Promise<KnownFailure> {
  let plan;
  try {
    plan = decodeToken(token, bench.table);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { token, is: "unreadable", why: error.message };
  }
  const history = await bench.run(plan, "full");
  if (bench.judge(plan.config).compare(history, []).is !== "contradicts") return { token, is: "passes" };
  await investigation.addMinimal(plan, { foundBy: KNOWN });
  return { token, is: "fails" };
}
