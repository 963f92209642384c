/** One failure, as the text that a user reads. DESIGN.md, "Reading a failure". */
import type { Failure } from "../runner/report.js";
import { changeWords } from "./changeWords.js";
import { allowedWords, observedWords } from "./explain.js";
import { plainPainter } from "./painter.js";
import { originCommand, originWords, replayCommands } from "./replayLines.js";
import { ruledOutWords } from "./ruledOutWords.js";
import { shortestWords } from "./shortestWords.js";
import { subjectWords } from "./subjectWords.js";
import { runOf, type Run, type TraceContext } from "./trace.js";
import { clientsOf, hasDifferentStates, traceRows } from "./traceRows.js";
import { traceTable } from "./traceTable.js";
import { hangText, textWidth } from "./wrapText.js";
import { ItemNames, beginsStep, stepName } from "./words.js";

/** Width of the labels under the table. */
const LABEL = 12;

/** Indent of what belongs to the table and is none of its rows. */
const BELOW = "        ";

/** Under a table in which some row does not show one state. */
const COMMON_PART = "…: the model may be in several states; what all of them hold is shown";

/** The whole text of a failure: rule, trace, allowed against observed, what to look at, how to replay. */
export function formatTrace(failure: Failure, context: TraceContext): string {
  const painter = context.painter ?? plainPainter;
  const width = textWidth(context.width);
  const run = runOf(failure);
  const rule = context.rules.find(({ id }) => id === failure.rule);
  const head =
    failure.rule === null
      ? hangText("", "Unnamed violation: the reference model refuses this run, and no single rule explains it.", width)
      : hangText(`${failure.rule}  `, rule?.sentence ?? "", width);
  const { mayHaveSameCauseAs, nearestPassing, shortest } = failure;

  const notes: [string, readonly string[]][] = [
    ["allowed", allowedWords(run, failure.allowed)],
    ["observed", [observedWords(run, failure.allowed).join("; ")]],
    ["passes if", nearestPassing ? [changeWords(run, nearestPassing.change)] : []],
    ["look at", rule ? [rule.lookAt] : []],
    ["also explained by", failure.alsoExplainedBy.length > 0 ? [failure.alsoExplainedBy.join(", ")] : []],
    ["not", (failure.ruledOut ?? []).map((one) => ruledOutWords(one, failure.plan))],
    ["refused by", failure.rule === null && failure.refusedBy.length > 0 ? [failure.refusedBy.join(", ")] : []],
  ];
  return [
    painter.bold(head),
    ...(mayHaveSameCauseAs === undefined ? [] : [`May have the same cause as ${mayHaveSameCauseAs}.`]),
    "",
    ...formatRun(run, context, failure.rule ?? "first contradicted here"),
    "",
    ...notes.flatMap(([label, lines]) => noteLines(label, lines, width)),
    "",
    ...commandLines("replay", replayCommands(failure.token, context)),
    ...noteLines("found by", [originWords(failure)], width),
    ...commandLines("", originCommand(failure, context)),
    ...noteLines("shortest", shortest ? [shortestWords(shortest, failure.allowing)] : [], width),
  ].join("\n");
}

/** The text of a replayed plan that conforms: the same table, without a contradiction. */
export function formatPassingRun(run: Run, token: string, context: TraceContext): string {
  return [
    (context.painter ?? plainPainter).bold("This plan conforms: the model explains all that was observed."),
    "",
    ...formatRun(run, context, ""),
    "",
    ...commandLines("replay", replayCommands(token, context)),
  ].join("\n");
}

/** Subject and table, and the steps that the table does not show. */
function formatRun(run: Run, context: TraceContext, contradiction: string): readonly string[] {
  const clients = clientsOf(run);
  const words = { content: context.primitive, contradiction };
  const rows = traceRows(run, clients);
  const width = textWidth(context.width);
  return [
    hangText("  ", subjectWords(run, context), width),
    "",
    ...traceTable(rows, clients, words, context.painter),
    ...missingSteps(run, width),
    ...(hasDifferentStates(rows) ? [hangText(BELOW, COMMON_PART, width)] : []),
  ];
}

/** Steps that waited behind an operation that never ended, and steps that met nothing to act on. */
function missingSteps({ plan, history }: Run, width: number): readonly string[] {
  const names = new ItemNames(plan, history);
  const begun = new Set(history.events.filter(beginsStep).map(({ step }) => step));
  const lines = history.neverIssued.map(
    (step) => `never issued: step ${stepName(step)}, ${names.step(step)} (its client is still waiting)`,
  );
  plan.steps.forEach((step, index) => {
    if (step.do === "cancel" && !begun.has(index))
      lines.push(`without effect: step ${stepName(index)}, ${names.step(index)}`);
    if (step.do === "elapse") lines.push(`step ${stepName(index)} moves the clock to the next timer`);
  });
  return lines.map((line) => hangText(BELOW, line, width));
}

function noteLines(label: string, lines: readonly string[], width: number): readonly string[] {
  return lines.map((line, index) => {
    const lead = index === 0 ? label : "";
    // A label that is wider than its column pushes its text on, so that short ones stay close.
    return hangText(`  ${lead.padEnd(Math.max(LABEL - 2, lead.length))}  `, line, width);
  });
}

function commandLines(label: string, commands: readonly string[]): readonly string[] {
  return commands.map((command, index) => `  ${(index === 0 ? label : "").padEnd(LABEL - 2)}  ${command}`);
}
