/** Scopes: which plans they have, in which order, and how many. What they should have is said here once more, plan by plan. */
import { describe, expect, it } from "vitest";
import { countPlans, enumeratePlans } from "../../src/scheduler/enumerate.js";
import { CLIENTS, GAPS, type Gap } from "../../src/scheduler/plan.js";
import {
  packStep,
  plainStep,
  planSpace,
  unpackStep,
  type PackedPlan,
  type PlanSpace,
  type SpaceOptions,
} from "../../src/scheduler/planSpace.js";
import { RELEASES_RACE, UNREDUCED, type Reductions } from "../../src/scheduler/reductions.js";
import type { Scope } from "../../src/scheduler/scope.js";
import type { Verb } from "../../src/scheduler/subject.js";

function verb(name: string, kind: "blocking" | "cancellable" | "immediate", variants: readonly string[] = []): Verb {
  return {
    name,
    blocking: kind !== "immediate",
    cancellable: kind === "cancellable",
    takesItem: name.startsWith("put"),
    variants,
    call: () => undefined,
    outcome: () => ({ is: "ok" }),
  };
}

const get = verb("get", "cancellable");
const put = verb("put", "cancellable", ["timeout"]);
const join = verb("join", "blocking");
const putNowait = verb("putNowait", "immediate");
const close = verb("close", "immediate", ["stop"]);

function space(verbs: readonly Verb[], options: SpaceOptions = {}, differ = false): PlanSpace {
  const made = planSpace(verbs, [{ capacity: null }, { capacity: 1 }], options);
  return differ ? { ...made, clientsDiffer: true } : made;
}

const spaces: Readonly<Record<string, PlanSpace>> = {
  "put and get": space([put, get]),
  "a queue": space([put, get, putNowait]),
  "a blocking verb that nobody cancels": space([get, join]),
  "nothing that can be cancelled": space([join, putNowait]),
  "immediate verbs only": space([putNowait, close]),
  "one getter": space([get, join], { limits: { get: 1 } }),
  "one getter and two putters": space([get, put], { limits: { get: 1, put: 2 } }),
  "two getters, two putters, and who joins": space([get, put, join], { limits: { get: 2, put: 2 } }),
  "variants and priorities": space([get, close, putNowait], { hasPriorities: true }),
  "odd items": space([get, putNowait], { items: ["null"] }),
  "clients that differ": space([get, putNowait], {}, true),
};

const few: readonly Gap[] = ["quiet", 0];
const scopes: readonly Scope[] = [
  { config: 0, steps: 1, clients: 3, gaps: few },
  { config: 1, steps: 2, clients: 1, gaps: [0, 1, 5] },
  { config: 0, steps: 2, clients: 3, gaps: few, variants: true, odd: true },
  { config: 0, steps: 2, clients: 2, gaps: few, cancels: 0 },
  { config: 1, steps: 3, clients: 2, gaps: few, cancels: 1 },
  { config: 0, steps: 3, clients: 3, gaps: [0] },
  { config: 0, steps: 2, clients: 4, gaps: ["quiet"] },
];

const names = Object.keys(UNREDUCED) as (keyof Reductions)[];
/** No reduction, each by itself, each left out, all. */
const wanted: readonly Reductions[] = [
  UNREDUCED,
  ...names.map((name) => ({ ...UNREDUCED, [name]: true })),
  ...names.map((name) => ({ [name]: false })),
  {},
];

const CLIENT_NAMES = Array.from({ length: CLIENTS }, (_, client) => client);

/** By client: what it may call. */
function kindsOf({ actions }: PlanSpace): readonly string[] {
  return CLIENT_NAMES.map((client) =>
    actions.map((what) => (what.do === "call" ? String(what.clients.includes(client)) : "")).join(),
  );
}

/** Whether a plan of the scope's length belongs to it, by its definition. */
function belongs(
  { steps }: PackedPlan,
  of: PlanSpace,
  kinds: readonly string[],
  scope: Scope,
  reductions: Reductions,
): boolean {
  const areAlike = of.clientsDiffer !== true;
  const renames = reductions.interchangeableClients !== false && areAlike;
  const isNobodys = reductions.nobodysImmediateSteps !== false && areAlike;
  const named: number[] = [];
  const cancellable = new Set<number>();
  let cancels = 0;
  return steps.every((packed, at) => {
    const { action, client, gap, item, priority } = unpackStep(packed, of);
    const what = of.actions[action];
    const isLast = at === steps.length - 1;
    if (isLast && reductions.quietLastGap !== false ? gap !== 0 : !scope.gaps.includes(GAPS[gap] ?? "quiet"))
      return false;
    if (what === undefined || what.do === "elapse") return false;
    const isPut = what.do === "call" && what.takesItem;
    if (item > (isPut && scope.odd === true ? of.items.length - 1 : 0)) return false;
    if (priority > (isPut && of.hasPriorities ? 1 : 0)) return false;
    if (what.do === "call") {
      if (!what.clients.includes(client)) return false;
      if (what.variant !== undefined && (scope.variants !== true || what.variant === "timeout")) return false;
      if (!what.blocking && isNobodys) return client === CLIENTS - 1;
    } else if (++cancels > (scope.cancels ?? Infinity)) {
      return false;
    } else if (reductions.aimedCancels !== false && !cancellable.has(client)) {
      return false;
    }
    if (!named.includes(client)) {
      const alike = CLIENT_NAMES.filter((other) => kinds[other] === kinds[client]);
      if (renames && alike.find((other) => !named.includes(other)) !== client) return false;
      // not even unreduced scopes name a client beyond the first so many of its kind
      if (alike.indexOf(client) >= scope.clients) return false;
      named.push(client);
    }
    if (what.do === "call" && what.cancellable) cancellable.add(client);
    return named.length <= scope.clients;
  });
}

/** Every sequence of steps with the gaps of the scope, or quiet at the end. */
function* sequences(of: PlanSpace, scope: Scope, length = scope.steps): Generator<readonly number[]> {
  if (length === 0) return yield [];
  const gaps = new Set(["quiet" as const, ...scope.gaps].map((gap) => GAPS.indexOf(gap)));
  const items = scope.odd === true ? of.items.length : 1;
  for (const before of sequences(of, scope, length - 1)) {
    for (let action = 0; action < of.actions.length; action++)
      for (let client = 0; client < CLIENTS; client++)
        for (const gap of gaps)
          for (let item = 0; item < items; item++)
            for (let priority = 0; priority < (of.hasPriorities ? 2 : 1); priority++)
              yield [...before, packStep(plainStep({ action, client, gap, item, priority }), of)];
  }
}

const keys = (plans: Iterable<PackedPlan>): readonly string[] => Array.from(plans, ({ steps }) => steps.join());

describe.each(Object.keys(spaces))("a scope over %s", (name) => {
  const of = spaces[name] as PlanSpace;

  it("has the plans that its definition says, each once, with every choice of reductions", () => {
    for (const scope of scopes.filter(({ steps }) => steps <= (of.actions.length > 4 ? 2 : 3))) {
      const kinds = kindsOf(of);
      const all = Array.from(sequences(of, scope), (steps) => ({ config: scope.config, signals: 0, steps }));
      for (const reductions of wanted) {
        const should = keys(all.filter((plan) => belongs(plan, of, kinds, scope, reductions)));
        const plans = keys(enumeratePlans(of, scope, {}, reductions));
        expect(new Set(plans)).toEqual(new Set(should));
        expect(plans.length).toBe(should.length);
        expect(countPlans(of, scope, reductions)).toBe(should.length);
      }
    }
  });

  it("is counted as it is enumerated, also where it is longer", () => {
    for (const [steps, clients, cancels] of [
      [4, 2, 1],
      [4, 3, undefined],
      [5, 2, 0],
    ] as const) {
      const scope: Scope = { config: 0, steps, clients, gaps: few, ...(cancels === undefined ? {} : { cancels }) };
      const count = countPlans(of, scope);
      let plans = 0;
      for (const _ of enumeratePlans(of, scope)) plans++;
      expect(plans).toBe(count);
    }
  });

  it("is the same however it is split", () => {
    const scope: Scope = { config: 1, steps: 3, clients: 3, gaps: few };
    const whole = keys(enumeratePlans(of, scope));
    for (const count of [1, 7, 64, whole.length - 1, whole.length, whole.length + 1].filter((size) => size > 0)) {
      if (count === 1 && whole.length > 2_000) continue;
      const parts: string[] = [];
      for (let from = 0; from < whole.length; from += count) {
        const part = keys(enumeratePlans(of, scope, { from, count }));
        expect(part.length).toBe(Math.min(count, whole.length - from));
        parts.push(...part);
      }
      expect(parts).toEqual(whole);
    }
    expect(keys(enumeratePlans(of, scope, { from: whole.length }))).toEqual([]);
    expect(keys(enumeratePlans(of, scope, { count: 0 }))).toEqual([]);
  });
});

describe("a scope of very many plans", () => {
  const of = space([put, get, join, putNowait, close]);
  const scope: Scope = { config: 0, steps: 5, clients: 3, gaps: GAPS };

  it("is counted, and begun in the middle, without the plans before", () => {
    const count = countPlans(of, scope);
    expect(count).toBeGreaterThan(50_000_000);
    const last = [...enumeratePlans(of, scope, { from: count - 1 })];
    expect(last.length).toBe(1);
    expect(keys(enumeratePlans(of, scope, { from: count - 2 }))[1]).toBe(keys(last)[0]);
  });

  it("has a count that stops growing at the largest exact integer", () => {
    const long = { ...scope, steps: 20 };
    expect(countPlans(of, long)).toBe(Number.MAX_SAFE_INTEGER);
    expect([...enumeratePlans(of, long, { from: Number.MAX_SAFE_INTEGER - 1, count: 2 })].length).toBe(2);
  });
});

describe("reductions", () => {
  const of = space([get, putNowait]);
  const scope: Scope = { config: 0, steps: 3, clients: 3, gaps: few };

  it("are not made by name where the subject knows its clients apart", () => {
    const unreduced = { interchangeableClients: false, nobodysImmediateSteps: false };
    const differ = { ...of, clientsDiffer: true };
    expect(keys(enumeratePlans(differ, scope))).toEqual(keys(enumeratePlans(of, scope, {}, unreduced)));
    expect(countPlans(differ, scope)).toBeGreaterThan(countPlans(of, scope));
  });

  it("leave clients their names where their order at a quiet point may matter", () => {
    const long = { ...scope, steps: RELEASES_RACE };
    expect(countPlans(of, long)).toBe(countPlans(of, long, { interchangeableClients: false }));
    const shorter = { ...scope, steps: RELEASES_RACE - 1 };
    expect(countPlans(of, shorter)).toBeLessThan(countPlans(of, shorter, { interchangeableClients: false }));
  });
});

describe("a verb that few clients may call", () => {
  it("does not keep others from calling first: somebody joins, and then the only getter gets", () => {
    const of = spaces["one getter"] as PlanSpace;
    const calls = Array.from(enumeratePlans(of, { config: 0, steps: 2, clients: 2, gaps: ["quiet"] }), ({ steps }) =>
      steps.map((packed) => {
        const { action, client } = unpackStep(packed, of);
        const what = of.actions[action];
        return `${what?.do === "call" ? what.verb : "cancel"} ${String(client)}`;
      }),
    );
    expect(calls).toContainEqual(["join 1", "get 0"]);
    expect(calls).toContainEqual(["join 0", "get 0"]);
    expect(calls).not.toContainEqual(["join 2", "get 0"]);
    expect(calls).not.toContainEqual(["join 1", "get 1"]);
  });
});

describe("a length that is none", () => {
  it.each([0, -1, 1.5, NaN])("%s is refused", (steps) => {
    expect(() => countPlans(space([get]), { config: 0, steps, clients: 1, gaps: few })).toThrow(
      "Expected `steps` to be a positive integer",
    );
  });
});
