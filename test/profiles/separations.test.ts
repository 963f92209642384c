/**
 * Every value of every axis of a profile is told from its neighbours by a plan, or is included in them; docs/profiles.md
 * shows just that. With ASYNC_TCK_FULL=1 also: no smaller plan does, and no plan at all where a value is included.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { validateAdapter } from "../../src/adapters/validateAdapter.js";
import { encodeToken } from "../../src/scheduler/token.js";
import { axes, type AxisName } from "./axisWords.js";
import { isRefused, mayRun, ownHistory, pairOf, smallestSeparation, tableOf } from "./searchSeparation.js";
import { nameOf, type Separation } from "./separation.js";
import { notInPlans, separations } from "./separations.js";
import { planOf, stored, storedOf } from "./stored.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
/** Longest plans that are tried by default where none separates. */
const QUICK = 2;

const separated = separations.filter(({ includedBecause }) => includedBecause === undefined);
const included = separations.filter(({ includedBecause }) => includedBecause !== undefined);
const named = (list: readonly Separation[]): readonly [string, Separation][] =>
  list.map((each) => [nameOf(each), each]);

describe("the list of separations", () => {
  /** Items are compared with plain objects only. */
  const areNeighbours = (axis: string, pair: readonly string[]): boolean =>
    axis !== "queue.items" || pair.includes("object");

  it.each(Object.keys(axes) as AxisName[])("%s: has each two of its values, both ways", (axis) => {
    const values = Object.keys(axes[axis].values).filter((value) => notInPlans[axis]?.includes(value) !== true);
    const pairs = values.flatMap((value) =>
      values.filter((other) => other !== value && areNeighbours(axis, [value, other])).map((other) => [value, other]),
    );
    const listed = separations.filter((each) => each.axis === axis).map(({ value, neighbour }) => [value, neighbour]);
    expect(listed.sort()).toEqual(pairs.sort());
  });

  it("says how values that no plan is about are checked", () => {
    for (const axis of Object.keys(notInPlans)) expect(axes[axis as AxisName]).toHaveProperty("checked");
  });

  it("is the one that was searched", () => {
    expect(Object.keys(stored)).toEqual(separations.map(nameOf));
  });

  it("has valid adapters", () => {
    for (const { subject } of separations) expect(validateAdapter(subject), subject.name).toEqual([]);
  });
});

describe("the stored plan of", () => {
  it.each(named(separated))("%s: conforms to the one and not to the other", async (_name, separation) => {
    const pair = await pairOf(separation);
    const plan = planOf(storedOf(separation), pair);
    if (!plan) throw new Error("no plan is stored");
    // where the one rules the plan out, it says nothing of it
    expect(mayRun(pair.own, plan)).toBe(separation.bounds.beyond !== true);
    const history = mayRun(pair.own, plan) ? await ownHistory(pair, plan) : null;
    expect(await isRefused(pair, plan, history)).toBe(true);
  });

  it.runIf(isFull).each(named(separated))("%s: is smallest", { timeout: 0 }, async (_name, separation) => {
    const { plan, plans, steps } = await smallestSeparation(separation);
    const token = plan && encodeToken(plan, tableOf(await pairOf(separation)));
    expect({ steps, plans, token }).toEqual(storedOf(separation));
  });
});

describe("no plan tells", () => {
  it.each(named(included))("%s", { timeout: 0 }, async (_name, separation) => {
    expect(storedOf(separation).token).toBeNull();
    const found = await smallestSeparation(separation, isFull ? Infinity : QUICK);
    expect(found.plan).toBeNull();
    if (isFull) expect(found.plans).toBe(storedOf(separation).plans);
  });
});

describe("docs/profiles.md", () => {
  it("is what its generator writes", async () => {
    const script = fileURLToPath(new URL("../../scripts/docs-profiles.mjs", import.meta.url));
    await promisify(execFile)(process.execPath, [script, "--check"]);
  });
});
