import { expect, test } from "vitest";
import { exitCodeOf } from "../../src/cli/exitCode.js";
import type { Report, RuleResult } from "../../src/runner/report.js";
import { conforming } from "../report/samples.js";

const rule = { id: "EVENT-01", sentence: "", situations: 0 };
const inconclusive: RuleResult = { ...rule, verdict: "inconclusive", reason: "" };
const stale: RuleResult = { ...rule, verdict: "deviation", reason: "", stale: true };
const deviation: RuleResult = { ...rule, verdict: "deviation", reason: "", stale: false };

test.each<[Report["status"], number]>([
  ["conforms", 0],
  ["fails", 1],
  ["adapter error", 2],
  ["nothing checked", 2],
  ["kit error", 3],
])("%s exits with %i, strict or not", (status, code) => {
  expect([false, true].map((isStrict) => exitCodeOf({ ...conforming, status }, isStrict))).toEqual([code, code]);
});

test("inconclusive rules and stale deviations count when strict only; deviations that still fail never do", () => {
  const codes = ([result]: readonly RuleResult[]): readonly number[] =>
    [false, true].map((isStrict) => exitCodeOf({ ...conforming, rules: result ? [result] : [] }, isStrict));
  expect([codes([inconclusive]), codes([stale]), codes([deviation])]).toEqual([
    [0, 1],
    [0, 1],
    [0, 0],
  ]);
});
