/** What shards found, joined, is what one machine finds. */
import { beforeAll, describe, expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import { MergeError, mergeReports } from "../../src/runner/mergeReports.js";
import type { Report } from "../../src/runner/report.js";
import { mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";
import type { AnyAdapter } from "../../src/adapters/contract.js";

const numRuns = 60;
const correct = (name: string): AnyAdapter => {
  const found = correctSubjects.find((subject) => subject.name === name);
  if (!found) throw new Error(`there is no subject ${name}`);
  return found.adapter;
};
const mutantOf = (rule: string): AnyAdapter => {
  const found = mutants.find((mutant) => mutant.rule === rule);
  if (!found) throw new Error(`there is no mutant of ${rule}`);
  return found.adapter;
};
const shardsOf = (adapter: AnyAdapter, of: number, more = {}): Promise<readonly Report[]> =>
  Promise.all(
    Array.from({ length: of }, (_, at) =>
      checkConformance(adapter, { numRuns, shard: { index: at + 1, of }, ...more }),
    ),
  );

/** All but the number of runs, which shrinking adds to in each shard, and what was measured. */
const comparable = ({ plans: _, costs: __, ...report }: Report): object => report;

describe("merged shards", () => {
  it.each([2, 5])("of a correct subject are the report of one machine: %i of them", { timeout: 0 }, async (of) => {
    const adapter = correct("direct-queue");
    const whole = await checkConformance(adapter, { numRuns });
    const merged = mergeReports([...(await shardsOf(adapter, of))].reverse());
    expect(comparable(merged)).toEqual(comparable(whole));
    expect(merged.status).toBe("conforms");
  });

  it.each(["QUEUE-11", "EVENT-04", "QUEUE-13"])(
    "of a wrong subject give the verdict of one machine: %s",
    async (rule) => {
      const adapter = mutantOf(rule);
      const whole = await checkConformance(adapter, { numRuns });
      const merged = mergeReports(await shardsOf(adapter, 3));
      expect(merged.status).toBe("fails");
      const verdictIn = (report: Report): string | undefined => report.rules.find(({ id }) => id === rule)?.verdict;
      expect([verdictIn(merged), verdictIn(whole)]).toEqual(["fail", "fail"]);
      expect(merged.scopes).toEqual(whole.scopes);
      expect(merged.searched).toEqual(whole.searched);
    },
  );

  it("of one strategy alone are merged, too", async () => {
    const adapter = correct("array-event");
    const whole = await checkConformance(adapter, { numRuns, rule: "EVENT-03" });
    const merged = mergeReports(await shardsOf(adapter, 2, { rule: "EVENT-03" }));
    expect(comparable(merged)).toEqual(comparable(whole));
  });
});

describe("reports that do not belong together", () => {
  let shards: readonly [Report, Report];
  beforeAll(async () => {
    const [first, second] = await shardsOf(correct("array-event"), 2, { numRuns: 1 });
    if (!first || !second) throw new Error("two shards give two reports");
    shards = [first, second];
  });

  it("are refused where a shard is missing or there twice", () => {
    const [first, second] = shards;
    expect(() => mergeReports([first])).toThrow(new MergeError("Shard 2/2 of array-event is missing."));
    expect(() => mergeReports([first, second, second])).toThrow(
      new MergeError("Shard 2/2 of array-event is there 2 times."),
    );
    expect(() => mergeReports([])).toThrow(MergeError);
  });

  it.each([
    ["seeds", { seed: 2 }],
    ["numbers of runs", { numRuns: 2 }],
    ["profiles", { profile: "other" }],
    ["versions of the adapter", { adapter: { name: "array-event", version: "9" } }],
    ["numbers of shards", { shard: { index: 2, of: 3 } }],
    ["strategies asked for", { only: "EVENT-01" }],
  ])("are refused where they are of different %s", (what, change) => {
    const [first, second] = shards;
    expect(() => mergeReports([first, { ...second, ...change }])).toThrow(`The reports are of different ${what}: `);
  });

  it("give the error of a shard that had one", () => {
    const [first, second] = shards;
    const broken: Report = { ...second, status: "adapter error", problem: "no" };
    expect(mergeReports([first, broken])).toBe(broken);
  });
});
