/** Failures that are known are tried before anything is searched. */
import { describe, expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import type { Report } from "../../src/runner/report.js";
import { mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";

const mutant = mutants.find(({ rule }) => rule === "QUEUE-17");
if (!mutant) throw new Error("QUEUE-17 has no mutant");
const wrong = mutant.adapter;
const right = correctSubjects.find(({ name }) => name === "array-queue")?.adapter;
if (!right) throw new Error("array-queue is gone");

const failureOf = (report: Report) => {
  const rule = report.rules.find(({ id }) => id === "QUEUE-17");
  return rule?.verdict === "fail" ? rule.failure : undefined;
};
const tokenOf = async (): Promise<string> => failureOf(await checkConformance(wrong, { numRuns: 100 }))?.token ?? "";

describe("known failures", () => {
  it("are found though the search does not come across them", async () => {
    const token = await tokenOf();
    const report = await checkConformance(wrong, { numRuns: 1, rule: "QUEUE-01", knownFailures: [token] });
    expect(report.known).toEqual([{ token, is: "fails" }]);
    expect(failureOf(report)).toMatchObject({ token, foundBy: "known failure" });
  });

  it("that pass are told and change no verdict", async () => {
    const token = await tokenOf();
    const options = { numRuns: 20 };
    const { known, plans: _, ...report } = await checkConformance(right, { ...options, knownFailures: [token, token] });
    const { plans: __, ...without } = await checkConformance(right, options);
    expect(known).toEqual([{ token, is: "passes" }]);
    expect({ ...report, costs: [] }).toEqual({ ...without, costs: [] });
  });

  it("that cannot be read are told with the reason, and the others are tried", async () => {
    const token = await tokenOf();
    const report = await checkConformance(wrong, {
      numRuns: 1,
      rule: "QUEUE-01",
      knownFailures: ["q1.nonsense", token],
    });
    expect(report.known).toEqual([
      { token: "q1.nonsense", is: "unreadable", why: expect.stringMatching(/./) as string },
      { token, is: "fails" },
    ]);
  });

  it("leave the report as it is where the search finds them again", async () => {
    const token = await tokenOf();
    const { known, ...report } = await checkConformance(wrong, { knownFailures: [token], numRuns: 100 });
    const without = await checkConformance(wrong, { numRuns: 100 });
    expect(known).toEqual([{ token, is: "fails" }]);
    expect({ ...report, plans: 0 }).toEqual({ ...without, plans: 0 });
  });
});
