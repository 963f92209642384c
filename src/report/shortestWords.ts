/** That no shorter plan fails, in a sentence that claims no more than what was tried. */
import type { Shortest } from "../runner/report.js";
import type { Gap } from "../scheduler/plan.js";

/** "no shorter plan fails: 612 of up to 3 steps tried, all with plain calls, up to 3 clients waiting, gaps quiet and same turn". */
export function shortestWords({ steps, clients, gaps, cancels, plans }: Shortest): string {
  const length = `${steps} ${steps === 1 ? "step" : "steps"}`;
  const limit = cancels === undefined ? "" : `, up to ${cancels} ${cancels === 1 ? "cancel" : "cancels"}`;
  const callers = `${clients} ${clients === 1 ? "client" : "clients"} that ${clients === 1 ? "waits" : "wait"}`;
  return (
    `no shorter plan fails with plain calls and items, gaps ${gapList(gaps)}, up to ${callers}${limit}: ` +
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
