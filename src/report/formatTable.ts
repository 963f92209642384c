/** Many reports side by side: one line an adapter. */
import type { Report, RuleResult } from "../runner/report.js";

const TITLES = [
  "package",
  "version",
  "primitive",
  "profile",
  "passed",
  "failed",
  "dev.",
  "n/a",
  "open",
  "time",
] as const;

/** Columns of numbers stand at the right. */
const FIRST_NUMBER = 4;

/** A table of reports; `times` are milliseconds, by index. Unnamed violations count as failed. */
export function formatTable(reports: readonly Report[], times: readonly number[]): string {
  const rows = reports.map((report, index) => {
    const count = (verdict: RuleResult["verdict"]): string =>
      String(report.rules.filter((rule) => rule.verdict === verdict).length);
    const failed = report.rules.filter(({ verdict }) => verdict === "fail").length + report.unnamed.length;
    const isJudged = report.status !== "adapter error" && report.status !== "kit error";
    const counts = isJudged
      ? [count("pass"), String(failed), count("deviation"), count("not applicable"), count("inconclusive")]
      : [report.status, "", "", "", ""];
    const time = times[index];
    return [
      report.adapter.name,
      report.adapter.version ?? "",
      report.primitive,
      report.profile,
      ...counts,
      time === undefined ? "" : `${(time / 1000).toFixed(1)} s`,
    ];
  });
  const lines = [[...TITLES], ...rows];
  const widths = TITLES.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column < FIRST_NUMBER ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
