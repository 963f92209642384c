/**
 * A whole report as text: hints and warnings first, what was covered, one line a rule that applies, then the traces, what was
 * found first before what may come of it.
 */
import type { Failure, KnownFailure, Report, RuleResult } from "../runner/report.js";
import type { Rule } from "../properties/rule.js";
import { coverageWords } from "./coverageWords.js";
import { formatBulkFailure } from "./formatBulkFailure.js";
import { formatTrace } from "./formatTrace.js";
import { formatAdapterError, formatKitError } from "./openings.js";
import { plainPainter, type Painter } from "./painter.js";
import { listLines } from "./ruleLines.js";
import type { TraceContext } from "./trace.js";
import { hangText, TEXT_WIDTH, textWidth } from "./wrapText.js";

/** What a report does not hold itself. */
export interface ReportContext {
  /** The rules of the report's primitive: for "look at". */
  readonly rules: readonly Pick<Rule, "id" | "sentence" | "lookAt">[];
  /** The only rule that was looked for: failures of others are "also found". */
  readonly sought?: string;
  readonly adapterFile?: string;
  readonly python?: string;
  /** The preset that was asked for in the place of the adapter's own. */
  readonly judgedAs?: string;
  readonly testFile?: string;
  readonly testCommand?: string;
  readonly painter?: Painter;
  /** Columns of the terminal, where there is one: lists and running text are not wider. Default 120 and 80. */
  readonly width?: number;
}

/** `my-queue 1.2.3`. */
export function subjectName({ adapter }: Pick<Report, "adapter">): string {
  const name = adapter.name === "" ? "(adapter without a name)" : adapter.name;
  return adapter.version === null ? name : `${name} ${adapter.version}`;
}

/** What a trace needs to know, from its report. */
export function traceContext(report: Report, context: ReportContext): TraceContext {
  return { ...context, adapter: report.adapter, primitive: report.primitive, profile: report.profile };
}

/** Every failure of a report, in its order: failed rules, violations without a name. */
export function failuresOf(report: Report): readonly Failure[] {
  return [
    ...report.rules.flatMap((rule) => (rule.verdict === "fail" && rule.failure ? [rule.failure] : [])),
    ...report.unnamed,
  ];
}

/** In the order in which they were found: what was found first is told first, what may come of it later. */
function asFound(failures: readonly Failure[]): readonly Failure[] {
  return [...failures].sort((a, b) => a.allowing.length - b.allowing.length);
}

/** The text of a whole report. */
export function formatReport(report: Report, context: ReportContext): string {
  const painter = context.painter ?? plainPainter;
  const width = textWidth(context.width);
  const name = subjectName(report);
  if (report.status === "adapter error") return formatAdapterError(name, report.problem ?? "");
  if (report.status === "kit error") return formatKitError(name, report.problem ?? "");
  const traces = traceContext(report, context);
  const declared = report.rules.flatMap((rule) =>
    rule.verdict === "deviation" && rule.failure ? [deviationTrace(rule, rule.failure, traces)] : [],
  );
  return [
    `${painter.bold(name)}, ${report.primitive}, profile ${report.profile}: ${verdictWords(report, painter)}`,
    ...remarkLines(report, width).map(painter.warn),
    hangText("  covered   ", coverageWords(report), width),
    "",
    ...listLines(report.rules, { ...context, painter }),
    ...costLines(report, width),
    ...report.unnamed.map(() => `  ${painter.bad("fail")}  violation without a name (trace below)`),
    "",
    `  ${countWords(report)}`,
    ...asFound(failuresOf(report)).flatMap((failure) => ["", formatTrace(failure, traces)]),
    ...report.rules.flatMap((rule) =>
      rule.verdict === "fail" && rule.bulk ? ["", formatBulkFailure(rule, rule.bulk, context)] : [],
    ),
    ...declared.flatMap((text) => ["", text]),
  ].join("\n");
}

/** How much dearer operations are in a large crowd. */
function costLines(report: Report, width: number): readonly string[] {
  if (report.costs.length === 0) return [];
  const words = report.costs.map(
    ({ of, sizes: [small, large], ratio }) =>
      `${of} ${ratio.toFixed(1)} times as dear among ${large.toLocaleString("en-US")} as among ${small.toLocaleString("en-US")}`,
  );
  return [hangText("  cost      ", words.join("; "), width)];
}

/** Hints and warnings under the subject's name, for fronts that show no whole report; empty where there are none. */
export function formatReportRemarks(report: Report): string {
  const lines = remarkLines(report);
  return lines.length === 0 ? "" : [subjectName(report), ...lines].join("\n");
}

function remarkLines(report: Report, width: number = TEXT_WIDTH): readonly string[] {
  return [
    ...report.hints.map((hint) => hangText("  hint      ", hint, width)),
    ...report.warnings.map((warning) => hangText("  warning   ", warning, width)),
    ...(report.known ?? []).flatMap((known) =>
      known.is === "fails" ? [] : [hangText("  known     ", knownWords(known), width)],
    ),
  ];
}

/** What is to be said of a known failure that does not fail. */
function knownWords(known: KnownFailure): string {
  if (known.is === "unreadable") return `the token ${known.token} was left out: ${known.why}`;
  return `${known.token} passes now`;
}

function deviationTrace(rule: RuleResult & { verdict: "deviation" }, failure: Failure, traces: TraceContext): string {
  return `${hangText("Declared deviation: ", rule.reason)}\n${formatTrace(failure, traces)}`;
}

function verdictWords(report: Report, { good, bad, warn }: Painter): string {
  if (report.status === "conforms") return good("conforms");
  if (report.status === "fails") return bad("does not conform");
  return warn("nothing checked: no rule was passed and none failed");
}

/** `24 passed, 1 failed, 3 not applicable`: in this order, without what is zero. */
export function countWords(report: Report): string {
  const count = (verdict: RuleResult["verdict"]): number =>
    report.rules.filter((rule) => rule.verdict === verdict).length;
  const counts: readonly (readonly [number, string])[] = [
    [count("pass"), "passed"],
    [count("fail"), "failed"],
    [report.unnamed.length, "without a name"],
    [count("deviation"), count("deviation") === 1 ? "deviation" : "deviations"],
    [count("not applicable"), "not applicable"],
    [count("inconclusive"), "inconclusive"],
  ];
  const told = counts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return told.length > 0 ? told.join(", ") : "no rules";
}
