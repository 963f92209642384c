/** Which rules apply to a subject. */
import type { Rule } from "../properties/rule.js";
import { abilityInWords } from "./abilities.js";
import type { Workbench } from "./workbench.js";

/** Why a rule does not apply to a subject; null when it does. */
export function whyNotApplicable(bench: Workbench, rule: Rule): string | null {
  for (const need of rule.needs) {
    const any = typeof need === "string" ? [need] : need;
    if (any.some((ability) => bench.abilities.has(ability))) continue;
    return `the adapter has no ${any.map(abilityInWords).join(" or ")}`;
  }
  if (rule.bulk === true && bench.adapter.remote)
    return "a remote subject takes plans, and no plan says thousands at once";
  if (rule.bulk !== true && !bench.isPromised(rule.id))
    return `profile ${bench.adapter.profile.name} does not promise it`;
  return null;
}
