/** docs/minimality.md is true: it is what the results say, and a small part of the measurement says the same today. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { measurable, measure, type Measured } from "./measure.js";
import { minimalityPage, totalsOf, type Results } from "./minimalityPage.js";
import { ShortestPlans } from "./shortestPlan.js";

const here = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const results = JSON.parse(here("results.json")) as Results;

/** Of every so many mutants one is measured. */
const EVERY = 8;
/** Most plans of the breadth-first search at a length. */
const MOST = 10_000;

type Subject = Awaited<ReturnType<typeof measurable>>[number];

describe("docs/minimality.md", () => {
  it("is what results.json says", async () => {
    expect(here("../../docs/minimality.md")).toBe(await minimalityPage(results));
  });

  it("says that 95 of 100 failing plans end at the number of steps of a shortest one", () => {
    const { plans, shortest } = totalsOf(results.measured);
    expect(plans).toBeGreaterThanOrEqual(6 * 130);
    expect(shortest / plans).toBeGreaterThanOrEqual(0.95);
  });
});

describe("a part of the measurement", { timeout: 0 }, () => {
  let subjects: readonly Subject[] = [];
  beforeAll(async () => {
    subjects = await measurable(EVERY);
  });

  it("finds the plans that the page tells of, with long random plans of seed 1", async () => {
    const recorded = (mutant: string, rule: string): Measured | undefined =>
      results.measured.find((each) => each.mutant === mutant && each.rule === rule && each.seed === 1);
    const measured: Measured[] = [];
    for (const subject of subjects)
      measured.push(...(await measure(subject, { seeds: [1], most: MOST, isDefault: false })));
    expect(measured.length).toBe(subjects.length);
    for (const each of measured) expect(part(each), each.mutant).toEqual(part(recorded(each.mutant, each.rule)));
    expect(totalsOf(measured).longer).toBeLessThanOrEqual(0.05 * measured.length);
  });

  it("its breadth-first search finds a plan as short as the one known, where one step more is given", async () => {
    for (const { mutant, bench } of subjects) {
      const { shortest } = mutant;
      const [last] = shortest.steps.slice(-1);
      const longer = { ...shortest, steps: [...shortest.steps, ...(last ? [last] : [])] };
      if (shortest.steps.length === 0 || shortest.steps.length > 3) continue;
      const { shorter } = await new ShortestPlans(bench, shortest, MOST).shorterThan(longer);
      expect(shorter?.steps.length, mutant.name).toBeLessThanOrEqual(shortest.steps.length);
    }
  });
});

/** What must be the same today. */
function part(measured: Measured | undefined): Pick<Measured, "steps" | "named" | "passesBy"> | undefined {
  if (!measured) return undefined;
  const { steps, named, passesBy } = measured;
  return { steps, named, passesBy };
}
