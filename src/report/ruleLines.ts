/** One line a rule, and a second one where there is a reason to tell. */
import type { RuleResult } from "../runner/report.js";
import { bulkWords } from "./formatBulkFailure.js";
import type { Painter } from "./painter.js";
import { hangText } from "./wrapText.js";

/** Widest line of the list: its sentences are compared by eye, so they stay on one line where a terminal is wide. */
const LIST_WIDTH = 120;

const shortVerdict = {
  pass: "pass",
  fail: "FAIL",
  deviation: "dev.",
  "not applicable": "n/a",
  inconclusive: "open",
} as const;

const paintOf = {
  pass: "good",
  fail: "bad",
  deviation: "warn",
  "not applicable": "dim",
  inconclusive: "warn",
} as const;

/** The lines of one rule. `sought` is the only rule that was looked for, if so. */
export function ruleLines(rule: RuleResult, painter: Painter, sought?: string): string {
  const word = shortVerdict[rule.verdict].padEnd(4);
  const sentence = rule.verdict === "not applicable" ? `${rule.sentence} (${rule.reason})` : rule.sentence;
  const head = hangText(`  ${word}  ${rule.id}  `, sentence, LIST_WIDTH);
  const reason = reasonOf(rule, sought);
  const text =
    reason === "" ? head : `${head}\n${hangText(`        ${" ".repeat(rule.id.length)}  `, reason, LIST_WIDTH)}`;
  return text.replace(word, painter[paintOf[rule.verdict]](word));
}

function reasonOf(rule: RuleResult, sought: string | undefined): string {
  switch (rule.verdict) {
    case "fail":
      if (rule.bulk) return bulkWords(rule.bulk);
      return sought === undefined || sought === rule.id ? "" : `also found, while ${sought} was looked for`;
    case "pass":
    case "not applicable":
      return "";
    case "deviation":
      return rule.stale
        ? `stale deviation: its token no longer fails, so it can be removed (declared: ${rule.reason})`
        : `declared deviation: ${rule.reason}`;
    case "inconclusive":
      return `inconclusive: ${rule.reason}`;
  }
}
