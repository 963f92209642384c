/** Judges every rule from what one hunt found. */
import type { BulkVerdict } from "./bulk/bulkRules.js";
import { abilityInWords } from "./abilities.js";
import type { Rule } from "../properties/rule.js";
import type { JudgedDeviation } from "./deviations.js";
import type { Hunt } from "./hunt.js";
import { maskedBy } from "./masking.js";
import type { ResolvedOptions } from "./options.js";
import type { RuleResult } from "./report.js";
import type { Workbench } from "./workbench.js";

/** A rule whose situation came up in fewer runs is inconclusive. */
export const ENOUGH_SITUATIONS = 20;

/** Every rule's verdict, in the order of the rules, with warnings about declared deviations. */
export function judgeRules(
  bench: Workbench,
  hunt: Hunt,
  bulk: ReadonlyMap<string, BulkVerdict>,
  deviations: readonly JudgedDeviation[],
  options: ResolvedOptions,
): { readonly rules: readonly RuleResult[]; readonly warnings: readonly string[] } {
  const rules = bench.rules.map((rule) => verdictOf(rule));
  const warnings = deviations
    .filter(({ failure }) => failure === null)
    .map(({ rule }) => `The deviation ${rule} is stale: its token no longer fails. Remove it, or give a new token.`);
  for (const { rule, failure } of deviations) {
    if (failure !== null && failure.rule !== rule) {
      warnings.push(`The token of deviation ${rule} fails, but it shows ${failure.rule ?? "no single rule"}.`);
    }
  }
  return { rules, warnings };

  function verdictOf(rule: Rule): RuleResult {
    const common = { id: rule.id, sentence: rule.sentence, situations: hunt.situations.get(rule.id) ?? 0 };
    const lacking = whyNotApplicable(bench, rule);
    if (lacking !== null) return { ...common, verdict: "not applicable", reason: lacking };
    if (rule.bulk === true) return bulkVerdictOf(rule);
    const failure = hunt.failures.find((found) => found.rule === rule.id);
    if (failure) return { ...common, verdict: "fail", failure };
    const deviation = deviations.find((declared) => declared.rule === rule.id);
    if (deviation) {
      const { reason } = deviation;
      if (deviation.failure === null) return { ...common, verdict: "deviation", reason, stale: true };
      return { ...common, verdict: "deviation", reason, stale: false, failure: deviation.failure };
    }
    const doubt = doubtAbout(rule, common.situations);
    return doubt === null ? { ...common, verdict: "pass" } : { ...common, verdict: "inconclusive", reason: doubt };
  }

  function bulkVerdictOf({ id, sentence }: Rule): RuleResult {
    const found = bulk.get(id);
    const common = { id, sentence, situations: found?.operations ?? 0 };
    if (!found) {
      const reason = hunt.stopped ?? `not searched for: only ${options.rule ?? ""} was asked for`;
      return { ...common, verdict: "inconclusive", reason };
    }
    if (found.is === "pass") return { ...common, verdict: "pass" };
    if (found.is === "few") {
      const reason = `it fails with ${String(found.operations)} operations already, which other rules judge: ${found.observed}`;
      return { ...common, verdict: "inconclusive", reason };
    }
    return { ...common, verdict: "fail", bulk: { operations: found.operations, observed: found.observed } };
  }

  /** Why a rule that did not fail has not passed either; null when it has. */
  function doubtAbout(rule: Rule, situations: number): string | null {
    if (options.rule !== null && options.rule !== rule.id)
      return `not searched for: only ${options.rule} was asked for`;
    if (hunt.stopped !== null && !hunt.reached.has(rule.id)) return hunt.stopped;
    if (hunt.stopped !== null && hunt.unnamed.length > 0) return hunt.stopped;
    const allowed = [...deviations.map((deviation) => deviation.rule), ...hunt.failures.flatMap((f) => f.rule ?? [])];
    const masks = maskedBy(bench, rule.id, allowed);
    if (masks.length > 0) return `masked by ${masks.join(", ")}: what breaks it would look the same`;
    if (situations < ENOUGH_SITUATIONS) {
      return `its situation came up in ${String(situations)} runs, ${String(ENOUGH_SITUATIONS)} are needed`;
    }
    return null;
  }
}

/** Why a rule does not apply to a subject; null when it does. */
export function whyNotApplicable(bench: Workbench, rule: Rule): string | null {
  for (const need of rule.needs) {
    const any = typeof need === "string" ? [need] : need;
    if (any.some((ability) => bench.abilities.has(ability))) continue;
    return `the adapter has no ${any.map(abilityInWords).join(" or ")}`;
  }
  if (rule.bulk === true && bench.adapter.remote)
    return "a remote subject takes plans, and no plan says thousands at once";
  if (rule.bulk !== true && !bench.isPromised(rule.id))
    return `profile ${bench.adapter.profile.name} does not promise it`;
  return null;
}
