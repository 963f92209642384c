/** Which rules apply to a subject. */
import type { Rule } from "../properties/rule.js";
import { abilityInWords } from "./abilities.js";
import type { Workbench } from "./workbench.js";

/**
 * The rules whose arbitraries a hunt draws from, of these: those that apply, and what refines one that applies and is only
 * not promised by the profile. Such a plan shows the same defect there, under the name of the more general rule.
 */
export function huntedRules(bench: Workbench, rules: readonly Rule[]): readonly Rule[] {
  const plain = rules.filter((rule) => rule.bulk !== true && whyUnable(bench, rule) === null);
  const promised = new Set(plain.filter(({ id }) => bench.isPromised(id)).map(({ id }) => id));
  return plain.filter(({ id, refines }) => promised.has(id) || refines.some((general) => promised.has(general)));
}

/** Why a rule does not apply to a subject; null when it does. */
export function whyNotApplicable(bench: Workbench, rule: Rule): string | null {
  const unable = whyUnable(bench, rule);
  if (unable !== null) return unable;
  if (rule.bulk === true && bench.adapter.remote)
    return "a remote subject takes plans, and no plan says thousands at once";
  if (rule.bulk !== true && !bench.isPromised(rule.id))
    return `profile ${bench.adapter.profile.name} does not promise it`;
  return null;
}

function whyUnable(bench: Workbench, rule: Rule): string | null {
  for (const need of rule.needs) {
    const any = typeof need === "string" ? [need] : need;
    if (any.some((ability) => bench.abilities.has(ability))) continue;
    return `the adapter has no ${any.map(abilityInWords).join(" or ")}`;
  }
  return null;
}
