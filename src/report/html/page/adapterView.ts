/** One adapter: how it ended, what was remarked, the list of its rules, and exactly what was covered. */
import type { PageData } from "../pageData.js";
import { casesOf } from "./cases.js";
import { coverage } from "./coverage.js";
import { crumbs } from "./crumbs.js";
import { element } from "./element.js";
import { ruleList } from "./ruleList.js";
import { statusBadge } from "./verdicts.js";

/** The whole view of the report at `index`. */
export function adapterView(data: PageData, index: number): HTMLElement {
  const report = data.reports[index];
  if (report === undefined) throw new Error(`There is no report ${String(index)}.`);
  const { adapter, primitive, profile, hints, warnings, problem } = report;
  const cases = casesOf(report, data.rules);
  return element(
    "main",
    {},
    crumbs(data, { is: "adapter", report: index }),
    element(
      "div",
      { class: "headline" },
      element("h1", { tabindex: -1 }, adapter.name || "(no name)", adapter.version !== null && ` ${adapter.version}`),
      statusBadge(report),
    ),
    element("p", { class: "lead" }, `${primitive}, profile ${profile}`),
    problem !== undefined && callout("problem", problem),
    hints.map((hint) => callout("hint", hint)),
    warnings.map((warning) => callout("warning", warning)),
    cases.length > 0 && ruleList(index, cases),
    coverage(report),
  );
}

/** A remark in a box. */
function callout(kind: "hint" | "warning" | "problem", text: string): HTMLElement {
  return element("p", { class: `callout ${kind}` }, element("strong", {}, `${kind} `), text);
}
