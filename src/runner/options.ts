/** What a check can be told, settled once: everything after this sees only {@link ResolvedOptions}. */
import type { Rule } from "../properties/rule.js";
import { isRuleSet, RULE_SETS, type RuleSet } from "../properties/ruleSets.js";
import { orList } from "../adapters/mistakes.js";
import type { Plan } from "../scheduler/plan.js";
import type { Shard } from "./workUnits.js";

/** How far a check has come. */
export interface Progress {
  /** Plans that ran so far. */
  readonly plans: number;
  /** Plans that the whole check will run, if nothing fails. */
  readonly of: number;
  /** What is being searched: `exhaustive`, a rule's id, `swarm`, `priority` or `rare-gap`. */
  readonly phase: string;
}

/** Options of `checkConformance`. Names are fast-check's own where it has them. */
export interface CheckOptions {
  /** Seed of every random choice. Default 1: the default run is the same everywhere. */
  readonly seed?: number;
  /**
   * Random plans for each rule's arbitrary. The small scopes have up to 20 times as many, swarms six times, priorities and
   * rare gaps twice. Default 1000.
   */
  readonly numRuns?: number;
  /** Only this rule's arbitrary, or only `swarm`, `priority` or `rare-gap`; what else breaks is still reported. */
  readonly rule?: string;
  /** A printed path, with `seed` and `rule`: runs just the plan that it leads to. */
  readonly path?: string;
  /** With `path`: rules whose faults were allowed when the path was printed. */
  readonly allowing?: readonly string[];
  /**
   * Milliseconds to spend; what is not reached is inconclusive, and what is left goes into more random plans. Default: no
   * limit, a fixed number of plans.
   */
  readonly budget?: number;
  /** Only this part of the work: `{ index: 2, of: 3 }` is the second of three. `mergeReports` joins the reports. */
  readonly shard?: Shard;
  /**
   * Tokens of failures that are known: they are replayed before anything is searched, in this order, and `report.known` says
   * what became of each. What still fails is reported even where the search does not find it again.
   */
  readonly knownFailures?: readonly string[];
  /**
   * Only rules of this rule set and of earlier ones decide: "1" is the first. Default: what the adapter says, else all. What
   * breaks a newer rule is a warning then.
   */
  readonly ruleSet?: string;
  /** Ends the search early: the report says what was found until then, and what was not reached is inconclusive. */
  readonly signal?: AbortSignal;
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
  readonly shard: Shard;
  readonly knownFailures: readonly string[];
  /** Null is every rule. */
  readonly ruleSet: RuleSet | null;
  readonly signal: AbortSignal | null;
  readonly onProgress: (progress: Progress) => void;
  readonly onPlan: (plan: Plan) => void;
}

/** The caller asked for something that makes no sense. */
export class UsageError extends RangeError {
  override readonly name = "UsageError";
}

/** Strategies that are no rule's own. */
export const SWARM = "swarm";
export const PRIORITY = "priority";
export const RARE_GAP = "rare-gap";
const OTHERS: readonly string[] = [SWARM, PRIORITY, RARE_GAP];

/** Whether a random strategy of this name exists beside the rules' own. */
export function isStrategy(name: string): boolean {
  return OTHERS.includes(name);
}

const WHOLE: Shard = { index: 1, of: 1 };

/** Fills in what was left open. Throws a {@link UsageError} with one sentence for what makes no sense. */
export function resolveOptions(options: CheckOptions, rules: readonly Rule[]): ResolvedOptions {
  const { seed = 1, numRuns = 1000, rule, path, budget, ruleSet, shard = WHOLE } = options;
  if (!Number.isInteger(seed) || seed < -0x80000000 || seed > 0xffffffff) {
    throw new UsageError(`Expected \`seed\` to be a 32-bit integer, got \`${String(seed)}\``);
  }
  if (!Number.isInteger(numRuns) || numRuns < 1) {
    throw new UsageError(`Expected \`numRuns\` to be a positive integer, got \`${String(numRuns)}\``);
  }
  if (rule !== undefined && !isStrategy(rule) && !rules.some(({ id }) => id === rule)) {
    const known = `${rules[0]?.id ?? ""} to ${rules[rules.length - 1]?.id ?? ""}`;
    throw new UsageError(`Expected \`rule\` to be one of ${known}, got \`${rule}\``);
  }
  if (path !== undefined && !/^\d+(:\d+)*$/.test(path)) {
    throw new UsageError(`Expected \`path\` to be numbers joined by colons, got \`${path}\``);
  }
  if (ruleSet !== undefined && !isRuleSet(ruleSet)) {
    throw new UsageError(`Expected \`ruleSet\` to be ${orList(RULE_SETS)}, got \`${ruleSet}\``);
  }
  if (path !== undefined && rule === undefined) {
    throw new UsageError("Expected `rule` beside `path`: a path leads through one rule's arbitrary");
  }
  if (budget !== undefined && !(budget > 0)) {
    throw new UsageError(`Expected \`budget\` to be a positive number of milliseconds, got \`${String(budget)}\``);
  }
  if (!Number.isInteger(shard.of) || !Number.isInteger(shard.index) || shard.index < 1 || shard.index > shard.of) {
    throw new UsageError(
      `Expected \`shard\` to be one of 1/n to n/n, got \`${String(shard.index)}/${String(shard.of)}\``,
    );
  }
  return {
    seed,
    numRuns,
    rule: rule ?? null,
    path: path ?? null,
    allowing: options.allowing ?? [],
    budget: budget ?? null,
    shard,
    knownFailures: options.knownFailures ?? [],
    ruleSet: ruleSet ?? null,
    signal: options.signal ?? null,
    onProgress: options.onProgress ?? (() => undefined),
    onPlan: options.onPlan ?? (() => undefined),
  };
}
