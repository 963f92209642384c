/** What the strategies draw: plans of the space, from streams that begin anywhere, in the proportions that they claim. */
import { describe, expect, it } from "vitest";
import { CLIENTS, GAPS, type Gap, type Plan } from "../../src/scheduler/plan.js";
import { planSpace, unpackPlan, type PlanSpace } from "../../src/scheduler/planSpace.js";
import { Priorities } from "../../src/scheduler/strategies/priorities.js";
import { BLOCK, blockSeed, randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { RareGap } from "../../src/scheduler/strategies/rareGap.js";
import type { PlanDrawer } from "../../src/scheduler/strategies/strategy.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import type { Verb } from "../../src/scheduler/subject.js";
import { deviationFrom, deviationFromUniform, tally } from "./chiSquare.js";

/** Above this a claim about a distribution is refused: less than one case of 2,000 by chance. */
const FAR = 3.3;
const PLANS = 20_000;

const verb = (name: string, blocking: boolean, takesItem: boolean, variants: readonly string[] = []): Verb => ({
  name,
  blocking,
  cancellable: blocking,
  takesItem,
  variants,
  call: () => undefined,
  outcome: () => ({ is: "ok" }),
});
const space = planSpace(
  [
    verb("put", true, true),
    verb("get", true, false, ["timeout"]),
    verb("putNowait", false, true),
    verb("getNowait", false, false),
  ],
  [{ capacity: null }, { capacity: 1 }, { capacity: 2 }],
  { items: ["null", "nan"], hasPriorities: true, abortable: ["get"] },
);
const limited = planSpace([verb("put", true, true), verb("get", true, false)], [{ capacity: 1 }], {
  limits: { get: 1, put: 2 },
});

const drawers: readonly (readonly [string, (of: PlanSpace) => PlanDrawer])[] = [
  ["swarm", (of) => new Swarm(of, {})],
  [
    "a rule's own",
    (of) => new Swarm(of, { verbs: { get: 8, cancel: 4 }, clients: 3, capacity: "any", bursts: true, variants: 4 }),
  ],
  ["priority", (of) => new Priorities(of)],
  ["rare-gap", (of) => new RareGap(of)],
];

function plansFrom(drawer: PlanDrawer, count = PLANS, seed = 1, of = space): readonly Plan[] {
  return [...randomStream("test", drawer, seed).plans(0, count)].map((packed) => unpackPlan(packed, of));
}

describe.each(drawers)("%s", (_, drawerOf) => {
  it("draws the same plans each time, other ones from another seed or name", () => {
    const first = [...randomStream("a", drawerOf(space), 5).plans(0, 500)];
    expect([...randomStream("a", drawerOf(space), 5).plans(0, 500)]).toEqual(first);
    const shared = (other: readonly unknown[]): number => other.filter((p, at) => same(p, first[at])).length;
    expect(shared([...randomStream("a", drawerOf(space), 6).plans(0, 500)])).toBeLessThan(10);
    expect(shared([...randomStream("b", drawerOf(space), 5).plans(0, 500)])).toBeLessThan(10);
  });

  it("begins anywhere in its stream", () => {
    const stream = randomStream("a", drawerOf(space), 5);
    const whole = [...stream.plans(0, 3 * BLOCK)];
    for (const [from, count] of [
      [0, 1],
      [BLOCK - 1, 2],
      [BLOCK, BLOCK],
      [17, 2 * BLOCK],
      [3 * BLOCK - 1, 1],
    ] as const) {
      expect([...stream.plans(from, count)]).toEqual(whole.slice(from, from + count));
    }
  });

  it("draws only what the space holds: callers within their limits, aimed cancels, time only where somebody waits for it", () => {
    for (const of of [space, limited]) {
      for (const plan of plansFrom(drawerOf(of), 5_000, 3, of)) expect(oddityOf(plan, of)).toBe(null);
    }
  });

  it("draws every action, gap and configuration", () => {
    const steps = plansFrom(drawerOf(space), 5_000).flatMap((plan) => plan.steps);
    const names = new Set(steps.map((step) => (step.do === "call" ? step.verb : step.do)));
    expect(names).toEqual(new Set(["put", "get", "putNowait", "getNowait", "cancel", "elapse"]));
    expect(new Set(steps.map(({ gap }) => gap))).toEqual(new Set(GAPS));
  });
});

describe("the proportions of", () => {
  const lengths = (plans: readonly Plan[]): readonly number[] => plans.map(({ steps }) => steps.length);
  const capacities = (plans: readonly Plan[]): readonly (number | null)[] => plans.map(({ config }) => config.capacity);
  const from = (first: number, last: number): readonly number[] =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at);

  it.each([
    ["swarm", new Swarm(space, {}), from(2, 10)],
    ["priority", new Priorities(space), from(3, 12)],
    ["rare-gap", new RareGap(space), from(2, 9)],
  ] as const)("%s: every length and configuration alike, and no plan tells of the next", (_, drawer, all) => {
    const plans = plansFrom(drawer);
    expect(deviationFromUniform(tally(lengths(plans), all))).toBeLessThan(FAR);
    expect(deviationFromUniform(tally(capacities(plans), [null, 1, 2]))).toBeLessThan(FAR);
    const pairs = plans.slice(1).map((plan, at) => `${plan.steps.length} ${plans[at]?.steps.length}`);
    const everyPair = all.flatMap((a) => all.map((b) => `${a} ${b}`));
    expect(deviationFromUniform(tally(pairs, everyPair))).toBeLessThan(FAR);
  });

  it("rare-gap: one rare gap at every place but the last, of every number of turns alike", () => {
    const long = plansFrom(new RareGap(space)).filter(({ steps }) => steps.length === 9);
    const rare = (gap: Gap | undefined): boolean => gap !== "quiet" && gap !== 0;
    for (const { steps } of long) expect(steps.filter(({ gap }) => rare(gap)).length).toBe(1);
    const places = long.map(({ steps }) => steps.findIndex(({ gap }) => rare(gap)));
    expect(deviationFromUniform(tally(places, from(0, 7)))).toBeLessThan(FAR);
    const turns = long.map(({ steps }, at) => steps[places[at] ?? 0]?.gap);
    expect(deviationFromUniform(tally(turns, [1, 2, 3, 5]))).toBeLessThan(FAR);
  });

  it("a focus: verbs by their weights", () => {
    const plain = planSpace(
      [verb("a", false, false), verb("b", false, false), verb("c", false, false)],
      [{ capacity: null }],
    );
    // two tables of three are the weights themselves, the third is half-way to the usual 4: in units of 1/256
    const weights = { a: 10, b: 5, c: 1 };
    const share = (table: readonly number[]): readonly number[] => {
      const total = table.reduce((sum, one) => sum + one, 0);
      return table.map((one) => one / total);
    };
    const given = share([10, 5, 1]);
    const softened = share([7, 4.5, 2.5]);
    const steps = plansFrom(new Swarm(plain, { verbs: weights }), PLANS, 1, plain).flatMap((plan) => plan.steps);
    const counts = tally(
      steps.map((step) => (step.do === "call" ? step.verb : step.do)),
      ["a", "b", "c"],
    );
    const expected = given.map((one, at) => (2 * one + (softened[at] ?? 0)) / 3);
    const total = counts.reduce((sum, count) => sum + count, 0);
    // the table has 256 places: a weight is off by up to half a place of them, far more than chance is here
    counts.forEach((count, at) => expect(Math.abs(count / total - (expected[at] ?? 0))).toBeLessThan(0.006));
  });

  it("swarm: clients alike within what the plan draws", () => {
    const clients = plansFrom(new Swarm(space, { clients: 4 })).flatMap(({ steps }) =>
      steps.flatMap((step) => (step.do === "call" ? [step.client] : [])),
    );
    expect(deviationFromUniform(tally(clients, [0, 1, 2, 3]))).toBeLessThan(FAR);
  });

  it("is seen to be wrong where it is: a die with a heavy side", () => {
    const heavy = [1000, 1000, 1000, 1000, 1000, 1200];
    expect(deviationFromUniform(heavy)).toBeGreaterThan(FAR);
    expect(deviationFrom(heavy, [5, 5, 5, 5, 5, 6])).toBeLessThan(FAR);
  });

  it("block seeds: every bit set in half of them, whatever of seed, name and block changes", () => {
    const series: readonly (readonly [string, (at: number) => number])[] = [
      ["seed", (at) => blockSeed(at, "swarm", 0)],
      ["block", (at) => blockSeed(1, "swarm", at)],
      ["name", (at) => blockSeed(1, `QUEUE-${at}`, 0)],
    ];
    for (const [, seedAt] of series) {
      const seeds = from(0, 9_999).map(seedAt);
      expect(new Set(seeds).size).toBeGreaterThan(9_990);
      for (let bit = 0; bit < 32; bit++) {
        const ones = seeds.filter((seed) => (seed >>> bit) & 1).length;
        expect(deviationFromUniform([ones, seeds.length - ones])).toBeLessThan(FAR);
      }
    }
  });
});

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a plan holds that its space has no room for; null for nothing. */
function oddityOf(plan: Plan, of: PlanSpace): string | null {
  const cancellable = new Set<number>();
  let isTimeAsked = false;
  const items = new Set<string>();
  for (const step of plan.steps) {
    if (step.client < 0 || step.client >= CLIENTS) return "no client";
    if (step.do === "cancel" && !cancellable.has(step.client)) return "a cancel of nothing";
    if (step.do === "elapse" && !isTimeAsked) return "time that nobody asked for";
    if (step.do !== "call") continue;
    const action = of.actions.find(
      (one) => one.do === "call" && one.verb === step.verb && one.variant === step.variant,
    );
    if (action?.do !== "call") return `no action ${step.verb}`;
    if (!action.clients.includes(step.client)) return `client ${step.client} must not call ${step.verb}`;
    if (action.cancellable) cancellable.add(step.client);
    if (step.variant === "timeout") isTimeAsked = true;
    if (step.item !== undefined) {
      if (items.has(step.item)) return `two items ${step.item}`;
      items.add(step.item);
    }
  }
  return of.configs.some(({ capacity }) => capacity === plan.config.capacity) ? null : "no configuration";
}
