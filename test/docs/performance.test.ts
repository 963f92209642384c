import { readFileSync } from "node:fs";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { floorsOf, missedFloors, regressions } from "../../bench/floors.js";
import { withFigures } from "../../bench/performanceTable.js";
import type { Results } from "../../bench/results.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("docs/performance.md", () => {
  const results = JSON.parse(read("bench/results.json")) as Results;

  it("has the figures of bench/results.json, which `npm run bench -- --write` has written", async () => {
    const page = read("docs/performance.md");
    expect(await format(withFigures(page, results), { parser: "markdown", printWidth: 120 })).toBe(page);
  });

  it("has a floor for every ratio", () => {
    const floors = floorsOf(results);
    expect(floors.every(({ floor }) => floor > 0)).toBe(true);
    expect(floors.length).toBeGreaterThanOrEqual(results.wholeRuns.length + results.peers.length);
  });

  it("names what is below its floor", () => {
    const [first] = results.wholeRuns;
    const slow = { ...results, peers: [], stepCosts: [], wholeRuns: first ? [{ ...first, steps: 8, ratio: 0.5 }] : [] };
    expect(missedFloors(slow)).toHaveLength(1);
  });

  it("takes a figure for worse where it has fallen below half of the stored one", () => {
    const times = (factor: number): Results => ({
      ...results,
      wholeRuns: results.wholeRuns.map((row) => ({ ...row, ratio: row.ratio * factor })),
    });
    expect(regressions(results, results)).toEqual([]);
    expect(regressions(times(0.6), results)).toEqual([]);
    expect(regressions(times(0.4), results)).toHaveLength(results.wholeRuns.length);
  });

  it("takes no machine for worse where a macrotask costs more, for the bare loop, too", () => {
    const times = (ratio: number, bound: number): Results => ({
      ...results,
      peers: results.peers.map((row) => ({ ...row, ratio: row.ratio * ratio, bound: row.bound * bound })),
    });
    expect(regressions(times(0.4, 0.4), results)).toEqual([]);
    expect(regressions(times(0.4, 1), results)).toHaveLength(results.peers.length);
  });
});
