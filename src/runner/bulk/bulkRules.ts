/**
 * Bulk: thousands of operations at once, counted. Order and counts decide a rule; cost is measured as a ratio, and decides
 * one only where the profile declares it.
 */
import type { Rule } from "../../properties/rule.js";
import type { Batch, BatchResult } from "../../scheduler/bulkRun.js";
import type { ResolvedOptions } from "../options.js";
import type { Cost, RuleResult } from "../report.js";
import { eventAxes, queueAxes } from "../semantics.js";
import { notAsked } from "../verdicts.js";
import type { Workbench } from "../workbench.js";
import { grown, measureCosts, SIZES } from "./costs.js";
import { BULK_OPERATIONS, configWith, crowd, oneByOne, run, verbOf } from "./crowd.js";
import { Pace } from "./pace.js";
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
  | {
      readonly is: "pass";
      /** So many it should have been, but they would have taken too long; null where they were. */
      readonly insteadOf: number | null;
    }
  | { readonly is: "fail" | "few"; readonly observed: string }
);

/** What is wrong, and with how many operations. */
interface Breach {
  readonly observed: string;
  readonly operations: number;
}

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
    const before = bench.plans;
    bulk.set(rule.id, await judged(bench, rule.id, costs));
    // of whatever sizes: how many crowds there were may depend on their pace
    bench.plans = before + 1;
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
  const pace = new Pace();
  for (const target of rule === "QUEUE-79" ? [BULK_OPERATIONS] : CROWDS) {
    while (pace.size < target) {
      const size = pace.next(target);
      if (size === null) return passed(bench, rule, pace.size);
      const started = performance.now();
      const found = await breach(bench, rule, costs, size);
      pace.note(size, performance.now() - started);
      if (found === null) continue;
      const ofFew = rule === "QUEUE-79" ? null : await breach(bench, rule, costs, FEW);
      if (ofFew === null) return { is: "fail", ...found };
      return { is: "few", operations: FEW, observed: ofFew.observed };
    }
  }
  return passed(bench, rule, BULK_OPERATIONS);
}

function passed(bench: Workbench, rule: string, most: number): BulkVerdict {
  const operations = operationsOf(bench, rule, most);
  const asked = operationsOf(bench, rule, BULK_OPERATIONS);
  return { is: "pass", operations, insteadOf: operations < asked ? asked : null };
}

/** Rules that were judged with fewer operations than is usual. */
export function paceWarnings(bulk: ReadonlyMap<string, BulkVerdict>): readonly string[] {
  return [...bulk].flatMap(([rule, found]) => {
    if (found.is !== "pass" || found.insteadOf === null) return [];
    const [fewer, asked] = [found.operations, found.insteadOf].map((count) => count.toLocaleString("en-US"));
    return [
      `${rule} was judged with ${String(fewer)} operations at once instead of ${String(asked)}, which would take too long.`,
    ];
  });
}

/** What is wrong where at most so many operations take part; null where nothing is. */
async function breach(bench: Workbench, rule: string, costs: readonly Cost[], most: number): Promise<Breach | null> {
  if (rule === "QUEUE-78") return manyItems(bench, most);
  const observed = await breachOf(bench, rule, costs, most);
  return observed === null ? null : { observed, operations: operationsOf(bench, rule, most) };
}

async function breachOf(bench: Workbench, rule: string, costs: readonly Cost[], most: number): Promise<string | null> {
  switch (rule) {
    case "QUEUE-76":
      return waitingGetters(bench, most);
    case "QUEUE-77":
      return waitingPutters(bench, most);
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

/** Items that are put and taken, each wave a number of puts and then a number of gets. */
type Waves = readonly (readonly [puts: number, takes: number])[];

/**
 * All in and all out; and so that whatever holds the items is turned before it is full, before it grows and before it
 * shrinks: a ring that does that well with its first item in front may do it wrong with its first item elsewhere. Turned by
 * one, the last few items lie across its end when it shrinks; turned by more, many do when it grows.
 */
function wavesOf(count: number): readonly Waves[] {
  const half = Math.max(1, Math.floor(count / 2));
  const turns = [...new Set([1, Math.ceil(half / 3)])];
  const turned = turns.map((turn): Waves => [
    [half, turn],
    [turn, half],
    [half, turn],
    [half + turn, 2 * half],
  ]);
  return [[[count, count]], ...turned];
}

async function manyItems(bench: Workbench, most: number): Promise<Breach | null> {
  for (const waves of wavesOf(itemCount(bench, most))) {
    const observed = await passedOn(bench, waves);
    if (observed === null) continue;
    const operations = waves.reduce((sum, [puts]) => sum + puts, 0);
    return { operations, observed: waves.length > 1 ? `${observed}, where ${wavesInWords(waves)}` : observed };
  }
  return null;
}

/** `22 were put, 8 taken, 8 put, 22 taken`. */
function wavesInWords(waves: Waves): string {
  return waves
    .map(([puts, takes], wave) => `${String(puts)} ${wave === 0 ? "were " : ""}put, ${String(takes)} taken`)
    .join(", ");
}

/** What is wrong with the items that come out in these waves. */
async function passedOn(bench: Workbench, waves: Waves): Promise<string | null> {
  const { adapter } = bench;
  const config = configWith(bench, (capacity) => capacity === Infinity);
  if (!config || adapter.primitive !== "queue") return null;
  const add = verbOf(bench, "putNowait", "put");
  const take = verbOf(bench, "getNowait", "get");
  const { order, equalPriority } = queueAxes(adapter.profile, config);
  const priority = order === "priority" ? plainPriorities : undefined;
  // under `contract` operations that overlap take effect in any order; getters of a queue with one of them take turns
  const isFree = adapter.profile.name === "contract";
  const batches: Batch[] = [];
  const isTake: boolean[] = [];
  let before = 0;
  for (const [puts, takes] of waves) {
    const first = before;
    const ranked = priority ? (call: number): number => priority(first + call) : undefined;
    const adds =
      add === "put" && isFree
        ? oneByOne(add, puts, ranked)
        : [{ verb: add, count: puts, ...(ranked ? { priority: ranked } : {}) }];
    const takesTurns = take === "get" && (isFree || crowd(bench, ["get"]) < takes);
    const gets = takesTurns ? oneByOne(take, takes) : [{ verb: take, count: takes }];
    batches.push(...adds, ...gets);
    isTake.push(...adds.map(() => false), ...gets.map(() => true));
    before += puts;
  }
  const results = await run(bench, config, batches);
  const taken = results.flatMap(({ outcomes }, at) => (isTake[at] === true ? outcomes : []));
  if (order === "fifo") return received(taken, `${take}()`, (call) => call);
  if (order === "lifo") {
    const expected = lastFirst(waves);
    return received(taken, `${take}()`, (call) => expected[call] ?? -1);
  }
  const isOneWave = waves.length === 1;
  return received(taken, `${take}()`) ?? (isOneWave ? urgent(taken, `${take}()`, equalPriority === "fifo") : null);
}

/** Which items come out of a stack, by the number of the get. */
function lastFirst(waves: Waves): readonly number[] {
  const inside: number[] = [];
  const taken: number[] = [];
  let before = 0;
  for (const [puts, takes] of waves) {
    for (let put = 0; put < puts; put++) inside.push(before++);
    for (let get = 0; get < takes; get++) taken.push(inside.pop() ?? -1);
  }
  return taken;
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
