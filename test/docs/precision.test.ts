/** docs/precision.md is true: it is what results.json says, and that is what is asked for. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { precisionPage } from "../../bench/precision/page.js";
import { ENOUGH_RUNS, reachOf, surprisesOf, type PrecisionResults } from "../../bench/precision/results.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("docs/precision.md", () => {
  const results = JSON.parse(read("bench/precision/results.json")) as PrecisionResults;

  it("has the figures of bench/precision/results.json, which `npm run bench:precision -- --write` has written", async () => {
    expect(await precisionPage(results)).toBe(read("docs/precision.md"));
  });

  it("says that no correct subject was accused in a thousand hunts and twenty default runs each", () => {
    const { seeds, wholeSeeds } = results.caps;
    expect(seeds).toBeGreaterThanOrEqual(1000);
    expect(wholeSeeds).toBeGreaterThanOrEqual(20);
    expect(results.subjects.length).toBeGreaterThanOrEqual(10);
    for (const { name, alarms, plans } of results.subjects) {
      expect({ name, alarms }).toEqual({ name, alarms: [] });
      expect(plans).toBeGreaterThanOrEqual(seeds * results.caps.plans);
    }
  });

  it("says that every subject is right and wrong under exactly the profiles that it claims", () => {
    expect(surprisesOf(results)).toEqual([]);
    expect(results.profiles.some(({ shouldConform }) => !shouldConform)).toBe(true);
  });

  it("says that every rule is reached in enough runs of a default run", () => {
    expect(reachOf(results).filter(({ fewest }) => fewest < ENOUGH_RUNS)).toEqual([]);
  });
});
