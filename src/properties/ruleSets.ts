/**
 * Rule sets: which rules decide. A release that adds rules gives them the next set; an adapter that pins an earlier one is
 * judged as before, and is told of what breaks a newer rule without failing for it.
 */
import type { Rule } from "./rule.js";

/** The rule sets that there are, oldest first. Each holds those before it. */
export const RULE_SETS = ["1"] as const;

/** The name of a rule set. */
export type RuleSet = (typeof RULE_SETS)[number];

/** Whether there is such a set. */
export function isRuleSet(name: unknown): name is RuleSet {
  return (RULE_SETS as readonly unknown[]).includes(name);
}

/** Whether a rule decides where this set is pinned; null is no pin. */
export function isInSet({ since = "1" }: Pick<Rule, "since">, set: RuleSet | null): boolean {
  return set === null || RULE_SETS.indexOf(since) <= RULE_SETS.indexOf(set);
}
