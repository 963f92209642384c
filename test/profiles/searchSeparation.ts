/**
 * Looks for the smallest plan that tells two values apart: every plan, shortest first, and of each length small
 * capacities first. What it finds is therefore smallest among the plans that it enumerates: plain verbs, the gaps quiet
 * and 0, then also 1 and 2.
 */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { describeFailure, followed, type Course } from "../../src/runner/failure.js";
import type { Failure } from "../../src/runner/report.js";
import { tidied } from "../../src/runner/minimize.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { Workbench } from "../../src/runner/workbench.js";
import { createNodeHost } from "../../src/host/node.js";
import { enumeratePlans } from "../../src/scheduler/enumerate.js";
import type { History } from "../../src/scheduler/history.js";
import type { Gap, Plan } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import type { TokenTable } from "../../src/scheduler/token.js";
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
    const made = await workbenchFor(adapter, { host });
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
    return new Workbench(adapter, host, { cancellable: [], abortable: [], clientsDiffer: false }, () => undefined);
  }
}

/** All that decides how plans run, as a text. */
function runs({ profile, outcomes, wait }: AnyAdapter & { readonly wait?: unknown }): string {
  const { cancellation, wakesWithin, setResult, waitResult, closing, capacities } = profile as Declared;
  const mapped = JSON.stringify(Object.keys({ ...outcomes, ...outcomes?.thrown }));
  return [
    JSON.stringify([cancellation, wakesWithin, setResult, waitResult, closing, capacities]),
    mapped,
    String(wait),
  ].join();
}

/** What tokens of the pair's plans are written with: priorities stand only where a table has them. */
export function tableOf({ own, other }: Pair): TokenTable {
  return other.space.hasPriorities ? other.table : own.table;
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

/** Whether a declaration lets plans do this: within its limits, with its items, cancelling what can be cancelled. */
export function mayRun({ space }: Workbench, { steps }: Plan): boolean {
  const cancellable = new Set<number>();
  return steps.every((step) => {
    if (step.do !== "call") return step.do !== "cancel" || cancellable.has(step.client);
    const { client, verb, variant, item = "object" } = step;
    const action = space.actions.find((each) => each.do === "call" && each.verb === verb && each.variant === variant);
    if (action?.do !== "call" || !space.items.includes(item)) return false;
    if (action.cancellable) cancellable.add(client);
    return !action.blocking || action.clients.includes(client);
  });
}

/** Whether the other declaration refuses the plan, whose history under the first is given where that runs it. */
export async function isRefused(pair: Pair, plan: Plan, history: History | null): Promise<boolean> {
  const { other, runsTwice } = pair;
  if (!mayRun(other, plan)) return false;
  if (history && !runsTwice) return other.judge(plan.config).compare(history, []).is === "contradicts";
  return (await refusalOf(pair, plan)) !== null;
}

/** Why the other declaration refuses the plan; null where it does not. */
export async function refusalOf(pair: Pair, plan: Plan): Promise<Refusal | null> {
  if (!mayRun(pair.other, plan)) return null;
  const moved = otherPlan(pair, plan);
  try {
    const failure = await describeFailure(pair.other, moved, await pair.other.run(moved), {
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
  const { clients = CLIENTS, steps: most = LONGEST, odd = false, beyond = false } = separation.bounds;
  const base = beyond ? pair.other.space : pair.own.space;
  // priorities separate where only one of the two heeds them
  const hasPriorities = pair.own.space.hasPriorities || pair.other.space.hasPriorities;
  const space = { ...base, hasPriorities };
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
          if (odd && bringsTwice(plan)) continue;
          plans++;
          const history = mayRun(pair.own, plan) ? await ownHistory(pair, plan) : null;
          if (await isRefused(pair, plan, history)) return { plan: await tidy(pair, plan), plans, steps };
        }
      }
    }
  }
  return { plan: null, plans, steps: last };
}

/** The plan with clients as a reader likes them, where that separates as well. */
async function tidy(pair: Pair, plan: Plan): Promise<Plan> {
  const better = tidied(plan, pair.other.space);
  const runs = mayRun(pair.own, better);
  if (runs !== mayRun(pair.own, plan)) return plan;
  const history = runs ? await ownHistory(pair, better) : null;
  return (await isRefused(pair, better, history)) ? better : plan;
}

/** Whether an item that is no object comes twice: nobody can tell the two apart. */
function bringsTwice({ steps }: Plan): boolean {
  const odd = steps.flatMap((step) => (step.do === "call" && step.item !== undefined ? [step.item] : []));
  return new Set(odd).size < odd.length;
}
