import { readFileSync } from "node:fs";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { floorsOf, missedFloors } from "../../bench/floors.js";
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
    expect(missedFloors(slow, 1)).toHaveLength(1);
    // within the margin of a small run
    expect(missedFloors(slow, 0.75)).toHaveLength(0);
  });
});
