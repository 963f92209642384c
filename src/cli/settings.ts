/** What one `check` is to do: what was typed, before what the config says, before the defaults. */
import { existsSync } from "node:fs";
import { glob, isDynamicPattern } from "tinyglobby";
import { nearest } from "../adapters/nearest.js";
import { rulesOf } from "../properties/index.js";
import { isRuleSet, RULE_SETS } from "../properties/ruleSets.js";
import { isStrategy, type CheckOptions } from "../runner/options.js";
import type { Shard } from "../runner/workUnits.js";
import { builtInNames } from "./builtInAdapters.js";
import type { UserConfig } from "../runner/config.js";
import { ConfigError, loadConfig } from "./configFile.js";
import { parseBudget } from "./parseArguments.js";
import { reportersOf, type ReporterChoice } from "./reporters.js";

/** What was typed behind `check`. */
export interface CheckArguments {
  readonly rule?: string;
  readonly profile?: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly path?: string;
  readonly allowing?: readonly string[];
  readonly budget?: number;
  readonly json?: boolean;
  readonly reporter?: readonly string[];
  readonly strict?: boolean;
  readonly python?: string;
  readonly only?: string;
  readonly workers?: number;
  readonly shard?: Shard;
  readonly ruleSet?: string;
  readonly watch?: boolean;
  readonly config?: string;
  /** A text: the file; false: none; true: beside each adapter. */
  readonly failures?: boolean | string;
  readonly forget?: boolean;
}

/** Everything settled. */
export interface Settings {
  /** Adapter files and names of built-in adapters, none twice. */
  readonly files: readonly string[];
  readonly options: Pick<
    CheckOptions,
    "seed" | "numRuns" | "rule" | "path" | "allowing" | "budget" | "shard" | "ruleSet"
  >;
  readonly profile?: string;
  readonly python?: string;
  readonly only?: string;
  readonly workers: number;
  readonly reporters: readonly ReporterChoice[];
  readonly strict: boolean;
  readonly watch: boolean;
  readonly failures: boolean | string;
  readonly forget: boolean;
}

/** The call makes no sense; the message is one sentence. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const RULE_IDS = [...rulesOf("event"), ...rulesOf("queue")].map(({ id }) => id);
const STRATEGIES = ["swarm", "priority", "rare-gap"];
const PROFILES = ["contract", "fifo", "asyncio"];

/** Settles what a call is to do. Rejects with a {@link SettingsError}, {@link ConfigError} or ReporterError. */
export async function settle(files: readonly string[], typed: CheckArguments): Promise<Settings> {
  const config = await loadConfig(typed.config);
  const budget = typed.budget ?? (config.budget === undefined ? undefined : budgetOf(config.budget));
  const options = {
    ...optional("seed", typed.seed ?? config.seed),
    ...optional("numRuns", typed.runs ?? config.numRuns),
    ...optional("rule", typed.rule),
    ...optional("path", typed.path),
    ...optional("allowing", typed.allowing),
    ...optional("budget", budget),
    ...optional("shard", typed.shard),
    ...optional("ruleSet", typed.ruleSet ?? config.rules),
  };
  const refusal = refusalOf(typed, options.ruleSet);
  if (refusal !== null) throw new SettingsError(refusal);
  return {
    options,
    ...optional("profile", typed.profile ?? config.profile),
    ...optional("python", typed.python ?? config.python),
    ...optional("only", typed.only),
    files: await filesOf(files.length > 0 ? files : (config.adapters ?? [])),
    workers: typed.workers ?? config.workers ?? 1,
    reporters: reportersOf(typed.json === true ? ["json"] : (typed.reporter ?? config.reporters ?? ["text"])),
    strict: typed.strict ?? config.strict ?? false,
    watch: typed.watch ?? false,
    failures: keptWhere(typed, config),
    forget: typed.forget ?? false,
  };
}

/** What another profile refuses is nothing that the adapter has to mend: it is not kept. */
function keptWhere({ failures, profile }: CheckArguments, config: UserConfig): boolean | string {
  if ((profile ?? config.profile) !== undefined) return false;
  return typeof failures === "string" || failures === false ? failures : (config.failures ?? true);
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}

function budgetOf(text: string): number {
  try {
    return parseBudget(text);
  } catch (error) {
    throw new ConfigError(`\`budget\` in the config: ${(error as Error).message}`);
  }
}

function refusalOf(
  { rule, path, seed, allowing = [], profile, json, reporter }: CheckArguments,
  ruleSet: string | undefined,
): string | null {
  for (const id of [...(rule === undefined || isStrategy(rule) ? [] : [rule]), ...allowing]) {
    if (RULE_IDS.includes(id)) continue;
    return `There is no rule ${id}.${suggestion(id, [...RULE_IDS, ...STRATEGIES])}`;
  }
  if (path !== undefined && (rule === undefined || seed === undefined))
    return "--path leads through one rule's arbitrary: it needs --rule and --seed beside it.";
  if (profile !== undefined && !PROFILES.includes(profile))
    return `There is no profile ${profile}; there are ${PROFILES.join(", ")}.${suggestion(profile, PROFILES)}`;
  if (ruleSet !== undefined && !isRuleSet(ruleSet))
    return `There is no rule set ${ruleSet}; this version has ${RULE_SETS.join(", ")}.`;
  if (json === true && reporter !== undefined) return "--json is --reporter json: give one of them.";
  return null;
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? "" : ` Did you mean ${near}?`;
}

/** Files as they are; globs as what they match, in the order of their names. */
async function filesOf(patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) {
    throw new SettingsError("Name adapter files, or list them as `adapters` in async-tck.config.ts.");
  }
  const found: string[] = [];
  for (const pattern of patterns) {
    if (builtInNames.includes(pattern) || existsSync(pattern) || !isDynamicPattern(pattern)) found.push(pattern);
    else {
      const matches = (await glob(pattern, { ignore: ["**/node_modules/**"] })).sort();
      if (matches.length === 0) throw new SettingsError(`No file matches ${pattern}.`);
      found.push(...matches);
    }
  }
  return [...new Set(found)];
}
