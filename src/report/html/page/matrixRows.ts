/** What a matrix of rules and adapters shows. */
import type { Report, RuleResult } from "../../../runner/report.js";
import type { Verdict } from "./verdicts.js";

/** One rule across the adapters of a primitive. */
export interface MatrixRow {
  readonly id: string;
  readonly sentence: string;
  /** By adapter; undefined where a report does not have the rule. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /** Some adapter failed it, deviates from it, or left it open. */
  readonly isTelling: boolean;
}

/** The rows of a matrix of these reports, in the order of the rules. */
export function matrixRows(reports: readonly Report[]): readonly MatrixRow[] {
  const byReport = reports.map(({ rules }) => new Map(rules.map((rule) => [rule.id, rule])));
  const rules = new Map<string, RuleResult>();
  for (const report of reports) for (const rule of report.rules) if (!rules.has(rule.id)) rules.set(rule.id, rule);
  return [...rules.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, sentence }) => {
      const verdicts = byReport.map((found) => found.get(id)?.verdict);
      const isTelling = verdicts.some((verdict) => verdict && verdict !== "pass" && verdict !== "not applicable");
      return { id, sentence, verdicts, isTelling };
    });
}

/** Whether a report has nothing for a matrix: it could not be judged. */
export function notApplicableOnly(report: Report): boolean {
  return report.rules.every(({ verdict }) => verdict === "not applicable");
}
