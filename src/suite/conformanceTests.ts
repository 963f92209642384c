/** The tests of an adapter as plain functions, for any test runner. `async-tck/vitest` is made from the same ones. */
import type { AnyAdapter } from "../adapters/contract.js";
import { formatUsageError } from "../report/openings.js";
import { UsageError } from "../runner/options.js";
import { failWith } from "./failWith.js";
import { NotSkipped } from "./notSkipped.js";
import { replayToken, tokenToReplay } from "./replayToken.js";
import { suiteOf, UNNAMED, type RunningTest, type SuiteOptions } from "./suite.js";

/** Options of {@link conformanceTests}: those of `checkConformance`, how strict the tests are, and what is known already. */
export interface ConformanceTestsOptions extends SuiteOptions {
  /**
   * The command that runs this test file, for the replay line of a trace: `node --test my-queue.test.mjs`. Default: a
   * placeholder.
   */
  readonly command?: string;
  /** The file that exports the adapter, for the replay line. Default: a placeholder. */
  readonly adapterFile?: string;
}

/** What a test needs of its runner: the context of `node:test` and vitest, and `this` of mocha, are such objects. */
export interface CanSkip {
  /** Marks the running test as skipped; may return or throw. */
  skip(reason: string): unknown;
}

/** One test of an adapter: a rule, or `unnamed` for violations that no single rule explains. */
export interface ConformanceTest {
  /** The rule's id; `unnamed`, or `replay`. */
  readonly id: string;
  /** The id and the rule's sentence, and the reason of a declared deviation. */
  readonly title: string;
  /**
   * Why there is nothing to run: the rule does not apply, or its situation came up too rarely. Known before the test runs
   * only where a report was given.
   */
  readonly skip?: string;
  /**
   * Resolves when the rule holds, and rejects with the trace as the message when it is broken. Where there is no verdict it
   * calls `test.skip(reason)`; without `test` it resolves, and the last test of the list prints which did. The first call of a list starts the hunt that all of them share:
   * it may take minutes, so the runner must have no time limit.
   */
  run(this: void, test?: CanSkip): Promise<void>;
}

/**
 * Lists the tests of an adapter, one for each rule of its primitive, for whatever runs tests. Nothing runs yet.
 *
 * With `ASYNC_TCK_REPLAY=<token>` in the environment the list is one test that runs only that plan. Throws a
 * {@link UsageError} for a report on another adapter.
 *
 * @example
 *   import { test } from "node:test";
 *   for (const { title, run } of conformanceTests(adapter)) test(title, (t) => run(t));
 */
export function conformanceTests(
  adapter: AnyAdapter,
  options: ConformanceTestsOptions = {},
): readonly ConformanceTest[] {
  const { command = "<command of your tests>", adapterFile, ...suite } = options;
  const replay = { testCommand: command, ...(adapterFile === undefined ? {} : { adapterFile }) };
  const token = tokenToReplay();
  if (token !== undefined) return [replayTest(adapter, token, replay)];
  refuseOtherReport(adapter, suite);
  const notSkipped = new NotSkipped();
  return suiteOf(adapter, suite).map(({ run, ...test }) => ({
    ...test,
    // a parameter with a default does not count in `run.length`: jest and mocha hand a callback to functions that have one
    run: async (runner: CanSkip | undefined = undefined) => {
      const skip = (reason: string): unknown => (runner ? runner.skip(reason) : notSkipped.add(test.id, reason));
      try {
        await run({ skip, replay });
      } finally {
        if (test.id === UNNAMED) notSkipped.tell();
      }
    },
  }));
}

function refuseOtherReport(adapter: AnyAdapter, { report }: SuiteOptions): void {
  if (report === undefined || (report.adapter.name === adapter.name && report.primitive === adapter.primitive)) return;
  throw new UsageError(
    `Expected \`report\` to be about \`${adapter.name}\`, got one about \`${report.adapter.name}\`: ` +
      "make it with `await checkConformance(adapter)`",
  );
}

function replayTest(adapter: AnyAdapter, token: string, replay: RunningTest["replay"]): ConformanceTest {
  return {
    id: "replay",
    title: "replays ASYNC_TCK_REPLAY",
    run: async (runner: CanSkip | undefined = undefined) => {
      const { is, text } = await replayToken(adapter, token, replay);
      if (is === "fails") failWith(text);
      if (is === "passes") console.log(text);
      else if (runner) runner.skip(text);
      else failWith(formatUsageError(text));
    },
  };
}
