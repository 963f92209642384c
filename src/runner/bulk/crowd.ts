/** Crowds: so many callers of a verb at once, as far as the profile lets them wait. */
import { runBulk, type Batch, type BatchResult } from "../../scheduler/bulkRun.js";
import type { Config } from "../../scheduler/plan.js";
import { modelCapacity } from "../semantics.js";
import type { Workbench } from "../workbench.js";

/** How many operations each of the bulk rules is about, where the profile sets no lower limit. */
export const BULK_OPERATIONS = 2_000;

/**
 * Runs batches on a fresh subject, and counts as one plan. Told as one without steps, so that a crowd that takes long is not
 * taken for the plan before it that hangs.
 */
export async function run(
  bench: Workbench,
  config: Config,
  batches: readonly Batch[],
): Promise<readonly BatchResult[]> {
  bench.plans++;
  bench.onPlan({ config, steps: [] });
  return runBulk(bench.subject, config, batches, bench.host);
}

/** A configuration whose capacity in the model satisfies `fits`. */
export function configWith(bench: Workbench, fits: (capacity: number) => boolean): Config | undefined {
  const { adapter } = bench;
  if (adapter.primitive === "event") return { capacity: null };
  return bench.space.configs.find((config) => fits(modelCapacity(adapter.profile, config)));
}

/** The first of these verbs that the subject has. */
export const verbOf = (bench: Workbench, ...verbs: readonly string[]): string =>
  verbs.find((verb) => bench.abilities.has(verb)) ?? "";

/** Verbs whose callers may be limited. */
export type Waiting = "get" | "put" | "wait";

/** How many callers of a verb may wait at a time: as many as the rules are about, or as the profile says. */
export function crowd(bench: Workbench, verbs: readonly Waiting[], most: number = BULK_OPERATIONS): number {
  const { profile } = bench.adapter;
  const limits = {
    get: "maxGetters" in profile ? profile.maxGetters : undefined,
    put: "maxPutters" in profile ? profile.maxPutters : undefined,
    wait: "maxWaiters" in profile ? profile.maxWaiters : undefined,
  };
  return Math.min(most, ...verbs.map((verb) => limits[verb] ?? Infinity));
}

/** So many calls of a verb, with quiescence after each. */
export function oneByOne(verb: string, count: number, priority?: (call: number) => number): readonly Batch[] {
  return Array.from({ length: count }, (_, call) => ({
    verb,
    count: 1,
    ...(priority ? { priority: () => priority(call) } : {}),
  }));
}
