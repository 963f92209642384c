/** The rules of each primitive, and how they relate. */
import type { Preset } from "../models/catalog.js";
import type { RuleOrder } from "../conformance/judge.js";
import { eventRules } from "./event/rules.js";
import { queueRules } from "./queue/rules.js";
import { CATEGORIES, type Rule } from "./rule.js";

/** Every rule of a primitive, in the order of its number. */
export function rulesOf(primitive: "event" | "queue"): readonly Rule[] {
  return primitive === "event" ? eventRules : queueRules;
}

/** Rules that are directly more general than `rule` under a preset. */
export function refinedBy(rule: Rule, preset: Preset): readonly string[] {
  return [...rule.refines, ...(rule.refinesIn?.[preset] ?? [])];
}

/** How the rules of a primitive relate under a preset. */
export function ruleOrder(rules: readonly Rule[], preset: Preset): RuleOrder {
  const byId = new Map(rules.map((rule) => [rule.id, rule] as const));
  const general = new Map<string, readonly string[]>();

  function moreGeneral(id: string): readonly string[] {
    const known = general.get(id);
    if (known) return known;
    const rule = byId.get(id);
    const found = new Set<string>();
    for (const next of rule ? refinedBy(rule, preset) : []) {
      found.add(next);
      for (const further of moreGeneral(next)) found.add(further);
    }
    const list = [...found];
    general.set(id, list);
    return list;
  }

  return {
    moreGeneral,
    rank: (id) => {
      const rule = byId.get(id);
      return rule ? CATEGORIES.indexOf(rule.category) * 1000 + rules.indexOf(rule) : Infinity;
    },
  };
}
