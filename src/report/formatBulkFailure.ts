/** A rule about thousands of operations that does not hold: there is no trace, but a count. */
import type { BulkFailure, RuleResult } from "../runner/report.js";
import type { Rule } from "../properties/rule.js";
import { hangText } from "./wrapText.js";

/** What was observed, and what to look at. */
export function formatBulkFailure(
  { id, sentence }: Pick<RuleResult, "id" | "sentence">,
  { operations, observed }: BulkFailure,
  { rules }: { readonly rules: readonly Pick<Rule, "id" | "sentence" | "lookAt">[] },
): string {
  const lookAt = rules.find((rule) => rule.id === id)?.lookAt;
  return [
    hangText(`${id}  `, sentence),
    "",
    hangText("  observed  ", `${bulkWords({ operations, observed })}`),
    ...(lookAt === undefined ? [] : [hangText("  look at   ", lookAt)]),
  ].join("\n");
}

/** `2,000 operations: get() number 7 of 2000 never settles`. */
export function bulkWords({ operations, observed }: BulkFailure): string {
  return `${operations.toLocaleString("en-US")} operations: ${observed}`;
}
