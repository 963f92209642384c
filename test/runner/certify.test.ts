/** A failure is certified shortest by scopes that cover every shorter plan, and by nothing less. */
import { describe, expect, it } from "vitest";
import { certify } from "../../src/runner/certify.js";
import type { Scope, Shortest } from "../../src/runner/report.js";
import type { Gap } from "../../src/scheduler/plan.js";
import { lostWakeup as certified } from "../report/samples.js";

const { shortest: _, ...lostWakeup } = certified;

const scope = (steps: number, plans: number, more: Partial<Scope> = {}): Scope => ({
  config: { capacity: 1 },
  steps,
  clients: 3,
  gaps: ["quiet", 0],
  plans,
  ...more,
});
const covered = [scope(1, 5), scope(2, 60), scope(3, 700), scope(4, 9_000)];
const NONE = { overflows: 0, unnamed: [] };
const shortestBy = (scopes: readonly Scope[], doubts: Parameters<typeof certify>[2] = NONE): Shortest | undefined =>
  certify(lostWakeup, scopes, doubts).shortest;

describe("a failing plan of four steps", () => {
  it("is certified by all plans of one to three steps in its configuration", () => {
    expect(shortestBy(covered)).toEqual({ steps: 3, clients: 3, gaps: ["quiet", 0], plans: 765 });
  });

  it("is not certified where a length is missing, or was covered elsewhere or in part", () => {
    const elsewhere = scope(2, 60, { config: { capacity: 2 } });
    const inPart = scope(2, 30, { of: 60 });
    for (const second of [[], [elsewhere], [inPart]])
      expect(shortestBy([scope(1, 5), ...second, scope(3, 700)])).toBeUndefined();
  });

  it("is not certified where a run overflowed, or something without a name was found in a scope", () => {
    expect(shortestBy(covered, { overflows: 1, unnamed: [] })).toBeUndefined();
    expect(shortestBy(covered, { overflows: 0, unnamed: [{ foundBy: "exhaustive" }] })).toBeUndefined();
    expect(shortestBy(covered, { overflows: 0, unnamed: [{ foundBy: "swarm" }] })).toBeDefined();
  });

  it("has the claim that holds at every length, with the most gaps", () => {
    const wide: readonly Gap[] = ["quiet", 0, 1, 2];
    const wideTo = (most: number): readonly Scope[] =>
      [1, 2, 3].map((steps) => scope(steps, 10 ** steps, steps <= most ? { gaps: wide, cancels: 1 } : {}));
    expect(shortestBy([...covered, ...wideTo(3)])).toEqual({
      steps: 3,
      clients: 3,
      gaps: wide,
      cancels: 1,
      plans: 1_110,
    });
    expect(shortestBy([...covered, ...wideTo(2)])).toMatchObject({ gaps: ["quiet", 0], plans: 765 });
    // where only the wider ones are there they cover the narrower claim, but not plans with more cancels
    expect(shortestBy(wideTo(2))).toBeUndefined();
  });
});

it.each([0, 1])("a failing plan of %i steps has nothing to certify", (steps) => {
  const short = { ...lostWakeup, plan: { ...lostWakeup.plan, steps: lostWakeup.plan.steps.slice(0, steps) } };
  expect(certify(short, covered, NONE)).toEqual(short);
});
