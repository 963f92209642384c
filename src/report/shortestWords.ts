/** That no shorter plan fails, in a sentence that claims no more than what was tried. */
import type { Shortest } from "../runner/report.js";
import type { Gap } from "../scheduler/plan.js";

/** "no shorter plan fails with …: all of up to 3 steps were tried (612 plans)". `allowing` are the rules that it allows. */
export function shortestWords({ steps, clients, gaps, cancels, plans }: Shortest, allowing: readonly string[]): string {
  const length = `${steps} ${steps === 1 ? "step" : "steps"}`;
  const known = allowing.length > 0 ? `, but for ${allowing.join(", ")},` : "";
  const limit = cancels === undefined ? "" : `, up to ${cancels} ${cancels === 1 ? "cancel" : "cancels"}`;
  const callers = `${clients} ${clients === 1 ? "client" : "clients"} that ${clients === 1 ? "waits" : "wait"}`;
  return (
    `no shorter plan fails${known} with plain calls and items, gaps ${gapList(gaps)}, up to ${callers}${limit}: ` +
    `all of up to ${length} were tried (${plans.toLocaleString("en-US")} ${plans === 1 ? "plan" : "plans"})`
  );
}

/** "quiet, same turn and 1 turn". */
function gapList(gaps: readonly Gap[]): string {
  const names = gaps.map((gap) => {
    if (gap === "quiet") return gap;
    return gap === 0 ? "same turn" : `${gap} ${gap === 1 ? "turn" : "turns"}`;
  });
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
