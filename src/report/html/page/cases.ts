/** What can be looked at of a report: a rule with its verdict, or a violation without a name, in one shape. */
import type { Failure, Report, RuleResult } from "../../../runner/report.js";
import type { RuleWords } from "../pageData.js";
import { unnamedName } from "./places.js";
import type { Verdict } from "./verdicts.js";

/** One line of an adapter's list, and one page. */
export interface Case {
  /** A rule's id, or the name of a violation without one. */
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly verdict: Verdict;
  /** Why, where there is more to say than the verdict. */
  readonly reason: string;
  /** Empty for a violation without a name. */
  readonly category: string;
  /** In how many runs its situation came up; undefined for a violation without a name. */
  readonly situations?: number;
  readonly words?: RuleWords;
  readonly failure?: Failure;
}

const NAMELESS = "The reference model refuses this run, and no single rule explains it.";

/** All cases of a report, rules first, in their order. */
export function casesOf(report: Report, rules: readonly RuleWords[]): readonly Case[] {
  const wordsOf = new Map(rules.map((rule) => [rule.id, rule]));
  return [
    ...report.rules.map((rule) => caseOf(rule, wordsOf.get(rule.id))),
    ...report.unnamed.map((failure, index): Case => {
      const name = unnamedName(index);
      const title = `Violation without a name ${String(index + 1)}`;
      return { name, title, sentence: NAMELESS, verdict: "fail", reason: "", category: "", failure };
    }),
  ];
}

function caseOf(rule: RuleResult, words: RuleWords | undefined): Case {
  const { id, sentence, verdict, situations } = rule;
  const failure = "failure" in rule ? rule.failure : undefined;
  return {
    name: id,
    title: id,
    sentence,
    verdict,
    reason: reasonOf(rule),
    category: words?.category ?? "",
    situations,
    ...(words === undefined ? {} : { words }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function reasonOf(rule: RuleResult): string {
  switch (rule.verdict) {
    case "pass":
      return "";
    case "fail":
      if (rule.bulk === undefined) return "";
      return `${rule.bulk.operations.toLocaleString("en-US")} operations: ${rule.bulk.observed}`;
    case "deviation":
      return rule.stale
        ? `Stale: its token no longer fails, so it can be removed. Declared: ${rule.reason}`
        : `Declared: ${rule.reason}`;
    case "not applicable":
    case "inconclusive":
      return rule.reason;
  }
}
