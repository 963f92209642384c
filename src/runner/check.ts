/** Checks one adapter against every rule of its profile. */
import type { AnyAdapter } from "../adapters/contract.js";
import { validateAdapter } from "../adapters/validateAdapter.js";
import { rulesOf } from "../properties/index.js";
import { AdapterError } from "../scheduler/subject.js";
import { formatTableHash } from "../scheduler/tableHash.js";
import { bulkResult, judgeBulkRules, paceWarnings } from "./bulk/bulkRules.js";
import { judgeDeviations } from "./deviations.js";
import { Hunt } from "./hunt.js";
import { resolveOptions, type CheckOptions, type ResolvedOptions } from "./options.js";
import { REPORT_VERSION, type Failure, type Report, type RuleResult } from "./report.js";
import { checkedWorkbench } from "./setUp.js";
import { huntedRules, whyNotApplicable } from "./applicable.js";
import { certify } from "./certify.js";
import { newerWarning, pinned, ruleSetOf, whyPinnedOut } from "./pinnedRules.js";
import type { Surveyor } from "./surveyor.js";
import { deviationWarnings, judgeRules, statusOf } from "./verdicts.js";

/**
 * Checks an adapter: a smoke check, then one hunt from which every rule is judged. The result is plain data.
 *
 * Resolves always, except that it rejects with a {@link UsageError} for options that make no sense. A defect of the
 * adapter or of the kit is a status of the report, not a rejection. The same adapter, options and subject give the same
 * report everywhere; only `budget` brings in the clock, and it can make a rule inconclusive, never fail; and crowds of a
 * subject that takes seconds for them are smaller, which a warning tells.
 *
 * @param adapter - made by `defineQueue` or `defineEvent`
 * @param options - seed, number of plans, a single rule; see {@link CheckOptions}
 *
 * @example
 *   const report = await checkConformance(adapter);
 *   if (report.status !== "conforms") console.log(JSON.stringify(report, null, 2));
 */
export async function checkConformance(adapter: AnyAdapter, options: CheckOptions = {}): Promise<Report> {
  return checkWith(adapter, options);
}

/** As {@link checkConformance}, with somebody else to survey the work units. */
export async function checkWith(adapter: AnyAdapter, options: CheckOptions, surveyor?: Surveyor): Promise<Report> {
  const mistakes = validateAdapter(adapter);
  if (mistakes.length > 0) {
    const { seed = 1, numRuns = 1000 } = options;
    return failedReport(adapter, { seed, numRuns }, "adapter error", mistakes.join("\n"));
  }
  const resolved = resolveOptions(options, rulesOf(adapter.primitive));
  try {
    return await checked(adapter, resolved, surveyor);
  } catch (error) {
    if (error instanceof AdapterError) return failedReport(adapter, resolved, "adapter error", error.message);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return failedReport(adapter, resolved, "kit error", text);
  }
}

async function checked(adapter: AnyAdapter, options: ResolvedOptions, surveyor: Surveyor | undefined): Promise<Report> {
  const { bench, hints } = await checkedWorkbench(adapter, options);
  const ruleSet = ruleSetOf(adapter, options);
  const deviations = await judgeDeviations(bench);
  const hunt = new Hunt(bench, options, deviations);
  const settled = new Map<string, RuleResult>();
  const applicable = bench.rules.filter((rule) => {
    const { id, sentence } = rule;
    const reason = whyPinnedOut(rule, ruleSet) ?? whyNotApplicable(bench, rule);
    if (reason !== null) settled.set(id, { id, sentence, situations: 0, verdict: "not applicable", reason });
    return reason === null;
  });
  await hunt.run(huntedRules(bench, bench.rules), surveyor);
  const { costs, bulk } = await judgeBulkRules(bench, applicable, options, hunt.stopped !== null);
  for (const rule of applicable) {
    if (rule.bulk === true) settled.set(rule.id, bulkResult(rule, bulk.get(rule.id), hunt.stopped, options));
  }
  const { situations, stopped, reached, scopes, searched, overflows, known } = hunt;
  const proven = (failure: Failure): Failure => certify(failure, scopes, { overflows, unnamed: hunt.unnamed });
  const { deciding: failures, newer } = pinned(hunt.failures.map(proven), bench.rules, ruleSet);
  const unnamed = hunt.unnamed.map(proven);
  const rules = judgeRules(bench.rules, {
    model: { primitive: adapter.primitive, preset: adapter.profile.name },
    asked: options.rule,
    situations,
    failures,
    hasUnnamed: unnamed.length > 0,
    stopped,
    reached,
    deviations,
    settled,
  });
  return {
    ...header(adapter, options),
    table: formatTableHash(bench.subject.verbs),
    status: statusOf(rules, unnamed),
    plans: bench.plans,
    ...(options.shard.of > 1 ? { shard: options.shard } : {}),
    ...(options.rule === null ? {} : { only: options.rule }),
    ...(stopped === null ? {} : { stopped }),
    ...(ruleSet === null ? {} : { ruleSet }),
    ...(options.knownFailures.length === 0 ? {} : { known }),
    scopes,
    searched,
    overflows,
    hints,
    warnings: [...deviationWarnings(deviations), ...newer.map(newerWarning), ...paceWarnings(bulk)],
    rules,
    unnamed,
    costs,
  };
}

function header(
  adapter: AnyAdapter,
  options: ResolvedOptions,
): Pick<Report, "version" | "adapter" | "primitive" | "profile" | "seed" | "numRuns"> {
  return {
    version: REPORT_VERSION,
    adapter: { name: adapter.name, version: adapter.version ?? null },
    primitive: adapter.primitive,
    profile: adapter.profile.name,
    seed: options.seed,
    numRuns: options.numRuns,
  };
}

/** A report without verdicts. The adapter may be anything: it comes from somebody's file. */
function failedReport(
  adapter: unknown,
  options: Pick<ResolvedOptions, "seed" | "numRuns">,
  status: Report["status"],
  problem: string,
): Report {
  const given = (typeof adapter === "object" && adapter !== null ? adapter : {}) as Partial<AnyAdapter>;
  return {
    version: REPORT_VERSION,
    adapter: {
      name: typeof given.name === "string" ? given.name : "(no name)",
      version: typeof given.version === "string" ? given.version : null,
    },
    primitive: given.primitive === "event" ? "event" : "queue",
    profile: typeof given.profile?.name === "string" ? given.profile.name : "(none)",
    seed: options.seed,
    numRuns: options.numRuns,
    table: "",
    status,
    problem,
    plans: 0,
    scopes: [],
    searched: [],
    overflows: 0,
    hints: [],
    warnings: [],
    rules: [],
    unnamed: [],
    costs: [],
  };
}
