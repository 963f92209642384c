/**
 * Reports as JUnit XML: a suite for each adapter, a case for each rule, as CI servers read them. Rules that do not apply
 * and inconclusive ones are skipped with their reason. Times are left out: the same check gives the same file.
 */
import Builder from "fast-xml-builder";
import type { Failure, Report, RuleResult } from "../runner/report.js";
import { bulkWords, formatBulkFailure } from "./formatBulkFailure.js";
import { subjectName, traceContext, type ReportContext } from "./formatReport.js";
import { formatTrace } from "./formatTrace.js";

interface Case {
  readonly "@classname": string;
  readonly "@name": string;
  readonly failure?: { readonly "@type": string; readonly "@message": string; readonly "#text": string };
  readonly error?: { readonly "@type": string; readonly "@message": string; readonly "#text": string };
  readonly skipped?: string;
  readonly "system-out"?: string;
}

/** The text of a JUnit file. `contextOf` gives for each report what it does not hold itself. */
export function formatJunit(reports: readonly Report[], contextOf: (report: Report) => ReportContext): string {
  const suites = reports.map((report) => suiteOf(report, contextOf(report)));
  const sum = (field: "@tests" | "@failures" | "@errors"): number =>
    suites.reduce((total, suite) => total + suite[field], 0);
  const builder = new Builder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true });
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": "async-tck",
      "@tests": sum("@tests"),
      "@failures": sum("@failures"),
      "@errors": sum("@errors"),
      testsuite: suites,
    },
  });
}

function suiteOf(report: Report, context: ReportContext) {
  const cases = casesOf(report, context);
  const count = (has: (one: Case) => boolean): number => cases.filter(has).length;
  return {
    "@name": clean(`${subjectName(report)}, ${report.primitive}, profile ${report.profile}`),
    "@tests": cases.length,
    "@failures": count((one) => one.failure !== undefined),
    "@errors": count((one) => one.error !== undefined),
    "@skipped": count((one) => one.skipped !== undefined),
    properties: {
      property: [
        { "@name": "seed", "@value": report.seed },
        { "@name": "numRuns", "@value": report.numRuns },
        { "@name": "plans", "@value": report.plans },
      ],
    },
    testcase: cases,
  };
}

function casesOf(report: Report, context: ReportContext): readonly Case[] {
  const name = (text: string) => ({ "@classname": clean(report.adapter.name), "@name": clean(text) });
  if (report.status === "adapter error" || report.status === "kit error") {
    return [
      { ...name("a verdict is possible"), error: broken(report.status, report.problem ?? "", report.problem ?? "") },
    ];
  }
  const trace = (failure: Failure): string => formatTrace(failure, traceContext(report, context));
  const nothing: readonly Case[] =
    report.status === "nothing checked"
      ? [{ ...name("something is checked"), error: broken(report.status, "no rule was passed and none failed", "") }]
      : [];
  return [
    ...nothing,
    ...report.rules.map((rule) => ({ ...name(`${rule.id} ${rule.sentence}`), ...resultOf(rule, trace, context) })),
    ...report.unnamed.map((failure) => ({
      ...name(`a violation that no single rule explains, ${failure.token}`),
      failure: broken("violation without a name", "no single rule explains it", trace(failure)),
    })),
  ];
}

function resultOf(
  rule: RuleResult,
  trace: (failure: Failure) => string,
  context: ReportContext,
): Pick<Case, "failure" | "skipped" | "system-out"> {
  switch (rule.verdict) {
    case "pass":
      return {};
    case "fail":
      if (rule.bulk) {
        return { failure: broken(rule.id, bulkWords(rule.bulk), formatBulkFailure(rule, rule.bulk, context)) };
      }
      return { failure: broken(rule.id, rule.sentence, trace(rule.failure)) };
    case "deviation":
      return { "system-out": clean(`${rule.stale ? "stale" : "declared"} deviation: ${rule.reason}`) };
    case "not applicable":
    case "inconclusive":
      return { skipped: clean(`${rule.verdict}: ${rule.reason}`) };
  }
}

function broken(type: string, message: string, text: string): NonNullable<Case["failure"]> {
  return { "@type": type, "@message": clean(message.replaceAll("\n", " ")), "#text": clean(text) };
}

/** XML holds no control characters, and no half of a surrogate pair. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
}
