/** Verdicts: their words, their signs, and how grave they are. */
import type { Report, RuleResult } from "../../../runner/report.js";
import { element } from "./element.js";

/** A verdict, or a violation that no rule names. */
export type Verdict = RuleResult["verdict"];

/** The gravest first. */
export const VERDICTS: readonly Verdict[] = ["fail", "deviation", "inconclusive", "pass", "not applicable"];

/** Signs differ in shape: colour is never all that tells them apart. */
const SIGNS: Readonly<Record<Verdict, string>> = {
  fail: "✗",
  deviation: "≠",
  inconclusive: "?",
  pass: "✓",
  "not applicable": "–",
};

/** The sign alone, with its word for those who hear the page. */
export function verdictSign(verdict: Verdict): HTMLElement {
  return element("span", { role: "img", "aria-label": verdict }, SIGNS[verdict]);
}

/** Name of a verdict in classes of the style sheet. */
export function verdictClass(verdict: Verdict): string {
  return verdict === "not applicable" ? "na" : verdict;
}

/** Sign and word. */
export function verdictBadge(verdict: Verdict): HTMLElement {
  return element(
    "span",
    { class: `badge ${verdictClass(verdict)}` },
    element("span", { "aria-hidden": "true" }, SIGNS[verdict]),
    ` ${verdict}`,
  );
}

/** How a whole report ended, as a badge. */
export function statusBadge({ status }: Report): HTMLElement {
  const words = { conforms: "conforms", fails: "does not conform" } as const;
  const kind = status === "conforms" ? "pass" : status === "fails" ? "fail" : "inconclusive";
  const text = status === "conforms" || status === "fails" ? words[status] : status;
  return element(
    "span",
    { class: `badge ${kind}` },
    element("span", { "aria-hidden": "true" }, kind === "pass" ? "✓" : kind === "fail" ? "✗" : "!"),
    ` ${text}`,
  );
}

/** How many rules of a report have a verdict; violations without a name count as failures. */
export function countOf(report: Report, verdict: Verdict): number {
  const named = report.rules.filter((rule) => rule.verdict === verdict).length;
  return named + (verdict === "fail" ? report.unnamed.length : 0);
}
