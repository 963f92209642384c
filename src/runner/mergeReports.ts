/** Joins the reports of all shards of one check into the report of the whole. */
import type { Preset } from "../models/catalog.js";
import { certify } from "./certify.js";
import { rulesOf } from "../properties/index.js";
import type { Failure, Report, RuleResult, Scope, Searched } from "./report.js";
import { judgeRules, statusOf, type DeviationStanding } from "./verdicts.js";

/** The reports do not belong together; the message says in one sentence why. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

/**
 * Joins the reports of shards 1 to n of one adapter, in any order. Every rule is judged afresh from what all of them saw. Of
 * a rule that failed in several shards the shortest failure is kept.
 *
 * Throws a {@link MergeError} where a shard is missing or is there twice, and where the reports are of different adapters,
 * versions, profiles, seeds or numbers of runs. A report with an adapter or kit error is the result as it is.
 */
export function mergeReports(reports: readonly Report[]): Report {
  const sorted = [...reports].sort((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0));
  const [first] = sorted;
  if (!first) throw new MergeError("There is no report to merge.");
  refuseStrangers(first, sorted);
  const broken = sorted.find(({ status }) => status === "adapter error" || status === "kit error");
  if (broken) return broken;
  refuseGaps(sorted);
  return joined(first, sorted);
}

function joined(first: Report, reports: readonly Report[]): Report {
  const { primitive, profile } = first;
  const known = rulesOf(primitive);
  const stopped = reports.find((report) => report.stopped !== undefined)?.stopped;
  const scopes = joinedScopes(reports);
  const overflows = reports.reduce((sum, report) => sum + report.overflows, 0);
  const nameless = distinct(reports.flatMap((report) => report.unnamed));
  const proven = (failure: Failure): Failure => certify(failure, scopes, { overflows, unnamed: nameless });
  const failures = shortestFailures(reports).map(proven);
  const unnamed = nameless.map(proven);
  const searched = joinedSearches(reports);
  const deviations = deviationsOf(first);
  const results = judgeRules(
    known.filter(({ id }) => first.rules.some((rule) => rule.id === id)),
    {
      model: { primitive, preset: profile as Preset },
      asked: first.only ?? null,
      situations: sumOfSituations(reports),
      failures,
      hasUnnamed: unnamed.length > 0,
      stopped: stopped ?? null,
      reached: new Set(searched.filter(({ plans, of }) => plans >= of).map(({ strategy }) => strategy)),
      deviations,
      settled: settledIn(first),
    },
  );
  const { shard: _, stopped: __, ...common } = first;
  return {
    ...common,
    status: statusOf(results, unnamed),
    plans: reports.reduce((sum, { plans }) => sum + plans, 0),
    ...(stopped === undefined ? {} : { stopped }),
    scopes,
    searched,
    overflows,
    // those about deviations are the same in every shard
    warnings: [...new Set(reports.flatMap(({ warnings }) => warnings))],
    rules: results,
    unnamed,
  };
}

function refuseStrangers(first: Report, reports: readonly Report[]): void {
  const traits: readonly (readonly [string, (report: Report) => unknown])[] = [
    ["adapters", ({ adapter, primitive }) => `${primitive} ${adapter.name}`],
    ["versions of the report", ({ version }) => version],
    ["versions of the adapter", ({ adapter }) => adapter.version],
    ["profiles", ({ profile }) => profile],
    ["seeds", ({ seed }) => seed],
    ["numbers of runs", ({ numRuns }) => numRuns],
    ["strategies asked for", ({ only }) => only ?? "all"],
    ["rule sets", ({ ruleSet }) => ruleSet ?? "all"],
    ["numbers of shards", ({ shard }) => shard?.of ?? 1],
  ];
  for (const [what, trait] of traits) {
    const odd = reports.find((report) => trait(report) !== trait(first));
    if (!odd) continue;
    throw new MergeError(`The reports are of different ${what}: ${String(trait(first))} and ${String(trait(odd))}.`);
  }
}

/** Every shard has to be there once. */
function refuseGaps(reports: readonly Report[]): void {
  const { name } = reports[0]?.adapter ?? { name: "" };
  const of = reports[0]?.shard?.of ?? 1;
  for (let index = 1; index <= of; index++) {
    const count = reports.filter(({ shard }) => (shard?.index ?? 1) === index).length;
    if (count === 1) continue;
    const words = count === 0 ? "is missing" : `is there ${String(count)} times`;
    throw new MergeError(`Shard ${String(index)}/${String(of)} of ${name} ${words}.`);
  }
}

/** Of each rule the shortest failure; of equally short ones that of the first shard. */
function shortestFailures(reports: readonly Report[]): readonly Failure[] {
  const found = new Map<string, Failure>();
  for (const { rules } of reports) {
    for (const rule of rules) {
      const failure = rule.verdict === "fail" ? rule.failure : undefined;
      const best = found.get(rule.id);
      if (failure && (!best || failure.plan.steps.length < best.plan.steps.length)) found.set(rule.id, failure);
    }
  }
  return [...found.values()];
}

function distinct(failures: readonly Failure[]): readonly Failure[] {
  return failures.filter(({ token }, at) => failures.findIndex((other) => other.token === token) === at);
}

function sumOfSituations(reports: readonly Report[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { rules } of reports) {
    for (const { id, situations } of rules) sums.set(id, (sums.get(id) ?? 0) + situations);
  }
  return sums;
}

/** Every shard runs the tokens of declared deviations. */
function deviationsOf({ rules }: Report): readonly DeviationStanding[] {
  return rules.flatMap((rule): DeviationStanding[] =>
    rule.verdict === "deviation" ? [{ rule: rule.id, reason: rule.reason, failure: rule.failure ?? null }] : [],
  );
}

/** What the first shard settles alone: rules that do not apply, and rules about bulk. */
function settledIn({ primitive, rules }: Report): ReadonlyMap<string, RuleResult> {
  const bulk = new Set(rulesOf(primitive).flatMap((rule) => (rule.bulk === true ? [rule.id] : [])));
  const settled = rules.filter((rule) => rule.verdict === "not applicable" || bulk.has(rule.id));
  return new Map(settled.map((rule) => [rule.id, rule] as const));
}

function joinedSearches(reports: readonly Report[]): readonly Searched[] {
  const sums = new Map<string, { strategy: string; plans: number; of: number }>();
  for (const { strategy, plans, of } of reports.flatMap(({ searched }) => searched)) {
    const sum = sums.get(strategy) ?? { strategy, plans: 0, of: 0 };
    sums.set(strategy, { strategy, plans: sum.plans + plans, of: sum.of + of });
  }
  return [...sums.values()];
}

/** Scopes of which all parts are there. */
function joinedScopes(reports: readonly Report[]): readonly Scope[] {
  const all = reports.flatMap(({ scopes }) => scopes);
  const keyOf = ({ plans: _, of: __, ...scope }: Scope): string => JSON.stringify(scope);
  const keys = [...new Set(all.map(keyOf))];
  return keys.flatMap((key): Scope[] => {
    const parts = all.filter((scope) => keyOf(scope) === key);
    const plans = parts.reduce((sum, part) => sum + part.plans, 0);
    const [{ of = plans, ...scope }] = parts as [Scope, ...Scope[]];
    return plans === of ? [{ ...scope, plans }] : [];
  });
}
