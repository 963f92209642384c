/** The work of a hunt, cut into units: nothing twice, nothing left out, however it is shared. */
import { describe, expect, it } from "vitest";
import type { Share } from "../../src/runner/portfolio.js";
import { unitsOf, workUnits, type WorkUnit } from "../../src/runner/workUnits.js";

const strategy = (name: string): Share["strategy"] => ({ name, plans: () => [] });
const scope = { config: 0, steps: 2, clients: 2, gaps: ["quiet"] } as const;
const shares: readonly Share[] = [
  { strategy: strategy("exhaustive"), plans: 3, scope },
  { strategy: strategy("exhaustive"), plans: 1_700, scope },
  { strategy: strategy("QUEUE-01"), plans: 1_000 },
  { strategy: strategy("QUEUE-02"), plans: 1_001 },
  { strategy: strategy("swarm"), plans: 2_500 },
];
const units = [...workUnits(shares, false)];

/** Every plan of every share, as often as a unit has it. */
function plansIn(some: readonly WorkUnit[]): readonly string[] {
  return some.flatMap(({ share, from, count }) => Array.from({ length: count }, (_, at) => `${share}:${from + at}`));
}

const all = shares.flatMap(({ plans }, share) => Array.from({ length: plans }, (_, at) => `${share}:${at}`));

describe("work units", () => {
  it("hold every plan of every share once", () => {
    expect([...plansIn(units)].sort()).toEqual([...all].sort());
  });

  it("are numbered in the order of the search", () => {
    expect(units.map(({ index }) => index)).toEqual(units.map((_, at) => at));
  });

  it("cover the scopes first, in their order, then some of each random strategy in turn", () => {
    const order = units.map(({ share }) => share);
    const random = order.slice(order.findIndex((share) => share > 1));
    expect(order.slice(0, order.length - random.length)).toEqual([...order.slice(0, -random.length)].sort());
    expect(random.slice(0, 3)).toEqual([2, 3, 4]);
    expect(random.slice(3, 6)).toEqual([2, 3, 4]);
  });

  it.each([1, 2, 3, 7, 100])("are shared by %i machines without overlap, and nothing is left out", (of) => {
    const shards = Array.from({ length: of }, (_, at) => [...unitsOf(units, { index: at + 1, of })]);
    const together = shards.flat().sort((a, b) => a.index - b.index);
    expect(together).toEqual(units);
  });

  it("go on with the random strategies alone where the time is not up", () => {
    const endless: WorkUnit[] = [];
    for (const unit of workUnits(shares, true)) {
      endless.push(unit);
      if (endless.length > 3 * units.length) break;
    }
    const seen = new Set(plansIn(endless));
    expect(all.every((plan) => seen.has(plan))).toBe(true);
    expect(plansIn(endless).length).toBe(seen.size);
    expect(new Set(endless.slice(units.length).map(({ share }) => share))).toEqual(new Set([2, 3, 4]));
  });
});
