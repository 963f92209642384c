/**
 * The tests of one adapter: one for each rule, and one for violations without a name. All read their verdicts from one
 * hunt, which the first of them starts, so that the tests may be filtered.
 *
 * Limits. A subject that never gives control back hangs the test runner; the command line watches subjects from another
 * thread.
 */
import { fileURLToPath } from "node:url";
import type { AnyAdapter } from "../adapters/contract.js";
import { KeptFailures } from "../failures/keptFailures.js";
import { rulesOf } from "../properties/index.js";
import { formatBulkFailure } from "../report/formatBulkFailure.js";
import { formatReport, formatReportRemarks, traceContext, type ReportContext } from "../report/formatReport.js";
import { formatTrace } from "../report/formatTrace.js";
import { formatUsageError } from "../report/openings.js";
import { checkConformance } from "../runner/check.js";
import { UsageError, type CheckOptions } from "../runner/options.js";
import type { Report, RuleResult } from "../runner/report.js";
import { failWith } from "./failWith.js";
import { afterOtherHunts } from "./oneHunt.js";

/** The id of the test for violations that no single rule explains. */
export const UNNAMED = "unnamed";

/** How a suite is run: the options of `checkConformance`, and how strict the tests are. */
export interface SuiteOptions extends CheckOptions {
  /** Fail tests of inconclusive rules and of stale deviations, which otherwise are skipped or warned about. */
  readonly strict?: boolean;
  /**
   * A file in which failures are kept and from which they are tried first, as the command does it beside an adapter:
   * `new URL("my-queue.adapter.failures", import.meta.url)`. Default: none.
   */
  readonly failures?: string | URL;
  /** A report on this very adapter that is at hand: nothing is hunted, and the tests know what they skip. */
  readonly report?: Report;
}

/** What a running test knows of its test runner. */
export interface RunningTest {
  /** Marks the test as skipped; may return or throw. */
  skip(reason: string): unknown;
  /** What the replay line of a trace says of the files. */
  readonly replay: Pick<ReportContext, "testFile" | "testCommand" | "adapterFile">;
}

/** One test of a suite. */
export interface SuiteTest {
  /** The rule's id, or `unnamed`. */
  readonly id: string;
  readonly title: string;
  /** Why it is skipped, where a report was given. */
  readonly skip?: string;
  /** Rejects with the trace as the message where the rule is broken. */
  run(test: RunningTest): Promise<void>;
}

/** The tests of an adapter, in the order of the rules' numbers. */
export function suiteOf(adapter: AnyAdapter, options: SuiteOptions): readonly SuiteTest[] {
  const { strict = false, report: given } = options;
  const reportFor = sharedReport(adapter, options);
  const isKnown = adapter?.primitive === "event" || adapter?.primitive === "queue";
  const tests = (isKnown ? rulesOf(adapter.primitive) : []).map(({ id, sentence }): SuiteTest => {
    const reasons = (adapter.deviations ?? []).filter(({ rule }) => rule === id).map(({ reason }) => reason);
    const suffix = reasons.length > 0 ? ` [deviation: ${reasons.join("; ")}]` : "";
    const skip = given && skipReason(resultOf(given, id), strict);
    return {
      id,
      title: `${id} ${sentence}${suffix}`,
      ...(skip === undefined ? {} : { skip }),
      run: async (test) => {
        const report = await reportFor(id, test);
        if (report) tellVerdict(resultOf(report, id), report, contextOf(adapter, test), strict, test);
      },
    };
  });
  return [
    ...tests,
    {
      id: UNNAMED,
      title: "no violation without a name",
      run: async (test) => {
        const report = await reportFor(UNNAMED, test);
        if (report) tellUnnamed(report, contextOf(adapter, test));
      },
    },
  ];
}

function contextOf(adapter: AnyAdapter, { replay }: RunningTest): ReportContext {
  return { rules: rulesOf(adapter.primitive), ...replay };
}

function resultOf(report: Report, id: string): RuleResult | undefined {
  return report.rules.find((rule) => rule.id === id);
}

/**
 * The report, from one hunt for all who ask. What makes every verdict impossible fails the first test that asks; the others
 * are skipped and get undefined.
 */
function sharedReport(
  adapter: AnyAdapter,
  { strict: _strict, report: given, failures, ...options }: SuiteOptions,
): (id: string, test: RunningTest) => Promise<Report | undefined> {
  let started: Promise<Report> | undefined;
  let teller: string | undefined;
  return async (id, test) => {
    const isFirst = started === undefined;
    started ??= given ? Promise.resolve(given) : afterOtherHunts(() => checkAndKeep(adapter, options, failures));
    let problem: string;
    try {
      const report = await started;
      if (report.status !== "adapter error" && report.status !== "kit error") {
        const remarks = isFirst ? formatReportRemarks(report) : "";
        if (remarks !== "") console.warn(remarks);
        return report;
      }
      problem = formatReport(report, contextOf(adapter, test));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problem = formatUsageError(error.message);
    }
    teller ??= id;
    if (teller === id) failWith(problem);
    test.skip("no verdict: see the first test that failed");
    return undefined;
  };
}

/** Why the test of a rule is skipped; undefined where it is not. */
function skipReason(result: RuleResult | undefined, isStrict: boolean): string | undefined {
  if (result?.verdict === "not applicable") return `not applicable: ${result.reason}`;
  return result?.verdict === "inconclusive" && !isStrict ? `inconclusive: ${result.reason}` : undefined;
}

function tellVerdict(
  result: RuleResult | undefined,
  report: Report,
  context: ReportContext,
  isStrict: boolean,
  test: RunningTest,
): void {
  const skipped = skipReason(result, isStrict);
  if (skipped !== undefined) test.skip(skipped);
  else if (result?.verdict === "fail") {
    if (result.bulk) failWith(formatBulkFailure(result, result.bulk, context));
    failWith(formatTrace(result.failure, traceContext(report, context)));
  } else if (result?.verdict === "inconclusive") failWith(`${result.id} is inconclusive: ${result.reason}`);
  else if (result?.verdict === "deviation" && result.stale && isStrict)
    failWith(`The deviation ${result.id} is stale: its token no longer fails.`);
}

function tellUnnamed(report: Report, context: ReportContext): void {
  if (report.status === "nothing checked") failWith("Nothing was checked: no rule was passed and none failed.");
  const traces = traceContext(report, context);
  if (report.unnamed.length > 0) failWith(report.unnamed.map((failure) => formatTrace(failure, traces)).join("\n\n"));
}

/** A check that begins with the failures of a file, and keeps there what it finds. */
async function checkAndKeep(
  adapter: AnyAdapter,
  options: CheckOptions,
  file: string | URL | undefined,
): Promise<Report> {
  if (file === undefined) return checkConformance(adapter, options);
  const path = typeof file === "string" ? file : fileURLToPath(file);
  const kept = new KeptFailures(path, false, (text) => console.warn(text));
  const known = kept.known()[adapter.name] ?? [];
  const report = await checkConformance(adapter, {
    ...options,
    knownFailures: [...(options.knownFailures ?? []), ...known],
  });
  await kept.keep(report);
  return report;
}
