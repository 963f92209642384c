/**
 * Each reduction of a scope is sound: what is left out shows nothing that the rest does not. Over every mutant and every
 * correct subject; with ASYNC_TCK_FULL=1 over plans of up to 3 steps with a second configuration, and comparing which
 * rules break.
 */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { countPlans, enumeratePlans } from "../../src/scheduler/enumerate.js";
import { EVENT_WIDTH, EventCode, Field, type History } from "../../src/scheduler/history.js";
import { CLIENTS, GAPS, type Gap } from "../../src/scheduler/plan.js";
import type { PackedPlan, PlanSpace } from "../../src/scheduler/planSpace.js";
import { UNREDUCED, type Reductions } from "../../src/scheduler/reductions.js";
import type { Scope } from "../../src/scheduler/scope.js";
import { extraMutants, mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";
import { representative, type Mapping } from "./representative.js";
import { ScopeVerdicts } from "./scopeVerdicts.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
const everyone: readonly { readonly name: string; readonly adapter: AnyAdapter }[] = [
  ...mutants,
  ...extraMutants,
  ...correctSubjects,
];
const names = Object.keys(UNREDUCED) as (keyof Reductions)[];
const mappings: readonly Mapping[] = ["interchangeableClients", "nobodysImmediateSteps", "quietLastGap"];
const few: readonly Gap[] = ["quiet", 0];

const kept = new Map<AnyAdapter, ScopeVerdicts>();

/** In the short form one for each adapter: what its models have worked out serves every test. All of it is too much. */
async function subjectOf(adapter: AnyAdapter): Promise<ScopeVerdicts> {
  const known = kept.get(adapter);
  if (known) return known;
  const made = await ScopeVerdicts.of(adapter);
  if (!isFull) kept.set(adapter, made);
  return made;
}

const keysOf = (plans: Iterable<PackedPlan>): Set<string> => new Set(Array.from(plans, ({ steps }) => steps.join()));

const eachLeftOut: readonly Reductions[] = names.map((name) => ({ [name]: false }));

/** Asserts that leaving reductions out does not change whether some plan of one length fails. */
async function expectSameVerdict(subject: ScopeVerdicts, scope: Scope, without: readonly Reductions[]): Promise<void> {
  const { space } = subject;
  const reduced = [...enumeratePlans(space, scope)];
  // what fails here is a plan of the whole scope as well
  if (await subject.firstFailing(reduced)) return;
  const known = keysOf(reduced);
  for (const reductions of without) {
    const failing = await subject.firstFailing(enumeratePlans(space, scope, {}, reductions), known);
    expect({ reductions, failing }).toEqual({ reductions, failing: null });
  }
}

/** Asserts that no reduction changes which rules the plans of one length break. Answers whether any breaks. */
async function expectSameRules(subject: ScopeVerdicts, scope: Scope): Promise<boolean> {
  const broken = await subject.broken(scope, {});
  for (const name of names) {
    expect({ name, broken: await subject.broken(scope, { [name]: false }) }).toEqual({ name, broken });
  }
  return broken.length > 0;
}

const everyFifteenth = everyone.filter((_, at) => at % 15 === 0);

if (isFull) {
  describe.each(everyone)("$name", ({ adapter }) => {
    it("breaks the same rules in its shortest failing plans, of up to 3 steps", { timeout: 0 }, async () => {
      const subject = await subjectOf(adapter);
      for (const config of subject.configs) {
        for (const steps of [1, 2, 3]) {
          if (await expectSameRules(subject, { config, steps, clients: 3, gaps: few })) break;
        }
      }
    });

    it("has the same verdict over 2 steps without any reduction", { timeout: 0 }, async () => {
      const subject = await subjectOf(adapter);
      for (const config of subject.configs) {
        await expectSameVerdict(subject, { config, steps: 2, clients: 3, gaps: few }, [UNREDUCED]);
      }
    });
  });
} else {
  describe("with each reduction and without it", () => {
    const scopeOf = ({ configs }: ScopeVerdicts, steps: number, clients: number): Scope => {
      return { config: configs[0] ?? 0, steps, clients, gaps: few };
    };

    it("every subject has the same verdict over 2 steps in one configuration", { timeout: 0 }, async () => {
      for (const { adapter } of everyone) {
        const subject = await subjectOf(adapter);
        await expectSameVerdict(subject, scopeOf(subject, 2, 3), eachLeftOut);
      }
    });

    it(
      "every 15th subject has the same verdict also over 3 steps with 2 clients, and without any reduction",
      {
        timeout: 0,
      },
      async () => {
        for (const { adapter } of everyFifteenth) {
          const subject = await subjectOf(adapter);
          await expectSameVerdict(subject, scopeOf(subject, 3, 2), eachLeftOut);
          await expectSameVerdict(subject, scopeOf(subject, 2, 2), [UNREDUCED]);
        }
      },
    );
  });
}

/** Plans spread evenly over a scope without the reduction: those that it leaves out among them. */
function* spread(space: PlanSpace, scope: Scope, mapping: Mapping, count: number): Generator<PackedPlan> {
  const reductions = { [mapping]: false };
  const total = countPlans(space, scope, reductions);
  for (let at = 0; at < count; at++) {
    // the number of plans is a multiple of the number of gaps: not always the same last gap
    const from = (Math.floor(((at + 0.5) * total) / count) + at) % total;
    yield* enumeratePlans(space, scope, { from, count: 1 }, reductions);
  }
}

/** The events with clients as the representative calls them; nobody calls what is immediate. */
function renamed({ events }: History, clients: readonly number[]): readonly number[] {
  return events.map((value, at) => {
    if (at % EVENT_WIDTH !== Field.client || value < 0) return value;
    return events[at - Field.client] === EventCode.now ? -1 : (clients[value] ?? value);
  });
}

const ITSELF = Array.from({ length: CLIENTS }, (_, client) => client);

describe("a plan of 4 or 5 steps and the one that stands for it", () => {
  const samples = isFull ? 50 : 3;
  const some = (mapping: Mapping): typeof everyone =>
    isFull ? everyone : everyone.filter((_, at) => at % mappings.length === mappings.indexOf(mapping));
  const limited = (space: PlanSpace): boolean =>
    space.actions.some((what) => what.do === "call" && what.clients.length < CLIENTS);

  it.each(mappings)(
    `are judged alike by ${isFull ? "every" : "every third"} subject: %s`,
    { timeout: 0 },
    async (mapping) => {
      let leftOut = 0;
      for (const { adapter } of some(mapping)) {
        const subject = await subjectOf(adapter);
        if (limited(subject.space)) continue;
        for (const steps of [4, 5]) {
          const scope: Scope = { config: subject.configs[0] ?? 0, steps, clients: 3, gaps: GAPS };
          for (const plan of spread(subject.space, scope, mapping, samples)) {
            const { plan: other, names: clients } = representative(plan, subject.space, mapping);
            if (plan.steps.join() === other.steps.join()) continue;
            leftOut++;
            const [own, others] = [await subject.run(plan), await subject.run(other)];
            expect(subject.judge(plan, own)).toBe(subject.judge(other, others));
            if (mapping !== "quietLastGap") expect(renamed(own, clients)).toEqual(renamed(others, ITSELF));
          }
        }
      }
      expect(leftOut).toBeGreaterThan(samples * some(mapping).length);
    },
  );
});
