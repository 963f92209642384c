/** What an operation costs in a small crowd and in a large one: a ratio, measured, that decides only a declared rule. */
import type { Batch } from "../../scheduler/bulkRun.js";
import type { Config } from "../../scheduler/plan.js";
import type { Cost } from "../report.js";
import type { Workbench } from "../workbench.js";
import { configWith, crowd, run, verbOf, type Waiting } from "./crowd.js";
import { Pace } from "./pace.js";

/** The two sizes whose costs are compared, and how often: the least time of several is the one least disturbed. */
export const SIZES = [500, 4_000] as const;
const REPEATS = 5;
/** What a measurement may be expected to take, in milliseconds: there are several of each size. */
const MOST_TIME = 2_000;
/** Fewer operations are no crowd. */
const SMALLEST = 8;
/** Runs of each size before anything is measured. */
const WARM_UPS = 2;
/** A cost for each operation that grows more than so many times, while the size grows eight times, is no constant. */
const CONSTANT_BELOW = 3;

/** Measures what operations cost in a small and in a large crowd. */
export async function measureCosts(bench: Workbench): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  if (bench.adapter.primitive === "event") {
    if (bench.abilities.has("many waiters")) {
      costs.push(
        await cost(bench, "a wait() beside others", { capacity: null }, ["wait"], (count) => [
          { verb: "wait", count },
          { verb: "set", count: bench.abilities.has("releases:all") ? 1 : count },
        ]),
      );
    }
    return costs;
  }
  const add = verbOf(bench, "putNowait", "put");
  const unbounded = configWith(bench, (capacity) => capacity === Infinity);
  if (unbounded && bench.abilities.has("getNowait")) {
    costs.push(
      await cost(bench, "an item among others", unbounded, [], (count) => [
        { verb: add, count },
        { verb: "getNowait", count },
      ]),
    );
  }
  if (unbounded && bench.abilities.has("many getters")) {
    costs.push(
      await cost(bench, "a get() beside others", unbounded, ["get"], (count) => [
        { verb: "get", count },
        { verb: add, count },
      ]),
    );
  }
  const bounded = configWith(bench, (capacity) => capacity < Infinity);
  if (bounded && bench.abilities.has("many putters") && bench.abilities.has("many getters")) {
    costs.push(
      await cost(bench, "a put() beside others", bounded, ["put", "get"], (count) => [
        { verb: "put", count },
        { verb: "get", count },
      ]),
    );
  }
  return costs;
}

async function cost(
  bench: Workbench,
  of: string,
  config: Config,
  waiting: readonly Waiting[],
  batches: (count: number) => readonly Batch[],
): Promise<Cost> {
  const each = async (count: number): Promise<number> => {
    const results = await run(bench, config, batches(count));
    return results.reduce((sum, { time }) => sum + time, 0) / count;
  };
  const { plans } = bench;
  let large = crowd(bench, waiting, SIZES[1]);
  let small = Math.min(SIZES[0], Math.ceil(large / 4));
  // where a crowd takes seconds, smaller ones show as well how the cost grows
  for (const pace = new Pace(MOST_TIME); small > SMALLEST; [small, large] = [Math.ceil(small / 8), small]) {
    await each(small);
    pace.note(small, small * Math.min(await each(small), await each(small), await each(small)));
    if (pace.allows(large)) break;
  }
  // the first runs of all warm up
  for (let repeat = 0; repeat < WARM_UPS; repeat++) for (const count of [small, large]) await each(count);
  let [before, after] = [Infinity, Infinity];
  // one after the other, so that what else the machine does falls on both
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    before = Math.min(before, await each(small));
    after = Math.min(after, await each(large));
  }
  // how many runs that took depends on the pace: it counts as one plan
  bench.plans = plans + 1;
  return { of, sizes: [small, large], ratio: Math.round((after / before) * 10) / 10 };
}

/** What is wrong with a cost that has to be constant; null where it is. */
export function grown({ of, sizes: [small, large], ratio }: Cost): string | null {
  if (ratio < CONSTANT_BELOW) return null;
  return `${of} costs ${String(ratio)} times as much among ${String(large)} as among ${String(small)}`;
}
