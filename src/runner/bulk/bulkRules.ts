/**
 * Bulk: thousands of operations at once, counted. Order and counts decide a rule; cost is measured as a ratio, and decides
 * one only where the profile declares it.
 */
import type { Rule } from "../../properties/rule.js";
import type { BatchResult } from "../../scheduler/bulkRun.js";
import type { ResolvedOptions } from "../options.js";
import type { Cost, RuleResult } from "../report.js";
import { eventAxes, queueAxes } from "../semantics.js";
import { notAsked } from "../verdicts.js";
import type { Workbench } from "../workbench.js";
import { grown, measureCosts, SIZES } from "./costs.js";
import { BULK_OPERATIONS, configWith, crowd, oneByOne, run, verbOf } from "./crowd.js";
import { plainPriorities } from "./plainPriorities.js";

/** So few operations are no crowd: what fails with them is told by the rules about plans. */
const FEW = 4;

/**
 * How many operations take part, one size after the other: every number that plans hardly come to, those beside a power of
 * two, at which lists, rings and chunks grow, and a crowd.
 */
const CROWDS = [5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 257, BULK_OPERATIONS];

/** What came of one bulk rule, and of how many operations. `few`: it does not hold for a few either. */
export type BulkVerdict = { readonly operations: number } & (
  { readonly is: "pass" } | { readonly is: "fail" | "few"; readonly observed: string }
);

/** Fewer plans than these are a quick look, which measures no costs that nobody has declared. */
const MEASURED_FROM = 1_000;

/**
 * Judges every bulk rule that is asked for, and measures costs. Nothing once the search has stopped, nor in another shard
 * than the first. Rejects with an AdapterError where no verdict is possible.
 */
export async function judgeBulkRules(
  bench: Workbench,
  applicable: readonly Rule[],
  options: ResolvedOptions,
  hasStopped: boolean,
): Promise<{ readonly bulk: ReadonlyMap<string, BulkVerdict>; readonly costs: readonly Cost[] }> {
  const bulk = new Map<string, BulkVerdict>();
  if (hasStopped || bench.adapter.remote || options.shard.index > 1) return { bulk, costs: [] };
  const asked = applicable.filter((rule) => rule.bulk === true && (options.rule ?? rule.id) === rule.id);
  const isCostAsked = asked.some(({ needs }) => needs.includes("constant cost"));
  const isWhole = options.rule === null && options.numRuns >= MEASURED_FROM;
  const costs = isCostAsked || isWhole ? await measureCosts(bench) : [];
  for (const rule of asked) {
    bulk.set(rule.id, await judged(bench, rule.id, costs));
  }
  return { bulk, costs };
}

/** The verdict on a bulk rule in a report; `stopped` says why the search ended early, if it did. */
export function bulkResult(
  { id, sentence }: Rule,
  found: BulkVerdict | undefined,
  stopped: string | null,
  options: ResolvedOptions,
): RuleResult {
  const common = { id, sentence, situations: found?.operations ?? 0 };
  if (!found) {
    const { shard, rule } = options;
    const elsewhere = shard.index > 1 ? `shard 1 of ${String(shard.of)} judges it` : null;
    return { ...common, verdict: "inconclusive", reason: stopped ?? elsewhere ?? notAsked(rule ?? "") };
  }
  if (found.is === "pass") return { ...common, verdict: "pass" };
  if (found.is === "few") {
    const reason = `it fails with ${String(found.operations)} operations already, which other rules judge: ${found.observed}`;
    return { ...common, verdict: "inconclusive", reason };
  }
  return { ...common, verdict: "fail", bulk: { operations: found.operations, observed: found.observed } };
}

async function judged(bench: Workbench, rule: string, costs: readonly Cost[]): Promise<BulkVerdict> {
  const before = bench.plans;
  const sizes = rule === "QUEUE-79" ? [BULK_OPERATIONS] : CROWDS;
  for (const operations of sizes) {
    const observed = await breach(bench, rule, costs, operations);
    if (observed === null) continue;
    const ofFew = rule === "QUEUE-79" ? null : await breach(bench, rule, costs, FEW);
    if (ofFew === null) return { is: "fail", operations: operationsOf(bench, rule, operations), observed };
    return { is: "few", operations: FEW, observed: ofFew };
  }
  // of whatever sizes: a rule counts as one plan
  bench.plans = Math.min(bench.plans, before + 1);
  return { is: "pass", operations: operationsOf(bench, rule, BULK_OPERATIONS) };
}

/** What is wrong where at most so many operations take part; null where nothing is. */
async function breach(bench: Workbench, rule: string, costs: readonly Cost[], most: number): Promise<string | null> {
  switch (rule) {
    case "QUEUE-76":
      return waitingGetters(bench, most);
    case "QUEUE-77":
      return waitingPutters(bench, most);
    case "QUEUE-78":
      return manyItems(bench, most);
    case "QUEUE-79":
      return grownTwice(bench, costs);
    default:
      return waitingForEvent(bench, most);
  }
}

/** A cost that has grown in a second measurement, too: what else the machine does seldom strikes twice. */
async function grownTwice(bench: Workbench, costs: readonly Cost[]): Promise<string | null> {
  const first = costs.filter((cost) => grown(cost) !== null).map(({ of }) => of);
  if (first.length === 0) return null;
  const again = (await measureCosts(bench)).filter(({ of }) => first.includes(of));
  return again.map(grown).find((text) => text !== null) ?? null;
}

/** How many operations take part in what a rule is about, where at most so many do. */
function operationsOf(bench: Workbench, rule: string, most: number): number {
  switch (rule) {
    case "QUEUE-76":
    case "QUEUE-77":
      return crowd(bench, ["get", "put"], most);
    case "QUEUE-78":
      return itemCount(bench, most);
    case "QUEUE-79":
      return SIZES[1];
    default:
      return crowd(bench, ["wait"], most);
  }
}

/** Items that are put at once: those of a blocking verb wait side by side where it returns late. */
function itemCount(bench: Workbench, most: number): number {
  return bench.abilities.has("putNowait") ? most : crowd(bench, ["put"], most);
}

async function waitingGetters(bench: Workbench, most: number): Promise<string | null> {
  const config = configWith(bench, (capacity) => capacity > 0) ?? { capacity: 0 };
  const add = verbOf(bench, "putNowait", "put");
  const count = crowd(bench, ["get", "put"], most);
  // a bounded queue whose getters wake later has no room for all of them in one turn
  const adds = config.capacity === null || add === "put" ? [{ verb: add, count }] : oneByOne(add, count);
  const drops = !bench.abilities.has("overflow:wait");
  const results = await run(bench, config, [{ verb: "get", count }, ...(drops ? oneByOne(add, count) : adds)]);
  const { name } = bench.adapter.profile;
  const isOrdered = name !== "contract" && bench.abilities.has("order:fifo") && config.capacity === null;
  return received(results[0]?.outcomes ?? [], "get()", isOrdered ? (call) => call : undefined);
}

async function waitingPutters(bench: Workbench, most: number): Promise<string | null> {
  const config = configWith(bench, (capacity) => capacity < Infinity) ?? { capacity: 1 };
  const count = crowd(bench, ["put", "get"], most);
  const take = verbOf(bench, "get", "getNowait");
  const results = await run(
    bench,
    config,
    // an attempt finds only what is inside by then: one for each item, with quiescence between
    take === "get"
      ? [
          { verb: "put", count },
          { verb: take, count },
        ]
      : [{ verb: "put", count }, ...oneByOne(take, count)],
  );
  const [puts, ...takes] = results;
  const taken = takes.flatMap(({ outcomes }) => outcomes);
  const left = (puts?.outcomes ?? []).filter((outcome) => outcome?.is !== "ok").length;
  // one whose put() returns at the next get() is still waiting for that
  if (left > (bench.abilities.has("settles:pull") ? 1 : 0)) {
    return `${String(left)} of ${String(count)} put() have not returned though every item was taken`;
  }
  return received(taken, `${take}()`);
}

async function manyItems(bench: Workbench, most: number): Promise<string | null> {
  const { adapter } = bench;
  const config = configWith(bench, (capacity) => capacity === Infinity);
  if (!config || adapter.primitive !== "queue") return null;
  const add = verbOf(bench, "putNowait", "put");
  const take = verbOf(bench, "getNowait", "get");
  const count = itemCount(bench, most);
  const { order, equalPriority } = queueAxes(adapter.profile, config);
  const priority = order === "priority" ? plainPriorities : undefined;
  // under `contract` operations that overlap take effect in any order; getters of a queue with one of them take turns
  const isFree = adapter.profile.name === "contract";
  const takesTurns = take === "get" && (isFree || crowd(bench, ["get"]) < count);
  const puts =
    add === "put" && isFree
      ? oneByOne(add, count, priority)
      : [{ verb: add, count, ...(priority ? { priority } : {}) }];
  const takes = takesTurns ? oneByOne(take, count) : [{ verb: take, count }];
  const results = await run(bench, config, [...puts, ...takes]);
  const taken = results.slice(puts.length).flatMap(({ outcomes }) => outcomes);
  if (order === "fifo") return received(taken, `${take}()`, (call) => call);
  if (order === "lifo") return received(taken, `${take}()`, (call) => count - 1 - call);
  return received(taken, `${take}()`) ?? urgent(taken, `${take}()`, equalPriority === "fifo");
}

/** Whether items of a more urgent priority left first. */
function urgent(taken: BatchResult["outcomes"], verb: string, isStable: boolean): string | null {
  for (let call = 1; call < taken.length; call++) {
    const [before, now] = [taken[call - 1]?.item ?? 0, taken[call]?.item ?? 0];
    const difference = plainPriorities(now) - plainPriorities(before);
    if (difference < 0 || (difference === 0 && isStable && now < before)) {
      return `${verb} number ${String(call + 1)} took item ${String(now + 1)} after item ${String(before + 1)}`;
    }
  }
  return null;
}

async function waitingForEvent(bench: Workbench, most: number): Promise<string | null> {
  const count = crowd(bench, ["wait"], most);
  const sets = bench.abilities.has("releases:all") ? 1 : count;
  const results = await run(bench, { capacity: null }, [{ verb: "wait", count }, ...oneByOne("set", sets)]);
  const left = notReturned(results[0], count);
  if (left !== null) return `${left} after ${String(sets)} set()`;
  return remembered(bench, count);
}

/** What is wrong where an event that counts is set first, one time after the other, and awaited then. */
async function remembered(bench: Workbench, most: number): Promise<string | null> {
  const { adapter } = bench;
  if (adapter.primitive !== "event" || !bench.abilities.has("memory:many")) return null;
  const count = Math.min(most, eventAxes(adapter.profile).memory);
  const results = await run(bench, { capacity: null }, [...oneByOne("set", count), { verb: "wait", count }]);
  const left = notReturned(results.at(-1), count);
  return left === null ? null : `${left}, though ${String(count)} set() came before`;
}

/** How many wait() have not returned; null where all have. */
function notReturned(waits: BatchResult | undefined, count: number): string | null {
  const left = (waits?.outcomes ?? []).filter((outcome) => outcome?.is !== "ok").length;
  return left === 0 ? null : `${String(left)} of ${String(count)} wait() have not returned`;
}

/** What is wrong with the items that were received: one each, each once, and the expected one. */
function received(outcomes: BatchResult["outcomes"], verb: string, expected?: (call: number) => number): string | null {
  const seen = new Set<number>();
  for (const [call, outcome] of outcomes.entries()) {
    const which = `${verb} number ${String(call + 1)} of ${String(outcomes.length)}`;
    if (outcome?.item === undefined)
      return `${which} ${outcome === null ? "never settles" : `ends ${outcome?.is ?? ""}`}`;
    if (seen.has(outcome.item)) return `${which} gets item ${String(outcome.item + 1)}, which was taken before`;
    if (expected && outcome.item !== expected(call)) {
      return `${which} gets item ${String(outcome.item + 1)} instead of item ${String(expected(call) + 1)}`;
    }
    seen.add(outcome.item);
  }
  return null;
}
