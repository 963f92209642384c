/**
 * Reports as workflow commands of GitHub Actions: each failure becomes an annotation at the adapter file. GitHub shows the
 * first ten of a step; all of them are in the log.
 */
import type { Failure, Report, RuleResult } from "../runner/report.js";
import { formatBulkFailure } from "./formatBulkFailure.js";
import { subjectName, traceContext, type ReportContext } from "./formatReport.js";
import { formatTrace } from "./formatTrace.js";

/** A line for each failure, error, hint and warning; empty where there is nothing to say. */
export function formatGithub(reports: readonly Report[], contextOf: (report: Report) => ReportContext): string {
  return reports.flatMap((report) => linesOf(report, contextOf(report))).join("\n");
}

function linesOf(report: Report, context: ReportContext): readonly string[] {
  const name = subjectName(report);
  const say = (level: "error" | "warning", title: string, text: string): string => {
    const file = context.adapterFile === undefined ? [] : [`file=${property(context.adapterFile)}`, "line=1"];
    return `::${level} ${[...file, `title=${property(`${title} (${name})`)}`].join(",")}::${data(text)}`;
  };
  if (report.status === "adapter error" || report.status === "kit error") {
    return [say("error", report.status, report.problem ?? "")];
  }
  const trace = (failure: Failure): string => formatTrace(failure, traceContext(report, context));
  const failed = (rule: RuleResult): readonly string[] => {
    if (rule.verdict !== "fail") return [];
    return [say("error", rule.id, rule.bulk ? formatBulkFailure(rule, rule.bulk, context) : trace(rule.failure))];
  };
  return [
    ...report.rules.flatMap(failed),
    ...report.unnamed.map((failure) => say("error", "violation without a name", trace(failure))),
    ...(report.status === "nothing checked"
      ? [say("error", report.status, "No rule was passed and none failed.")]
      : []),
    ...[...report.hints, ...report.warnings].map((text) => say("warning", "async-tck", text)),
  ];
}

/** A value as the message of a workflow command. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A value as a property of a workflow command. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
