/** The scopes that are searched to their end: as many as fit, shortest first, whatever the subject. */
import { describe, expect, it } from "vitest";
import { createNodeHost } from "../../src/host/node.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { smallScopes, type SmallScope } from "../../src/runner/smallScopes.js";
import { countPlans, enumeratePlans } from "../../src/scheduler/enumerate.js";
import { GAPS } from "../../src/scheduler/plan.js";
import { planSpace, type PlanSpace } from "../../src/scheduler/planSpace.js";
import { correctSubjects } from "../subjects/index.js";

const host = createNodeHost();
const NAMES = [
  "array-queue",
  "axis-plain",
  "last-close-queue",
  "axis-priority-close",
  "rendezvous-queue",
  "array-event",
];
const MOST = [0, 1, 20, 600, 1_600, 20_000, 400_000];

async function spaceOf(name: string): Promise<PlanSpace> {
  const adapter = correctSubjects.find((subject) => subject.name === name)?.adapter;
  if (!adapter) throw new Error(`No subject ${name}`);
  return (await workbenchFor(adapter, { host })).space;
}

/** Configurations and lengths with the gaps quiet and 0 and any cancels, as many as fit, of up to 4 steps. */
function plainScopes(space: PlanSpace, most: number): readonly { readonly config: number; readonly steps: number }[] {
  const bound = (config: number): number => space.configs[config]?.capacity ?? 1.5;
  const order = space.configs.map((_, config) => config).sort((a, b) => bound(a) - bound(b));
  const pairs = [];
  let left = most;
  for (const steps of [1, 2, 3, 4]) {
    for (const config of order) {
      const plans = countPlans(space, { config, steps, clients: 3, gaps: ["quiet", 0] });
      if (plans > left) continue;
      left -= plans;
      pairs.push({ config, steps });
    }
  }
  return pairs;
}

const planCount = (scopes: readonly SmallScope[]): number => scopes.reduce((sum, { plans }) => sum + plans, 0);

describe.each(NAMES)("the small scopes of %s", (name) => {
  it("are counted exactly, and never more plans than allowed", async () => {
    const space = await spaceOf(name);
    for (const most of MOST) {
      const scopes = smallScopes(space, most);
      expect(planCount(scopes)).toBeLessThanOrEqual(most);
      for (const { scope, plans } of scopes) expect(countPlans(space, scope)).toBe(plans);
    }
    for (const { scope, plans } of smallScopes(space, 1_600))
      expect([...enumeratePlans(space, scope)].length).toBe(plans);
  });

  it("have one scope for each configuration and length, in ascending length, so that no plan comes twice", async () => {
    const space = await spaceOf(name);
    for (const most of MOST) {
      const scopes = smallScopes(space, most).map(({ scope }) => scope);
      const lengths = scopes.map(({ steps }) => steps);
      expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
      expect(new Set(scopes.map(({ config, steps }) => `${config}/${steps}`)).size).toBe(scopes.length);
    }
    const plans = smallScopes(space, 1_600).flatMap(({ scope }) => [...enumeratePlans(space, scope)]);
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(plans.length);
  });

  it("contain all plans of up to 4 steps with the gaps quiet and 0, as far as they fit", async () => {
    const space = await spaceOf(name);
    for (const most of MOST) {
      const scopes = smallScopes(space, most);
      for (const { config, steps } of plainScopes(space, most)) {
        const { scope } = scopes.find((one) => one.scope.config === config && one.scope.steps === steps) ?? {};
        expect(scope).toMatchObject({ clients: 3, gaps: expect.arrayContaining(["quiet", 0]) });
        expect(scope?.cancels).toBeUndefined();
      }
    }
  });

  it("are the same each time", async () => {
    expect(smallScopes(await spaceOf(name), 20_000)).toEqual(smallScopes(await spaceOf(name), 20_000));
  });
});

describe("what is left over", () => {
  it("goes into gaps of short plans before it goes into longer plans", async () => {
    const scopes = smallScopes(await spaceOf("array-queue"), 20_000).map(({ scope }) => scope);
    for (const scope of scopes.filter(({ steps }) => steps === 2)) expect(scope.gaps).toEqual(GAPS);
    for (const scope of scopes.filter(({ steps }) => steps === 3)) expect(scope.gaps).toContain(1);
  });

  it("goes into longer plans where there is much of it", async () => {
    const longest = (scopes: readonly SmallScope[]): number => scopes.at(-1)?.scope.steps ?? 0;
    const space = await spaceOf("array-event");
    expect(longest(smallScopes(space, 20_000))).toBe(4);
    expect(longest(smallScopes(space, 400_000))).toBe(5);
    expect(longest(smallScopes(space, 40_000_000))).toBeGreaterThan(5);
  });

  it("goes into variants where the subject has some", async () => {
    const scopes = smallScopes(await spaceOf("last-close-queue"), 20_000).map(({ scope }) => scope);
    expect(scopes.filter(({ steps }) => steps <= 3).every(({ variants }) => variants === true)).toBe(true);
    const without = smallScopes(await spaceOf("axis-plain"), 20_000).map(({ scope }) => scope);
    expect(without.every(({ variants }) => variants === undefined)).toBe(true);
  });
});

describe("a subject that can do nothing", () => {
  it("has no scopes", () => {
    expect(smallScopes(planSpace([], [{ capacity: null }]), 20_000)).toEqual([]);
  });
});
