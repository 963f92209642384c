/** That no shorter plan fails, in a sentence that claims no more than what was tried. */
import type { Shortest } from "../runner/report.js";

/**
 * "no shorter plan fails: all 612 plain plans of up to 3 steps with gaps …, up to 3 waiting clients, were tried". What a plain plan is says
 * coverageWords.ts. `allowing` are the rules that it allows.
 */
export function shortestWords({ steps, clients, gaps, cancels, plans }: Shortest, allowing: readonly string[]): string {
  const length = `${steps} ${steps === 1 ? "step" : "steps"}`;
  const known = allowing.length > 0 ? `, but for ${allowing.join(", ")}` : "";
  const limit = cancels === undefined ? "" : `, up to ${cancels} ${cancels === 1 ? "cancel" : "cancels"}`;
  const callers = `up to ${clients} waiting ${clients === 1 ? "client" : "clients"}`;
  const all = plans === 1 ? "the only plain plan" : `all ${plans.toLocaleString("en-US")} plain plans`;
  const scope = `of up to ${length} with gaps ${gaps.join("/")}, ${callers}${limit}`;
  return `no shorter plan fails${known}: ${all} ${scope}, ${plans === 1 ? "was" : "were"} tried`;
}
