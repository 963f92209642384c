/**
 * Looks for the smallest plan that tells two values apart: every plan, shortest first, and of each length small
 * capacities first. What it finds is therefore smallest among the plans that it enumerates: plain verbs, the gaps quiet
 * and 0, then also 1 and 2.
 */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { describeFailure, followed, type Course } from "../../src/runner/failure.js";
import type { Failure } from "../../src/runner/report.js";
import { cancellableVerbs } from "../../src/runner/smoke.js";
import { Workbench } from "../../src/runner/workbench.js";
import { createNodeHost } from "../../src/host/node.js";
import { enumeratePlans } from "../../src/scheduler/enumerate.js";
import type { History } from "../../src/scheduler/history.js";
import type { Gap, Plan } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import type { Declared, Separation } from "./separation.js";

const LONGEST = 4;
const CLIENTS = 3;
const GAPS: readonly (readonly Gap[])[] = [
  ["quiet", 0],
  ["quiet", 0, 1, 2],
];
/** Longest plans with the rarer gaps: they are many. */
const LONGEST_RARE = 3;

const host = createNodeHost();

/** A subject under both declarations. */
export interface Pair {
  readonly own: Workbench;
  readonly other: Workbench;
  /** The other declaration changes how plans run, not only how histories are judged. */
  readonly runsTwice: boolean;
}

/** What a neighbour says to a plan: nothing, that the history breaks its promises, or that such a subject is a mistake. */
export type Refusal =
  { readonly is: "refuses"; readonly failure: Failure } | { readonly is: "mistake"; readonly text: string };

export async function pairOf({ subject, misdeclared, bounds }: Separation): Promise<Pair> {
  const bench = async (adapter: AnyAdapter): Promise<Workbench> => {
    const made = new Workbench(adapter, host, await cancellableVerbs(adapter, host, () => undefined), () => undefined);
    if (bounds.odd === true && adapter.primitive === "queue") made.allowItems(adapter.profile.items ?? []);
    return made;
  };
  const own = await bench(subject);
  const other = await mistakenBench(() => bench(misdeclared), misdeclared);
  return { own, other, runsTwice: runs(subject) !== runs(misdeclared) };
}

/** Where even the first look fails, plans will fail as well: what can be cancelled does not matter then. */
async function mistakenBench(make: () => Promise<Workbench>, adapter: AnyAdapter): Promise<Workbench> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return new Workbench(adapter, host, { cancellable: [], abortable: [] }, () => undefined);
  }
}

/** All that decides how plans run, as a text. */
function runs({ profile, outcomes, wait }: AnyAdapter & { readonly wait?: unknown }): string {
  const { cancellation, wakesWithin, setResult, closing, capacities } = profile as Declared;
  const mapped = JSON.stringify(Object.keys({ ...outcomes, ...outcomes?.thrown }));
  return [JSON.stringify([cancellation, wakesWithin, setResult, closing, capacities]), mapped, String(wait)].join();
}

/** The history of a plan of the first declaration; throws where the subject's own model refuses it. */
export async function ownHistory({ own }: Pair, plan: Plan): Promise<History> {
  const history = await own.run(plan);
  if (own.judge(plan.config).compare(history, []).is === "conforms") return history;
  throw new Error(`${own.adapter.name} breaks its own promises: ${JSON.stringify(plan)}`);
}

/** The plan in a configuration that the other declaration has. */
function otherPlan({ other }: Pair, plan: Plan): Plan {
  const { configs } = other.space;
  const config = configs.find(({ capacity }) => capacity === plan.config.capacity) ?? configs[0] ?? plan.config;
  return { ...plan, config };
}

/** Whether plans bring what the other declaration rules out: then it says nothing of them. */
function isForeign({ other }: Pair, plan: Plan): boolean {
  const { actions, items } = other.space;
  const canCancel = actions.some((action) => action.do === "cancel");
  return plan.steps.some(
    (step) => (step.do === "cancel" && !canCancel) || (step.do === "call" && !items.includes(step.item ?? "object")),
  );
}

/** Whether the other declaration refuses the plan. */
export async function isRefused(pair: Pair, plan: Plan, history: History): Promise<boolean> {
  const { other, runsTwice } = pair;
  if (!runsTwice) return other.judge(plan.config).compare(history, []).is === "contradicts";
  if (isForeign(pair, plan)) return false;
  try {
    const moved = otherPlan(pair, plan);
    return other.judge(moved.config).compare(await other.run(moved), []).is === "contradicts";
  } catch (error) {
    if (error instanceof AdapterError) return true;
    throw error;
  }
}

/** Why the other declaration refuses the plan; null where it does not. */
export async function refusalOf(pair: Pair, plan: Plan): Promise<Refusal | null> {
  const moved = otherPlan(pair, plan);
  if (isForeign(pair, plan)) return null;
  try {
    const failure = describeFailure(pair.other, moved, await pair.other.run(moved), {
      foundBy: "exhaustive",
      allowing: [],
    });
    return failure && { is: "refuses", failure };
  } catch (error) {
    if (error instanceof AdapterError) return { is: "mistake", text: error.message };
    throw error;
  }
}

/** The course of the plan beside the subject's own model. */
export async function ownCourse(pair: Pair, plan: Plan): Promise<Course> {
  const history = await ownHistory(pair, plan);
  return followed(pair.own, pair.own.judge(plan.config).relation([]), history);
}

/** What a search came to. */
export interface Found {
  /** Null where no plan of the scope separates. */
  readonly plan: Plan | null;
  /** How many plans ran. */
  readonly plans: number;
  /** Longest length that was searched to its end. */
  readonly steps: number;
}

/** Searches up to `longest` steps. */
export async function smallestSeparation(separation: Separation, longest = Infinity): Promise<Found> {
  const pair = await pairOf(separation);
  const { clients = CLIENTS, steps: most = LONGEST, odd = false } = separation.bounds;
  // priorities separate where only one of the two heeds them
  const hasPriorities = pair.own.space.hasPriorities || pair.other.space.hasPriorities;
  const space = { ...pair.own.space, hasPriorities };
  const bound = (config: number): number => space.configs[config]?.capacity ?? Infinity;
  const configs = space.configs.map((_, config) => config).sort((a, b) => bound(a) - bound(b));
  const last = Math.min(most, longest);
  let plans = 0;
  for (const gaps of GAPS) {
    const isRare = gaps !== GAPS[0];
    for (let steps = 1; steps <= (isRare ? Math.min(last, LONGEST_RARE) : last); steps++) {
      for (const config of configs) {
        for (const packed of enumeratePlans(space, { config, steps, clients, gaps, odd })) {
          const plan = unpackPlan(packed, space);
          plans++;
          if (await isRefused(pair, plan, await ownHistory(pair, plan))) return { plan, plans, steps };
        }
      }
    }
  }
  return { plan: null, plans, steps: last };
}
