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
import { formatUsageError } from "./report/openings.js";
import { failWith } from "./suite/failWith.js";
import { replayToken, tokenToReplay } from "./suite/replayToken.js";
import { suiteOf, type RunningTest, type SuiteOptions } from "./suite/suite.js";
import { suiteTitle } from "./suite/suiteTitle.js";

export type { SuiteOptions as DescribeOptions } from "./suite/suite.js";

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
export function describeConformance(adapter: AnyAdapter, options: SuiteOptions = {}): void {
  const token = tokenToReplay();
  // Hunts are long and must not run beside other tests: their turns would be counted as the subject's.
  describe(suiteTitle(adapter), { timeout: 0, concurrent: false }, () => {
    if (token !== undefined) return describeReplay(adapter, token);
    for (const { title, run } of suiteOf(adapter, options)) it(title, (context) => run(runningTest(context)));
  });
}

function runningTest(context: TestContext): RunningTest {
  const file = context.task.file.filepath;
  const root = `${process.cwd()}/`;
  const testFile = file.startsWith(root) ? file.slice(root.length) : file;
  return { skip: (reason) => context.skip(reason), replay: { testFile } };
}

/** Marks replay tests, so that the last one of a file can tell whether any fitted. */
interface ReplayMeta {
  asyncTckReplay?: "waiting" | "other" | "fits";
}

function describeReplay(adapter: AnyAdapter, token: string): void {
  const meta: ReplayMeta = { asyncTckReplay: "waiting" };
  it("replays ASYNC_TCK_REPLAY", { meta: meta as object }, async (context) => {
    const own = context.task.meta as ReplayMeta;
    own.asyncTckReplay = "fits";
    const { is, text } = await replayToken(adapter, token, runningTest(context).replay);
    if (is === "fails") failWith(text);
    if (is === "passes") return console.log(text);
    own.asyncTckReplay = "other";
    if (isLastWithoutFit(context)) failWith(formatUsageError(text));
    context.skip(text);
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
