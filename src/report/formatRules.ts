/** What the command tells of rules: a list, a line each, and one rule at length. */
import type { Rule } from "../properties/rule.js";
import type { Painter } from "./painter.js";
import { hangText, wrapText } from "./wrapText.js";

/** A smallest history that breaks a rule, and what was declared where it was found. */
export interface BreakingHistory {
  /** Profiles under which it breaks the rule. */
  readonly profiles: readonly string[];
  /** `maxsize 1`, `order lifo`. */
  readonly declared: readonly string[];
  /** One sentence an event. */
  readonly sentences: readonly string[];
}

/** All that is known of a rule, as plain data. */
export interface RuleExplanation {
  readonly rule: Rule;
  /** What the adapter must have, one text each: `put() or putNowait()`. */
  readonly needs: readonly string[];
  /** More general rules; `under` where they are more general only under one profile. */
  readonly refines: readonly { readonly id: string; readonly sentence: string; readonly under?: string }[];
  readonly smallest: readonly BreakingHistory[];
}

/** How it is to look. */
export interface RuleLook {
  readonly painter: Painter;
  /** Widest line; Infinity does not break lines. */
  readonly width: number;
}

/** One line a rule, in the order in which they are given. */
export function formatRuleList(rules: readonly Rule[], { painter, width }: RuleLook): string {
  const widest = Math.max(...rules.map(({ category }) => category.length));
  return rules
    .map(({ id, category, sentence }) =>
      hangText(`${id.padEnd(8)}  ${category.padEnd(widest)}  `, sentence, width).replace(id, painter.bold(id)),
    )
    .join("\n");
}

/** One rule at length. */
export function formatRule({ rule, needs, refines, smallest }: RuleExplanation, { painter, width }: RuleLook): string {
  const line = (label: string, text: string): string => hangText(`  ${label.padEnd(11)}`, text, width);
  return [
    hangText(`${rule.id}  `, rule.sentence, width).replace(rule.id, painter.bold(rule.id)),
    "",
    ...wrapText(rule.intent, width - 2).map((text) => `  ${text}`),
    "",
    line("category", rule.category),
    line("needs", needs.length > 0 ? needs.join("; ") : "nothing"),
    ...refines.map(({ id, sentence, under }, at) =>
      line(at === 0 ? "refines" : "", `${id}${under === undefined ? "" : ` (only under ${under})`}  ${sentence}`),
    ),
    line("look at", rule.lookAt),
    ...smallest.flatMap((history) => ["", ...historyLines(history, width)]),
    ...(smallest.length === 0 ? ["", line("breaks it", "no small history: it is about thousands of operations")] : []),
  ].join("\n");
}

function historyLines({ profiles, declared, sentences }: BreakingHistory, width: number): readonly string[] {
  const under = `${profiles.length > 1 ? "profiles" : "profile"} ${profiles.join(", ")}`;
  const title = `The smallest that breaks it (${[under, ...declared].join("; ")}):`;
  return [
    hangText("  ", title, width),
    ...sentences.map((sentence, at) => hangText(`  ${String(at + 1).padStart(4)}  `, sentence, width)),
  ];
}
