/** Judges every rule from what a search showed: one hunt's, or the joined ones of several shards. */
import type { Rule } from "../properties/rule.js";
import { maskedBy, type ModelName } from "./masking.js";
import type { Failure, RuleResult } from "./report.js";

/** A rule whose situation came up in fewer runs is inconclusive. */
export const ENOUGH_SITUATIONS = 20;

/** A declared deviation, as it stands now. */
export interface DeviationStanding {
  readonly rule: string;
  readonly reason: string;
  /** How its own token fails now; null when it no longer does. */
  readonly failure: Failure | null;
}

/** What a search showed. */
export interface Evidence {
  readonly model: ModelName;
  /** The only strategy that was asked for; null for all of them. */
  readonly asked: string | null;
  /** In how many runs the situation of each rule came up. */
  readonly situations: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
  /** Whether there was a violation that no single rule explains. */
  readonly hasUnnamed: boolean;
  /** Why the search ended early; null when it did not. */
  readonly stopped: string | null;
  /** Names of the strategies that were searched to their end. */
  readonly reached: ReadonlySet<string>;
  readonly deviations: readonly DeviationStanding[];
  /** Verdicts that do not come from plans: rules that do not apply, rules about bulk. */
  readonly settled: ReadonlyMap<string, RuleResult>;
}

/** Every rule's verdict, in the order of the rules. */
export function judgeRules(rules: readonly Rule[], evidence: Evidence): readonly RuleResult[] {
  return rules.map((rule) => evidence.settled.get(rule.id) ?? verdictOf(rule, evidence));
}

function verdictOf({ id, sentence }: Rule, evidence: Evidence): RuleResult {
  const common = { id, sentence, situations: evidence.situations.get(id) ?? 0 };
  const failure = evidence.failures.find((found) => found.rule === id);
  if (failure) return { ...common, verdict: "fail", failure };
  const deviation = evidence.deviations.find((declared) => declared.rule === id);
  if (deviation) {
    const { reason } = deviation;
    if (deviation.failure === null) return { ...common, verdict: "deviation", reason, stale: true };
    return { ...common, verdict: "deviation", reason, stale: false, failure: deviation.failure };
  }
  const doubt = doubtAbout(id, common.situations, evidence);
  return doubt === null ? { ...common, verdict: "pass" } : { ...common, verdict: "inconclusive", reason: doubt };
}

/** Why a rule that did not fail has not passed either; null when it has. */
function doubtAbout(rule: string, situations: number, evidence: Evidence): string | null {
  const { asked, stopped, reached, hasUnnamed, deviations, failures, model } = evidence;
  if (asked !== null && asked !== rule) return notAsked(asked);
  if (stopped !== null && (hasUnnamed || !reached.has(rule))) return stopped;
  const allowed = [...deviations.map((deviation) => deviation.rule), ...failures.flatMap((f) => f.rule ?? [])];
  const masks = maskedBy(model, rule, allowed);
  if (masks.length > 0) return `masked by ${masks.join(", ")}: what breaks it would look the same`;
  if (situations < ENOUGH_SITUATIONS) {
    return `its situation came up in ${String(situations)} runs, ${String(ENOUGH_SITUATIONS)} are needed`;
  }
  return null;
}

/** Why a rule that nobody asked for is inconclusive. */
export function notAsked(asked: string): string {
  return `not searched for: only ${asked} was asked for`;
}

/** What is to be said about declared deviations. */
export function deviationWarnings(deviations: readonly DeviationStanding[]): readonly string[] {
  return deviations.flatMap(({ rule, failure }) => {
    if (failure === null) {
      return [`The deviation ${rule} is stale: its token no longer fails. Remove it, or give a new token.`];
    }
    if (failure.rule === rule) return [];
    return [`The token of deviation ${rule} fails, but it shows ${failure.rule ?? "no single rule"}.`];
  });
}

/** What the verdicts come to. */
export function statusOf(
  rules: readonly RuleResult[],
  unnamed: readonly Failure[],
): "fails" | "conforms" | "nothing checked" {
  if (unnamed.length > 0 || rules.some(({ verdict }) => verdict === "fail")) return "fails";
  return rules.some(({ verdict }) => verdict === "pass") ? "conforms" : "nothing checked";
}
