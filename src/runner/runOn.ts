import type { AnyAdapter } from "../adapters/contract.js";
import { runPlan, type RunOptions } from "../scheduler/execute.js";
import type { History } from "../scheduler/history.js";
import type { Host } from "../scheduler/host.js";
import type { Plan } from "../scheduler/plan.js";
import { readHistory } from "../scheduler/readHistory.js";
import { AdapterError, type Subject } from "../scheduler/subject.js";
import { encodeToken } from "../scheduler/token.js";

/** Runs a plan where the adapter's subject lives: here, or elsewhere. Rejects like {@link runPlan}. */
export async function runOn(
  { name, primitive, remote }: AnyAdapter,
  subject: Subject,
  plan: Plan,
  host: Host,
  options?: RunOptions,
): Promise<History> {
  if (!remote) return runPlan(subject, plan, host, options);
  let document: unknown;
  try {
    document = await remote(plan);
  } catch (error) {
    // whatever went wrong went wrong out there
    throw new AdapterError(error instanceof Error ? error.message : String(error));
  }
  try {
    return readHistory(document, plan, subject);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    const token = encodeToken(plan, { primitive, verbs: subject.verbs });
    throw new AdapterError(`${name} answers with ${error.message}. Plan: ${JSON.stringify(plan)}, token: ${token}`);
  }
}
