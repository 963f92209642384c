/** What the page holds besides its script: everything that it shows. */
import type { Rule } from "../../properties/rule.js";
import type { Report } from "../../runner/report.js";

/** What the page tells of a rule. */
export type RuleWords = Pick<Rule, "id" | "sentence" | "intent" | "category" | "lookAt">;

/** Everything that the page shows, as plain data. */
export interface PageData {
  readonly title: string;
  /** Version of the kit; null where it is not known. */
  readonly kit: string | null;
  readonly reports: readonly Report[];
  /** File of each report's adapter, for the commands; null where it is not known. */
  readonly files: readonly (string | null)[];
  /** The rules that the reports name. */
  readonly rules: readonly RuleWords[];
  /** What the commands need besides the adapter's file. */
  readonly python?: string;
  readonly testFile?: string;
}

/** Id of the element with the data. */
export const DATA_ID = "report-data";
