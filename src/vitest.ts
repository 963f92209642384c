/**
 * The vitest front: one test for each rule. The hunt runs once for an adapter, inside the first test that needs it,
 * however the tests are filtered; every test then reads its verdict from the same report.
 *
 * Limits. A subject that never gives control back hangs vitest; the command line watches subjects from another thread.
 * `ASYNC_TCK_REPLAY` looks for a matching adapter in each test file by itself: name the file beside it, since a file
 * without one fails.
 */
import { describe, it, type TestContext } from "vitest";
import type { AnyAdapter } from "./adapters/contract.js";
import { rulesOf } from "./properties/index.js";
import { formatReport, formatReportRemarks, traceContext, type ReportContext } from "./report/formatReport.js";
import { formatBulkFailure } from "./report/formatBulkFailure.js";
import { formatPassingRun, formatTrace } from "./report/formatTrace.js";
import { formatAdapterError, formatUsageError } from "./report/openings.js";
import { checkConformance } from "./runner/check.js";
import { UsageError, type CheckOptions } from "./runner/options.js";
import { replay, type Replay } from "./runner/replay.js";
import type { Report, RuleResult } from "./runner/report.js";
import { AdapterError } from "./scheduler/subject.js";
import { PlanError } from "./scheduler/planError.js";

/** Options of {@link describeConformance}: those of `checkConformance`, and how strict the tests are. */
export interface DescribeOptions extends CheckOptions {
  /** Fail tests of inconclusive rules and of stale deviations, which otherwise are skipped or warned about. */
  readonly strict?: boolean;
}

/**
 * Declares a suite with one test for each rule of the adapter's primitive, titled with the rule's id and sentence.
 *
 * A test fails with the whole trace as its message. Rules that do not apply and inconclusive ones are skipped with their
 * reason; a declared deviation passes while its token still fails. An adapter error fails the first test that runs and
 * skips the others. With `ASYNC_TCK_REPLAY=<token>` in the environment only that plan runs.
 *
 * @example
 *   import { describeConformance } from "async-tck/vitest";
 *   import adapter from "./my-queue.adapter.js";
 *   describeConformance(adapter);
 */
export function describeConformance(adapter: AnyAdapter, options: DescribeOptions = {}): void {
  const token = process.env["ASYNC_TCK_REPLAY"];
  // Hunts are long and must not run beside other tests: their turns would be counted as the subject's.
  describe(titleOf(adapter), { timeout: 0, concurrent: false }, () => {
    if (token === undefined || token === "") describeRules(adapter, options);
    else describeReplay(adapter, token);
  });
}

/** An adapter may come from JavaScript: nothing of it is sure before it was checked. */
function titleOf(adapter: AnyAdapter): string {
  const { name = "(adapter without a name)", version, primitive, profile } = (adapter ?? {}) as Partial<AnyAdapter>;
  const parts = [version === undefined ? name : `${name} ${version}`, primitive, profile && `profile ${profile.name}`];
  return parts.filter((part) => part !== undefined).join(", ");
}

/** An error whose message is all there is to read: its stack would only show the kit. */
function failWith(text: string): never {
  const error = new Error(text);
  error.name = "async-tck";
  error.stack = `${error.name}: ${text}`;
  throw error;
}

function contextOf(adapter: AnyAdapter, { task }: TestContext): ReportContext {
  const file = task.file.filepath;
  const root = `${process.cwd()}/`;
  const testFile = file.startsWith(root) ? file.slice(root.length) : file;
  return { rules: rulesOf(adapter.primitive), testFile };
}

function describeRules(adapter: AnyAdapter, { strict = false, ...options }: DescribeOptions): void {
  let started: Promise<Report> | undefined;
  let teller: string | undefined;

  /** The report, once. What makes every verdict impossible fails the first test that asks, and skips the others. */
  async function reportFor(context: TestContext): Promise<Report> {
    const isFirst = started === undefined;
    started ??= afterOtherHunts(() => checkConformance(adapter, options));
    let problem: string;
    try {
      const report = await started;
      if (report.status !== "adapter error" && report.status !== "kit error") {
        const remarks = isFirst ? formatReportRemarks(report) : "";
        if (remarks !== "") console.warn(remarks);
        return report;
      }
      problem = formatReport(report, contextOf(adapter, context));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problem = formatUsageError(error.message);
    }
    teller ??= context.task.id;
    if (teller === context.task.id) failWith(problem);
    return context.skip("no verdict: see the first test that failed");
  }

  const rules = adapter?.primitive === "event" || adapter?.primitive === "queue" ? rulesOf(adapter.primitive) : [];
  for (const { id, sentence } of rules) {
    const reasons = (adapter.deviations ?? []).filter(({ rule }) => rule === id).map(({ reason }) => reason);
    const suffix = reasons.length > 0 ? ` [deviation: ${reasons.join("; ")}]` : "";
    it(`${id} ${sentence}${suffix}`, async (context) => {
      const report = await reportFor(context);
      const result = report.rules.find((rule) => rule.id === id);
      if (result) tellVerdict(result, report, adapter, strict, context);
    });
  }

  it("no violation without a name", async (context) => {
    const report = await reportFor(context);
    if (report.status === "nothing checked") failWith("Nothing was checked: no rule was passed and none failed.");
    const traces = traceContext(report, contextOf(adapter, context));
    if (report.unnamed.length > 0) failWith(report.unnamed.map((failure) => formatTrace(failure, traces)).join("\n\n"));
  });
}

function tellVerdict(
  result: RuleResult,
  report: Report,
  adapter: AnyAdapter,
  isStrict: boolean,
  context: TestContext,
): void {
  switch (result.verdict) {
    case "pass":
      return;
    case "fail":
      if (result.bulk) return failWith(formatBulkFailure(result, result.bulk, contextOf(adapter, context)));
      return failWith(formatTrace(result.failure, traceContext(report, contextOf(adapter, context))));
    case "not applicable":
      return context.skip(`not applicable: ${result.reason}`);
    case "inconclusive":
      if (isStrict) failWith(`${result.id} is inconclusive: ${result.reason}`);
      return context.skip(`inconclusive: ${result.reason}`);
    case "deviation":
      if (isStrict && result.stale) failWith(`The deviation ${result.id} is stale: its token no longer fails.`);
      return;
  }
}

let otherHunts: Promise<unknown> = Promise.resolve();

/** Runs one hunt at a time, also where tests run concurrently. */
function afterOtherHunts<T>(hunt: () => Promise<T>): Promise<T> {
  const mine = otherHunts.then(hunt);
  otherHunts = mine.catch(() => undefined);
  return mine;
}

/** Marks replay tests, so that the last one of a file can tell whether any fitted. */
interface ReplayMeta {
  asyncTckReplay?: "waiting" | "other" | "fits";
}

function describeReplay(adapter: AnyAdapter, token: string): void {
  const meta: ReplayMeta = { asyncTckReplay: "waiting" };
  it("replays ASYNC_TCK_REPLAY", { meta: meta as object }, async (context) => {
    const own = context.task.meta as ReplayMeta;
    let result: Replay;
    try {
      result = await afterOtherHunts(() => replay(adapter, token));
    } catch (error) {
      own.asyncTckReplay = error instanceof PlanError ? "other" : "fits";
      if (error instanceof AdapterError) return failWith(formatAdapterError(titleOf(adapter), error.message));
      if (!(error instanceof PlanError)) throw error;
      if (isLastWithoutFit(context)) return failWith(formatUsageError(error.message));
      return context.skip(error.message);
    }
    own.asyncTckReplay = "fits";
    const { failure, plan, history, views } = result;
    const { name, version = null, primitive, profile } = adapter;
    const traces = {
      ...contextOf(adapter, context),
      adapter: { name, version },
      primitive,
      profile: profile.name,
    };
    if (failure) failWith(formatTrace(failure, traces));
    console.log(formatPassingRun({ plan, history, views, contradictedAt: -1 }, token, traces));
  });
}

/** Whether every replay test of this file that runs at all has run, and none fitted. */
function isLastWithoutFit({ task }: TestContext): boolean {
  const states: ReplayMeta["asyncTckReplay"][] = [];
  const collect = (tasks: (typeof task.file)["tasks"]): void => {
    for (const each of tasks) {
      if (each.type === "suite") collect(each.tasks);
      else if (each.mode === "run" || each.mode === "queued") states.push((each.meta as ReplayMeta).asyncTckReplay);
    }
  };
  collect(task.file.tasks);
  return !states.includes("waiting") && !states.includes("fits");
}
