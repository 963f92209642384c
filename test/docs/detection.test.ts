/** docs/detection.md is true: it is what results.json says, and that is what is asked for. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explained } from "../../bench/detection/explained.js";
import { detectionPage } from "../../bench/detection/page.js";
import { keyOf, totalsOf, type DetectionResults } from "../../bench/detection/results.js";
import { extraMutants, mutants } from "../mutants/index.js";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("docs/detection.md", () => {
  const results = JSON.parse(read("bench/detection/results.json")) as DetectionResults;
  const totals = totalsOf(results);

  it("has the figures of bench/detection/results.json, which `npm run bench:detection -- --write` has written", async () => {
    expect(await detectionPage(results)).toBe(read("docs/detection.md"));
  });

  it("is about every mutant", () => {
    const all = [...mutants, ...extraMutants].map(keyOf);
    expect(new Set(all).size).toBe(all.length);
    expect(results.rows.map(keyOf).sort()).toEqual(all.sort());
  });

  it("says that all are killed on 20 seeds within a default run, and that 95 of 100 have the right name", () => {
    expect(results.caps.seeds).toBe(20);
    expect(totals.mutants).toBeGreaterThanOrEqual(60);
    expect(totals.killed).toBe(totals.mutants);
    expect(totals.worstRuns).toBeLessThanOrEqual(results.defaultRun.queue);
    expect(totals.right / totals.hunts).toBeGreaterThanOrEqual(0.95);
  });

  it("explains every other name, and nothing that needs no explanation", () => {
    expect(totals.unexplained).toEqual([]);
    const keys = results.rows.map(keyOf);
    expect(Object.keys(explained).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it("says that changes which nobody can tell are passed", () => {
    expect(results.equivalents.length).toBeGreaterThan(0);
    expect(results.equivalents.filter(({ status }) => status !== "conforms")).toEqual([]);
  });
});
