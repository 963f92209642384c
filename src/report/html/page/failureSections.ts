/** All that is known of a failure, section by section. */
import type { Failure } from "../../../runner/report.js";
import { changeWords } from "../../changeWords.js";
import { allowedWords, observedWords } from "../../explain.js";
import { formatMermaid } from "../../formatMermaid.js";
import { originCommand, originWords, replayCommands } from "../../replayLines.js";
import { ruledOutWords } from "../../ruledOutWords.js";
import { shortestWords } from "../../shortestWords.js";
import { runOf, type TraceContext } from "../../trace.js";
import { ItemNames } from "../../words.js";
import { commandBlock, copyButton } from "./copying.js";
import { element, type Child } from "./element.js";
import { addressOf } from "./places.js";
import { failingSteps, gapWords, passingSteps, type ShownStep } from "./planSteps.js";
import { traceSection } from "./traceSection.js";
import type { Stepper } from "./stepper.js";

/** The sections of a failure, and what the keys step through. `report` is the index of its report, for links. */
export function failureSections(
  failure: Failure,
  context: TraceContext,
  report: number,
): { readonly sections: readonly HTMLElement[]; readonly stepper: Stepper } {
  const { section, stepper } = traceSection(failure, context);
  const passing = failure.nearestPassing ? [passingSection(failure, context)] : [];
  return {
    sections: [
      section,
      element("div", { class: "columns" }, whySection(failure, context, report), ...passing),
      replaySection(failure, context),
    ],
    stepper,
  };
}

function whySection(failure: Failure, context: TraceContext, report: number): HTMLElement {
  const run = runOf(failure);
  const { rule, allowed, alsoExplainedBy, ruledOut, refusedBy, mayHaveSameCauseAs, shortest, allowing } = failure;
  const lookAt = context.rules.find(({ id }) => id === rule)?.lookAt;
  const ruleLinks = (ids: readonly string[]): Child =>
    ids.map((id, index) => [
      index > 0 && ", ",
      element("a", { href: addressOf({ is: "rule", report, rule: id }) }, id),
    ]);
  const notes: readonly (readonly [string, readonly Child[]])[] = [
    ["allowed", allowedWords(run, allowed)],
    ["observed", [observedWords(run, allowed).join("; ")]],
    ["look at", lookAt === undefined ? [] : [lookAt]],
    ["may have the same cause as", mayHaveSameCauseAs === undefined ? [] : [ruleLinks([mayHaveSameCauseAs])]],
    ["also explained by", alsoExplainedBy.length > 0 ? [ruleLinks(alsoExplainedBy)] : []],
    ["not", (ruledOut ?? []).map((one) => ruledOutWords(one, failure.plan))],
    ["refused by", rule === null && refusedBy.length > 0 ? [ruleLinks(refusedBy)] : []],
    [
      "shortest",
      [
        shortest
          ? `Yes: ${shortestWords(shortest, allowing)}.`
          : "Not shown to be a shortest one: the plans that were covered do not prove it.",
      ],
    ],
  ];
  return element(
    "section",
    { class: "card", "aria-labelledby": "why" },
    element("h2", { id: "why" }, "What is wrong"),
    element(
      "dl",
      { class: "notes" },
      notes
        .filter(([, lines]) => lines.length > 0)
        .map(([name, lines]) => [element("dt", {}, name), lines.map((line) => element("dd", {}, line))]),
    ),
  );
}

function passingSection(failure: Failure, context: TraceContext): HTMLElement | null {
  const { nearestPassing, plan } = failure;
  if (!nearestPassing) return null;
  const run = runOf(failure);
  const names = new ItemNames(plan, failure.history);
  const { change, token } = nearestPassing;
  const [command = ""] = replayCommands(token, context);
  return element(
    "section",
    { class: "card", "aria-labelledby": "passing" },
    element("h2", { id: "passing" }, "The nearest plan that passes"),
    element("p", {}, `It passes if ${changeWords(run, change)}.`),
    element(
      "div",
      { class: "plans" },
      planList("This plan", "fail", failingSteps(plan, change, names), false),
      planList("Passes", "pass", passingSteps(plan, change, names), change.is === "without"),
    ),
    commandBlock(command, "the command that replays it"),
  );
}

function planList(title: string, kind: string, steps: readonly ShownStep[], isLeftOut: boolean): HTMLElement {
  return element(
    "div",
    {},
    element("h3", { class: kind }, title),
    element(
      "ol",
      { class: "plan" },
      steps.map((step) => planItem(step, isLeftOut)),
    ),
  );
}

function planItem({ number, text, gap, changed }: ShownStep, isLeftOut: boolean): HTMLElement {
  const words = element(
    changed === "place" ? "mark" : changed === "gone" ? (isLeftOut ? "del" : "mark") : "span",
    {},
    text,
  );
  return element(
    "li",
    { value: number },
    words,
    element(changed === "gap" ? "mark" : "span", { class: "gap" }, `then ${gapWords(gap)}`),
  );
}

function replaySection(failure: Failure, context: TraceContext): HTMLElement {
  return element(
    "section",
    { class: "card", "aria-labelledby": "replay" },
    element("h2", { id: "replay" }, "See it again"),
    replayCommands(failure.token, context).map((command) => commandBlock(command, "the command")),
    element("p", { class: "muted" }, `Found by ${originWords(failure)}`),
    originCommand(failure, context).map((command) => commandBlock(command, "the command")),
    element(
      "p",
      {},
      copyButton("Copy as Mermaid diagram", () => `\`\`\`mermaid\n${formatMermaid(failure, context)}\n\`\`\`\n`),
    ),
  );
}
