/** What a check can be told, settled once: everything after this sees only {@link ResolvedOptions}. */
import type { Rule } from "../properties/rule.js";
import type { Plan } from "../scheduler/plan.js";

/** How far a check has come. */
export interface Progress {
  /** Plans that ran so far. */
  readonly plans: number;
  /** Plans that the whole check will run, if nothing fails. */
  readonly of: number;
  /** What is being searched: `smoke`, `exhaustive`, a rule's id, or `swarm`. */
  readonly phase: string;
}

/** Options of `checkConformance`. Names are fast-check's own where it has them. */
export interface CheckOptions {
  /** Seed of every random choice. Default 1: the default run is the same everywhere. */
  readonly seed?: number;
  /** Random plans for each rule's arbitrary; the small scope has up to 20 times as many. Default 1000. */
  readonly numRuns?: number;
  /** Only this rule's arbitrary; what else breaks is still reported. */
  readonly rule?: string;
  /** fast-check's path, with `seed` and `rule` (or `swarm`): runs just the plan that it leads to. */
  readonly path?: string;
  /** With `path`: rules whose faults were allowed when the path was printed. */
  readonly allowing?: readonly string[];
  /** Milliseconds to spend; what is not reached is inconclusive. Default: no limit, a fixed number of plans. */
  readonly budget?: number;
  /** Told now and then how far the check has come. */
  readonly onProgress?: (progress: Progress) => void;
  /** Told of each plan right before it runs. */
  readonly onPlan?: (plan: Plan) => void;
}

/** Options with nothing left open. */
export interface ResolvedOptions {
  readonly seed: number;
  readonly numRuns: number;
  readonly rule: string | null;
  readonly path: string | null;
  readonly allowing: readonly string[];
  readonly budget: number | null;
  readonly onProgress: (progress: Progress) => void;
  readonly onPlan: (plan: Plan) => void;
}

/** The caller asked for something that makes no sense. */
export class UsageError extends RangeError {
  override readonly name = "UsageError";
}

/** Arbitraries that are no rule's own. */
export const SWARM = "swarm";

/** Fills in what was left open. Throws a {@link UsageError} with one sentence for what makes no sense. */
export function resolveOptions(options: CheckOptions, rules: readonly Rule[]): ResolvedOptions {
  const { seed = 1, numRuns = 1000, rule, path, budget } = options;
  if (!Number.isInteger(seed) || seed < -0x80000000 || seed > 0xffffffff) {
    throw new UsageError(`Expected \`seed\` to be a 32-bit integer, got \`${String(seed)}\``);
  }
  if (!Number.isInteger(numRuns) || numRuns < 1) {
    throw new UsageError(`Expected \`numRuns\` to be a positive integer, got \`${String(numRuns)}\``);
  }
  if (rule !== undefined && rule !== SWARM && !rules.some(({ id }) => id === rule)) {
    const known = `${rules[0]?.id ?? ""} to ${rules[rules.length - 1]?.id ?? ""}`;
    throw new UsageError(`Expected \`rule\` to be one of ${known}, got \`${rule}\``);
  }
  if (path !== undefined && !/^\d+(:\d+)*$/.test(path)) {
    throw new UsageError(`Expected \`path\` to be numbers joined by colons, got \`${path}\``);
  }
  if (path !== undefined && rule === undefined) {
    throw new UsageError("Expected `rule` beside `path`: a path leads through one rule's arbitrary");
  }
  if (budget !== undefined && !(budget > 0)) {
    throw new UsageError(`Expected \`budget\` to be a positive number of milliseconds, got \`${String(budget)}\``);
  }
  return {
    seed,
    numRuns,
    rule: rule ?? null,
    path: path ?? null,
    allowing: options.allowing ?? [],
    budget: budget ?? null,
    onProgress: options.onProgress ?? (() => undefined),
    onPlan: options.onPlan ?? (() => undefined),
  };
}
