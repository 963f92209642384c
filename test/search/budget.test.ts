/** The one knob: a number of runs, which is the same everywhere, or a time, which says how far it came. */
import { describe, expect, it } from "vitest";
import { coverageWords } from "../../src/report/coverageWords.js";
import { checkConformance } from "../../src/runner/check.js";
import { mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";

const [correct] = correctSubjects;
if (!correct) throw new Error("there is no correct subject");

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe("a time budget", () => {
  it("that is too short makes rules inconclusive, never failed, and says how far it came", async () => {
    const report = await checkConformance(correct.adapter, { budget: 150, numRuns: 100_000 });
    expect(report.stopped).toBe("not reached within the budget");
    const [done, due] = [sum(report.searched.map(({ plans }) => plans)), sum(report.searched.map(({ of }) => of))];
    expect(done).toBeLessThan(due);
    const verdicts = new Set(report.rules.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(new Set(["inconclusive", "not applicable"]));
    expect(coverageWords(report)).toContain(`(${done.toLocaleString("en-US")} of ${due.toLocaleString("en-US")})`);
    // a scope is told only where all of it was covered
    expect(report.scopes.every(({ of }) => of === undefined)).toBe(true);
  });

  it("that is longer than the work cuts nothing off, and goes into more random plans", async () => {
    const report = await checkConformance(correct.adapter, { budget: 2_500, numRuns: 20 });
    expect(report.stopped).toBeUndefined();
    expect(report.searched.every(({ plans, of }) => plans >= of)).toBe(true);
    expect(report.searched.some(({ plans, of }) => plans > 2 * of)).toBe(true);
    expect(report.rules.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(10);
  });
});

describe("numRuns", () => {
  it("gives the same report each time, of wrong subjects, too", { timeout: 0 }, async () => {
    const wrong = ["EVENT-13", "QUEUE-11", "QUEUE-17"].flatMap(
      (rule) => mutants.find((mutant) => mutant.rule === rule)?.adapter ?? [],
    );
    expect(wrong.length).toBe(3);
    for (const adapter of [correct.adapter, ...wrong]) {
      const [first, second] = [
        await checkConformance(adapter, { numRuns: 50, seed: 5 }),
        await checkConformance(adapter, { numRuns: 50, seed: 5 }),
      ];
      expect(second).toEqual(first);
    }
  });

  it("sizes every strategy: twice as many runs are twice as many plans of each", async () => {
    const searched = async (numRuns: number): Promise<readonly { strategy: string; of: number }[]> =>
      (await checkConformance(correct.adapter, { numRuns })).searched.map(({ strategy, of }) => ({ strategy, of }));
    const [once, twice] = [await searched(20), await searched(40)];
    expect(twice).toEqual(once.map(({ strategy, of }) => ({ strategy, of: 2 * of })));
    expect(once.map(({ strategy }) => strategy).slice(-3)).toEqual(["swarm", "priority", "rare-gap"]);
  });

  it("makes the covered scopes grow, and what was covered stays covered", async () => {
    const scopes = async (numRuns: number): Promise<ReadonlyMap<string, number>> => {
      const report = await checkConformance(correct.adapter, { numRuns });
      return new Map(report.scopes.map(({ config, steps, plans }) => [`${config.capacity}/${steps}`, plans]));
    };
    const [few, many] = [await scopes(10), await scopes(100)];
    expect(many.size).toBeGreaterThan(few.size);
    for (const [scope, plans] of few) expect(many.get(scope)).toBeGreaterThanOrEqual(plans);
  });
});
