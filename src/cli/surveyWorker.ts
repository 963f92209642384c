/** A thread of the pool: surveys work units of adapters that it loads itself. */
import { workerData } from "node:worker_threads";
import { createNodeHost } from "../host/node.js";
import type { AnyAdapter } from "../adapters/contract.js";
import { rulesOf } from "../properties/index.js";
import { huntedRules } from "../runner/applicable.js";
import { resolveOptions } from "../runner/options.js";
import { portfolio, type Share } from "../runner/portfolio.js";
import { survey } from "../runner/survey.js";
import { Workbench } from "../runner/workbench.js";
import type { WorkUnit } from "../runner/workUnits.js";
import { AdapterError } from "../scheduler/subject.js";
import { loadAdapters } from "./loadAdapters.js";
import { runningKit } from "./runningKit.js";
import type { PoolData, SurveyAnswer, SurveyTask } from "./surveyPool.js";

/** Tinypool wraps the data of its own around ours. */
const [, { begun }] = workerData as [unknown, PoolData];

/** An adapter that is ready to be surveyed. */
interface Prepared {
  readonly bench: Workbench;
  readonly shares: readonly Share[];
}

const files = new Map<string, Promise<readonly AnyAdapter[]>>();
const prepared = new Map<string, Prepared>();

/** Surveys one unit. Rejects for what is no verdict about the adapter. */
export default async function surveyUnit({ unit, ...task }: SurveyTask & { unit: WorkUnit }): Promise<SurveyAnswer> {
  const { bench, shares } = await prepare(task);
  const share = shares[unit.share];
  if (!share) throw new Error(`kit error: there is no share ${String(unit.share)}`);
  const isOver = (): boolean => task.until !== null && Date.now() > task.until;
  try {
    return { findings: await survey(bench, share.strategy, unit, bench.adapter.deviations ?? [], isOver) };
  } catch (error) {
    if (error instanceof AdapterError) return { adapterError: error.message };
    throw error;
  }
}

/** The adapter of a task, as the asking thread prepared its own. */
async function prepare({
  file,
  shownAs,
  adapterOptions,
  adapter: index,
  options,
  observed,
}: SurveyTask): Promise<Prepared> {
  const key = JSON.stringify([file, index, options]);
  const known = prepared.get(key);
  if (known) return known;
  const loaded = files.get(file) ?? runningKit().then((kit) => loadAdapters(file, shownAs, kit, adapterOptions));
  files.set(file, loaded);
  const adapter = (await loaded)[index];
  if (!adapter) throw new Error(`kit error: ${shownAs} has no adapter ${String(index)} any more`);
  const resolved = resolveOptions(options, rulesOf(adapter.primitive));
  const bench = new Workbench(adapter, createNodeHost(), observed, () => Atomics.add(begun, 0, 1));
  bench.allowItems(observed.items);
  const rules = huntedRules(bench, bench.rules);
  const made = { bench, shares: portfolio(bench, rules, resolved) };
  prepared.set(key, made);
  return made;
}
