/** All that `npm run truth` finds out. Each part is told how much to do, and answers with plain numbers. */
import { asyncioAdapters } from "../../src/adapters/asyncio/adapters.js";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { AsyncioDefinitions } from "../../src/adapters/cpython/definitions.js";
import type { Workbench } from "../../src/runner/workbench.js";
import type { Gap, Plan } from "../../src/scheduler/plan.js";
import { readHistory } from "../../src/scheduler/readHistory.js";
import { comparePort, portOf, type PortComparison } from "./comparePort.js";
import { compareAll, type Comparison } from "./compareWithPython.js";
import { whyEquivalent } from "./equivalentMutants.js";
import { benchOf, readGolden, toGolden } from "./golden.js";
import { tryMutants, type Mutant, type Observed } from "./modelMutants.js";
import { plansForRules, plansOf, randomPlans, type ScopeOfPlans } from "./planSets.js";
import { referenceBench } from "./reference.js";

/** The objects of an interpreter. */
export function objectsOf({ event, queue, lifoQueue, priorityQueue }: AsyncioDefinitions): readonly AnyAdapter[] {
  return [event, queue, lifoQueue, priorityQueue];
}

/** Plans of one kind on one object. */
export interface Part {
  readonly object: string;
  /** `maxsize 1`, `any maxsize`; empty for an Event. */
  readonly config: string;
  /** `random`, or the scope in words. */
  readonly plans: string;
  readonly result: Comparison;
}

type Told = (part: Part) => void;

/** Random plans: so many for an Event, for a Queue of each maxsize, for the other queues with maxsizes mixed. */
export async function agreeOnRandomPlans(python: AsyncioDefinitions, count: number, told: Told): Promise<void> {
  for (const [index, adapter] of objectsOf(python).entries()) {
    const bench = referenceBench(adapter);
    const isQueue = adapter.name === "asyncio.Queue";
    const configs = isQueue ? bench.space.configs.map((_, config) => config) : [undefined];
    for (const config of configs) {
      const seed = 1 + index * 10 + (config ?? 0);
      const result = await compareAll(bench, randomPlans(bench, count, seed, config));
      told({ object: adapter.name, config: configWords(bench, config), plans: "random", result });
    }
  }
}

/** Every plan of the small scopes. `isSmall` leaves the longest ones out. */
export async function agreeOnScopes(python: AsyncioDefinitions, isSmall: boolean, told: Told): Promise<void> {
  for (const adapter of objectsOf(python)) {
    const bench = referenceBench(adapter);
    for (const [config, scope] of scopesOf(adapter, isSmall)) {
      const result = await compareAll(bench, plansOf(bench, config, scope));
      told({ object: adapter.name, config: configWords(bench, config), plans: scopeWords(scope), result });
    }
  }
}

const SAME_TURN: readonly Gap[] = ["quiet", 0];
const TURNS: readonly Gap[] = ["quiet", 0, 1, 2];

function scopesOf({ name, primitive }: AnyAdapter, isSmall: boolean): readonly (readonly [number, ScopeOfPlans])[] {
  const scope = (steps: number, gaps: readonly Gap[]): ScopeOfPlans => ({ steps, clients: 3, gaps });
  if (primitive === "event") {
    const lengths = isSmall ? [1, 2, 3] : [1, 2, 3, 4];
    return [...lengths.map((steps) => [0, scope(steps, TURNS)] as const), [0, scope(isSmall ? 4 : 5, SAME_TURN)]];
  }
  // a queue without a bound, and the smallest bounds; the other queues differ only in what they hold
  const configs = name === "asyncio.Queue" ? [0, 1, 2, 3] : [0, 1];
  const short = configs.flatMap((config) => [1, 2].map((steps) => [config, scope(steps, TURNS)] as const));
  if (isSmall) return short;
  const long = name === "asyncio.Queue" ? configs : [1];
  return [
    ...short,
    ...configs.map((config) => [config, scope(3, TURNS)] as const),
    ...long.map((config) => [config, scope(4, SAME_TURN)] as const),
  ];
}

function scopeWords({ steps, clients, gaps }: ScopeOfPlans): string {
  return `all of ${String(steps)} ${steps === 1 ? "step" : "steps"}, ${String(clients)} clients, gaps ${gaps.join(", ")}`;
}

function configWords({ space, adapter }: Workbench, config: number | undefined): string {
  if (adapter.primitive === "event") return "";
  if (config === undefined) return `maxsize ${space.configs.map(({ capacity }) => String(capacity)).join(", ")}`;
  return `maxsize ${String(space.configs[config]?.capacity)}`;
}

/** The port beside the interpreter. */
export async function comparePorts(
  python: AsyncioDefinitions,
  count: number,
): Promise<readonly { readonly object: string; readonly result: PortComparison }[]> {
  const found = [];
  for (const adapter of objectsOf(python)) {
    const bench = referenceBench(adapter);
    const plans = [...randomPlans(bench, count, 77)];
    found.push({ object: adapter.name, result: await comparePort(bench, portOf(asyncioAdapters, adapter), plans) });
  }
  return found;
}

/** Rules whose situations need many steps, and seldom come up by chance. */
const RARE = ["QUEUE-17", "QUEUE-21", "QUEUE-22", "QUEUE-33", "QUEUE-34"];

/** What the golden histories show: enough for most mutants, on any machine. */
export function goldenObservations(): readonly Observed[] {
  const { facts, plans } = readGolden();
  return [...Object.values(facts), plans].flatMap((histories) =>
    Object.entries(histories).map(([line, text]): Observed => {
      const { noted, history } = toGolden(line, text);
      const bench = benchOf(noted.object);
      return { bench, plan: noted.plan, history: readHistory(history, noted.plan, bench.subject) };
    }),
  );
}

/** Every guard of the models forced in turn, on golden histories and fresh ones. */
export async function mutantsOf(python: AsyncioDefinitions, count: number): Promise<readonly Mutant[]> {
  const observed: Observed[] = [...goldenObservations()];
  for (const adapter of objectsOf(python)) {
    const bench = referenceBench(adapter);
    const isQueue = adapter.name === "asyncio.Queue";
    const plans = [
      ...randomPlans(bench, isQueue ? 2 * count : count, 5),
      ...(isQueue ? plansForRules(bench, RARE, count, 9) : []),
      ...plansOf(bench, isQueue ? 1 : 0, { steps: adapter.primitive === "event" ? 4 : 3, clients: 3, gaps: SAME_TURN }),
    ];
    const documents = await Promise.all(plans.map((plan: Plan) => adapter.remote?.(plan)));
    for (const [at, plan] of plans.entries()) {
      observed.push({ bench, plan, history: readHistory(documents[at], plan, bench.subject) });
    }
  }
  return tryMutants(observed);
}

/** Mutants that were not noticed though nothing explains that. */
export function unexplained(mutants: readonly Mutant[]): readonly Mutant[] {
  return mutants.filter((mutant) => mutant.noticedBy === "unnoticed" && whyEquivalent(mutant) === null);
}

/** A mutant in one line. */
export function mutantWords({ guard, how }: Mutant): string {
  const what = how === "edge" ? "moved by one" : `always ${how}`;
  return `${guard.file}:${String(guard.line)} ${guard.inside}: \`${guard.text}\` ${what}`;
}

/** What one interpreter answered to random plans. */
export interface Answered {
  readonly version: string;
  readonly parts: readonly Part[];
}

/** What a whole run found out, as it is kept in results.json. */
export interface Results {
  readonly random: readonly Answered[];
  readonly scopes: readonly Part[];
  readonly ports: readonly { readonly object: string; readonly result: PortComparison }[];
  readonly mutants: {
    readonly guards: number;
    readonly counts: Readonly<Record<Mutant["noticedBy"], number>>;
    /** Those that nothing can notice, by the reason. */
    readonly equivalent: Readonly<Record<string, readonly string[]>>;
  };
}

/** The results as plain data. */
export function summary(found: Omit<Results, "mutants"> & { readonly mutants: readonly Mutant[] }): Results {
  const { mutants, ...others } = found;
  const counts = { relation: 0, tightness: 0, promises: 0, never: 0, unnoticed: 0 };
  const equivalent: Record<string, string[]> = {};
  for (const mutant of mutants) {
    counts[mutant.noticedBy]++;
    if (mutant.noticedBy === "unnoticed") (equivalent[whyEquivalent(mutant) ?? ""] ??= []).push(mutantWords(mutant));
  }
  const guards = new Set(mutants.map(({ guard }) => guard.id)).size;
  return { ...others, mutants: { guards, counts, equivalent } };
}
