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

/** So many open rules with the same reason are told together. */
const MANY_OPEN = 4;

/** How the lines are laid out. */
export interface ListLayout {
  readonly painter: Painter;
  /** The only rule that was looked for, if so. */
  readonly sought?: string;
  /** Widest line that fits. */
  readonly width?: number;
}

/** All lines of a report's rules. */
export function listLines(rules: readonly RuleResult[], layout: ListLayout): readonly string[] {
  const together = reasonsOfMany(rules);
  const isAlone = (rule: RuleResult): boolean =>
    rule.verdict !== "not applicable" && !(rule.verdict === "inconclusive" && together.has(rule.reason));
  return [
    ...rules.filter(isAlone).map((rule) => ruleLines(rule, layout)),
    ...groupLines(rules, "inconclusive", together, layout),
    ...groupLines(rules, "not applicable", null, layout),
  ];
}

/** Reasons that many open rules share. */
function reasonsOfMany(rules: readonly RuleResult[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const rule of rules) {
    if (rule.verdict === "inconclusive") counts.set(rule.reason, (counts.get(rule.reason) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([reason, count]) => (count >= MANY_OPEN ? [reason] : [])));
}

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

/** `the adapter has no put(): QUEUE-05, 12, 13`: rules with this verdict, by the reason; null is every reason. */
function groupLines(
  rules: readonly RuleResult[],
  verdict: "not applicable" | "inconclusive",
  reasons: ReadonlySet<string> | null,
  { painter, width = LIST_WIDTH }: ListLayout,
): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const rule of rules) {
    if (rule.verdict !== verdict || (reasons && !reasons.has(rule.reason))) continue;
    const ids = byReason.get(rule.reason);
    if (ids) ids.push(rule.id.replace(/^[A-Z]+-/, ""));
    else byReason.set(rule.reason, [rule.id]);
  }
  const word = shortVerdict[verdict].padEnd(4);
  return [...byReason].map(([reason, ids]) =>
    hangText(`  ${word}  `, `${reason}: ${ids.join(", ")}`, Math.min(LIST_WIDTH, width)).replace(
      word,
      painter[paintOf[verdict]](word),
    ),
  );
}

/** The lines of one rule. */
function ruleLines(rule: RuleResult, { painter, sought, width = LIST_WIDTH }: ListLayout): string {
  const most = Math.min(LIST_WIDTH, width);
  const word = shortVerdict[rule.verdict].padEnd(4);
  const head = hangText(`  ${word}  ${rule.id}  `, rule.sentence, most);
  const reason = reasonOf(rule, sought);
  const text = reason === "" ? head : `${head}\n${hangText(`        ${" ".repeat(rule.id.length)}  `, reason, most)}`;
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
