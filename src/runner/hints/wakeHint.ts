/** Does a wake need a longer timer than the profile says? */
import { runPlan } from "../../scheduler/execute.js";
import { isExplained, type Observed } from "./fitDeclarations.js";
import type { Workbench } from "../workbench.js";

/** The longest timer that is looked for, in milliseconds. */
const LONGEST = 60_000;

/** Says which `wakesWithin` explains what was observed; null where none does. */
export async function wakeHint(bench: Workbench, observed: readonly Observed[]): Promise<string | null> {
  // how long a remote subject waits is its own business
  if (bench.adapter.remote) return null;
  const late = observed.filter((one) => !isExplained(bench, [one]));
  const isEnough = async (wakesWithin: number): Promise<boolean> => {
    const rerun: Observed[] = [];
    for (const { plan } of late) {
      bench.onPlan(plan);
      rerun.push({ plan, history: await runPlan({ ...bench.subject, wakesWithin }, plan, bench.host) });
      bench.plans++;
      if (!isExplained(bench, rerun.slice(-1))) return false;
    }
    return true;
  };
  const declared = bench.subject.wakesWithin;
  if (declared >= LONGEST || !(await isEnough(LONGEST))) return null;
  let [tooShort, enough] = [Math.trunc(declared), LONGEST];
  while (enough - tooShort > 1) {
    const middle = Math.trunc((tooShort + enough) / 2);
    if (await isEnough(middle)) enough = middle;
    else tooShort = middle;
  }
  return (
    `In a few plain plans a wake needs a timer of ${enough} ms, which fits \`wakesWithin: ${enough}\`, but the profile ` +
    `says \`wakesWithin: ${declared}\`${bench.adapter.profile.wakesWithin === undefined ? " (by default)" : ""}`
  );
}
