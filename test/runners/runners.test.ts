/** docs/runners.md, file by file, in the real runners, with the kit as it ships. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import type { Report, RuleResult } from "../../src/runner/report.js";
import adapter from "../docs/example/my-queue.adapter.js";
import type { PackedProject } from "../tarball/project.js";
import { runLine, runnerFiles, runnerProject, type RunnerEnd } from "./runnerProject.js";

/** How each runner counts, and how it writes a test that is skipped. */
const TELLS: Readonly<Record<string, { counts(passed: number, skipped: number): RegExp; skipped: RegExp | null }>> = {
  "my-queue.test.ts": {
    counts: (passed, skipped) => new RegExp(`Tests +1 failed \\| ${passed} passed \\| ${skipped} skipped`),
    skipped: null,
  },
  "my-queue.node.mjs": {
    counts: (passed, skipped) => new RegExp(`# pass ${passed}\\n# fail 1\\n# cancelled 0\\n# skipped ${skipped}\\n`),
    skipped: /ok \d+ - QUEUE-05 .* # SKIP not applicable: the adapter has no put\(\)/,
  },
  "my-queue.mocha.mjs": {
    counts: (passed, skipped) => new RegExp(`${passed} passing .*\\n +${skipped} pending\\n +1 failing`),
    skipped: /- QUEUE-05 A put\(\)/,
  },
  "my-queue.test.mjs": {
    counts: (passed, skipped) => new RegExp(`Tests: +1 failed, ${skipped} skipped, ${passed} passed`),
    skipped: /skipped QUEUE-05 .* \[not applicable: the adapter has no put\(\)\]/,
  },
  "my-queue.test.cjs": {
    counts: (passed, skipped) => new RegExp(`Tests: +1 failed, ${passed + skipped} passed`),
    skipped: /their tests count as passed:\n(?:.*\n)* +not applicable: the adapter has no put\(\): QUEUE-05, 12,/,
  },
};

let project: PackedProject;
let report: Report;
beforeAll(async () => {
  project = runnerProject(["mocha", "jest", "vitest"]);
  report = await checkConformance(adapter);
});
afterAll(() => project.end());

const count = (verdict: RuleResult["verdict"]): number =>
  report.rules.filter((rule) => rule.verdict === verdict).length;

/** The table of the trace and what is said below it, without what differs between runners: indents, empty lines, order. */
const words = (text: string): string => text.replace(/\s+/g, " ");

describe.each(runnerFiles())("$command", { timeout: 0 }, ({ name, command }) => {
  let ended: RunnerEnd;
  beforeAll(async () => {
    ended = await runLine(project, command);
  }, 0);

  it("fails the broken rule alone, with the trace as the message", () => {
    const trace = /QUEUE-17 {2}A get[\s\S]*?the same turn\n[\s\S]*?look at/.exec(ended.output)?.[0] ?? ended.output;
    expect(ended.exitCode, ended.output).not.toBe(0);
    expect(words(trace)).toContain("observed get() of B never settles; size is 1");
    expect(words(trace)).toContain("passes if step 4 comes 1 turn after 3 instead of in the same turn");
    // one of the passing tests is the one for violations without a name
    expect(ended.output).toMatch(TELLS[name]?.counts(count("pass") + 1, count("not applicable")) ?? /no such runner/);
  });

  it("skips what does not apply, with the reason where the runner shows one", () => {
    const { skipped } = TELLS[name] ?? { skipped: /no such runner/ };
    if (skipped !== null) expect(ended.output).toMatch(skipped);
  });

  it("prints its own command as replay line, and that line replays just the plan", async () => {
    const [, token = "", own = ""] = /ASYNC_TCK_REPLAY=(\S+) (.+)/.exec(ended.output) ?? [];
    expect(own.trim()).toBe(command);
    const again = await runLine(project, command, { ASYNC_TCK_REPLAY: token });
    expect(again.exitCode).not.toBe(0);
    expect(words(again.output)).toContain("observed get() of B never settles; size is 1");
    expect(again.output).not.toContain("QUEUE-05");
  });
});

it("every runner of the page is known here", () => {
  expect(runnerFiles().map(({ name }) => name)).toEqual(Object.keys(TELLS));
});
