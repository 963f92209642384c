/**
 * One line a rule that applies, and a second one where there is a reason to tell; the others together, a line for each
 * thing that the adapter lacks.
 */
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

/** `the adapter has no put(): QUEUE-05, 12, 13`: rules that do not apply, by the reason. */
export function notApplicableLines(rules: readonly RuleResult[], painter: Painter): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const rule of rules) {
    if (rule.verdict !== "not applicable") continue;
    const ids = byReason.get(rule.reason);
    if (ids) ids.push(rule.id.replace(/^[A-Z]+-/, ""));
    else byReason.set(rule.reason, [rule.id]);
  }
  const word = shortVerdict["not applicable"].padEnd(4);
  return [...byReason].map(([reason, ids]) =>
    hangText(`  ${word}  `, `${reason}: ${ids.join(", ")}`, LIST_WIDTH).replace(word, painter.dim(word)),
  );
}

/** The lines of one rule. `sought` is the only rule that was looked for, if so. */
export function ruleLines(rule: RuleResult, painter: Painter, sought?: string): string {
  const word = shortVerdict[rule.verdict].padEnd(4);
  const head = hangText(`  ${word}  ${rule.id}  `, rule.sentence, LIST_WIDTH);
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
