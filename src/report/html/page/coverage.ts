/** Exactly what was covered: in a sentence, and as tables that can be unfolded. */
import type { Report } from "../../../runner/report.js";
import { coverageWords } from "../../coverageWords.js";
import { element, type Child } from "./element.js";

/** The section about coverage; it is there for every report that ran a plan. */
export function coverage(report: Report): HTMLElement | null {
  if (report.plans === 0) return null;
  const { scopes, searched, costs, overflows, stopped, seed, numRuns, only } = report;
  return element(
    "section",
    { "aria-labelledby": "covered" },
    element("h2", { id: "covered" }, "What was covered"),
    element("p", { class: "covered" }, `${coverageWords(report)}.`),
    element("p", { class: "muted" }, "Only what is said to be all plans is exhaustive. All else is a sample."),
    stopped !== undefined && element("p", { class: "callout warning" }, element("strong", {}, "ended early "), stopped),
    overflows > 0 &&
      element(
        "p",
        { class: "callout warning" },
        element("strong", {}, "not known "),
        `${number(overflows)} runs have too many explanations to follow: whether they conform is not known.`,
      ),
    element(
      "p",
      { class: "muted" },
      `Seed ${String(seed)}, ${number(numRuns)} runs a rule${only === undefined ? "" : `, only ${only}`}.`,
    ),
    scopes.length > 0 &&
      unfolding(
        "Scopes that were covered without exception",
        ["Capacity", "Steps", "Waiting clients", "Gaps", "Cancels", "Variants", "Plans"],
        scopes.map(({ config, steps, clients, gaps, cancels, variants, plans, of }) => [
          config.capacity === null ? "unbounded" : String(config.capacity),
          String(steps),
          `up to ${String(clients)}`,
          gaps.join(", "),
          cancels === undefined ? "any" : `up to ${String(cancels)}`,
          variants === true ? "yes" : "no",
          of === undefined || of === plans ? number(plans) : `${number(plans)} of ${number(of)}`,
        ]),
      ),
    searched.length > 0 &&
      unfolding(
        "Random strategies",
        ["Strategy", "Plans", "Of"],
        searched.map(({ strategy, plans, of }) => [strategy, number(plans), number(of)]),
      ),
    costs.length > 0 &&
      unfolding(
        "Costs in a crowd",
        ["What", "Among", "Against", "Times as dear"],
        costs.map(({ of, sizes: [small, large], ratio }) => [of, number(large), number(small), ratio.toFixed(1)]),
      ),
  );
}

function unfolding(title: string, titles: readonly string[], rows: readonly (readonly string[])[]): Child {
  return element(
    "details",
    {},
    element("summary", {}, title, element("span", { class: "count" }, ` ${String(rows.length)}`)),
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": title },
      element(
        "table",
        { class: "list" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            titles.map((each) => element("th", { scope: "col" }, each)),
          ),
        ),
        element(
          "tbody",
          {},
          rows.map(([first = "", ...rest]) =>
            element(
              "tr",
              {},
              element("th", { scope: "row" }, first),
              rest.map((cell) => element("td", {}, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
