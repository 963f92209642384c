/** Does the profile that was found stand a check? The plans are those that `check` runs, in its order. */
import type { Plan } from "../../scheduler/plan.js";
import { unpackPlan } from "../../scheduler/planSpace.js";
import { huntedRules } from "../applicable.js";
import type { Profile } from "../hints/declarations.js";
import { resolveOptions } from "../options.js";
import { portfolio } from "../portfolio.js";
import { checkedWorkbench } from "../setUp.js";
import { survey } from "../survey.js";
import { workUnits } from "../workUnits.js";
import { withProfile } from "./corpus.js";
import type { Seen } from "./standing.js";

/** What the plans of a check showed. */
export interface Confirmation {
  /** A plan that the profile does not explain; null where it explains them all. */
  readonly refused: Plan | null;
  readonly plans: number;
  readonly overflows: number;
  readonly hints: readonly string[];
}

/** Runs what a check with `numRuns` would run, up to the first plan that the profile refuses. */
export async function confirmed(seen: Seen, profile: Profile, numRuns: number): Promise<Confirmation> {
  const { adapter, host, onPlan } = seen.source;
  const { bench, hints } = await checkedWorkbench(withProfile(adapter, profile), { host, onPlan });
  const rules = huntedRules(bench, bench.rules);
  const shares = portfolio(bench, rules, resolveOptions({ numRuns }, bench.rules));
  let plans = 0;
  let overflows = 0;
  for (const unit of workUnits(shares, false)) {
    const share = shares[unit.share];
    if (!share) continue;
    const findings = await survey(bench, share.strategy, unit, seen.allowances, () => false);
    plans += findings.plans;
    overflows += findings.overflows;
    const [first] = findings.violations;
    if (first) return { refused: unpackPlan(first.plan, bench.space), plans, overflows, hints };
  }
  return { refused: null, plans, overflows, hints };
}
