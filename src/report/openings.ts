/**
 * Whose fault it is. Four openings that cannot be mistaken for one another: the subject breaks a rule, the adapter makes
 * a verdict impossible, the kit has a defect, the call was wrong.
 */
import { hangText, wrapText, TEXT_WIDTH } from "./wrapText.js";

const INDENT = "  ";

function indented(text: string): string {
  return wrapText(text, TEXT_WIDTH - INDENT.length)
    .map((line) => `${INDENT}${line}`.trimEnd())
    .join("\n");
}

/** The adapter, or the file that holds it, has to change; nothing is said about the subject. */
export function formatAdapterError(about: string, problem: string): string {
  return [
    hangText("", `Adapter error: ${about} could not be judged. No rule was passed or failed.`),
    indented(problem),
  ].join("\n");
}

/** A defect of the kit. */
export function formatKitError(about: string, problem: string): string {
  return [
    hangText("", `Kit error: async-tck itself failed while it checked ${about}. This says nothing about your code.`),
    indented(problem),
    indented("Please report it, with this text and the adapter."),
  ].join("\n");
}

/** The command or the options were wrong. Nothing ran. */
export function formatUsageError(problem: string): string {
  return hangText("", `Usage error: ${problem}`);
}
