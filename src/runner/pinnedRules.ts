/** What a pinned rule set leaves out: rules of later sets are not sought, and what breaks them is only a warning. */
import type { AnyAdapter } from "../adapters/contract.js";
import { orList } from "../adapters/mistakes.js";
import type { Rule } from "../properties/rule.js";
import { isInSet, isRuleSet, RULE_SETS, type RuleSet } from "../properties/ruleSets.js";
import { AdapterError } from "../scheduler/subject.js";
import type { ResolvedOptions } from "./options.js";
import type { Failure } from "./report.js";

/** The set that decides: the options' before the adapter's. Throws an AdapterError for one that does not exist. */
export function ruleSetOf({ rules }: AnyAdapter, { ruleSet }: ResolvedOptions): RuleSet | null {
  const name = ruleSet ?? rules;
  if (name === undefined) return null;
  if (isRuleSet(name)) return name;
  throw new AdapterError(
    `Expected \`rules\` to be ${orList(RULE_SETS)}, the rule sets of this version, got \`${String(name)}\``,
  );
}

/** Why a rule does not count where a set is pinned; null where it does. */
export function whyPinnedOut(rule: Pick<Rule, "since">, set: RuleSet | null): string | null {
  return isInSet(rule, set) ? null : `newer than rule set ${String(set)}, which is pinned`;
}

/** Failures that decide, and those of newer rules. */
export function pinned(
  failures: readonly Failure[],
  rules: readonly Pick<Rule, "id" | "since">[],
  set: RuleSet | null,
): { readonly deciding: readonly Failure[]; readonly newer: readonly Failure[] } {
  const newerIds = new Set(rules.filter((rule) => !isInSet(rule, set)).map(({ id }) => id));
  const isNewer = ({ rule }: Failure): boolean => rule !== null && newerIds.has(rule);
  return { deciding: failures.filter((failure) => !isNewer(failure)), newer: failures.filter(isNewer) };
}

/** What is said of a failure that does not count. */
export function newerWarning({ rule, token }: Failure): string {
  return `It breaks ${String(rule)}, which is newer than the pinned rule set and does not count. Replay it: ${token}`;
}
