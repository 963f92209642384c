/** A rule about thousands of operations that does not hold: there is no trace, but a count. */
import type { BulkFailure, RuleResult } from "../runner/report.js";
import type { TraceContext } from "./trace.js";
import { hangText, textWidth } from "./wrapText.js";

/** What was observed, and what to look at. */
export function formatBulkFailure(
  { id, sentence }: Pick<RuleResult, "id" | "sentence">,
  { operations, observed }: BulkFailure,
  { rules, width: columns }: Pick<TraceContext, "rules" | "width">,
): string {
  const width = textWidth(columns);
  const lookAt = rules.find((rule) => rule.id === id)?.lookAt;
  return [
    hangText(`${id}  `, sentence, width),
    "",
    hangText("  observed  ", `${bulkWords({ operations, observed })}`, width),
    ...(lookAt === undefined ? [] : [hangText("  look at   ", lookAt, width)]),
  ].join("\n");
}

/** `2,000 operations: get() number 7 of 2000 never settles`. */
export function bulkWords({ operations, observed }: BulkFailure): string {
  return `${operations.toLocaleString("en-US")} operations: ${observed}`;
}
