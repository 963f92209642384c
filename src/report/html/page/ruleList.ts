/** The rules of one adapter: filtered by verdict, category and text, sorted by any column. */
import type { Case } from "./cases.js";
import { element } from "./element.js";
import { addressOf } from "./places.js";
import { selectCases, type Choice, type Column } from "./selectCases.js";
import { verdictBadge, verdictClass, VERDICTS, type Verdict } from "./verdicts.js";

const COLUMNS: readonly (readonly [Column, string])[] = [
  ["verdict", "Verdict"],
  ["name", "Rule"],
  ["sentence", "What it says"],
  ["category", "Category"],
  ["situations", "Situations"],
];

/** The section with tools and table. Rules that do not apply are left out at first where there are others. */
export function ruleList(report: number, cases: readonly Case[]): HTMLElement {
  const present = VERDICTS.filter((verdict) => cases.some((each) => each.verdict === verdict));
  let choice: Choice = {
    verdicts: new Set(present.length > 1 ? present.filter((verdict) => verdict !== "not applicable") : present),
    category: "",
    text: "",
    by: "verdict",
    isDescending: false,
  };
  const body = element("tbody");
  const count = element("span", { class: "count", role: "status" });
  const heads = new Map(COLUMNS.map(([column, title]) => [column, headCell(column, title)]));
  const redraw = (change: Partial<Choice> = {}): void => {
    choice = { ...choice, ...change };
    const shown = selectCases(cases, choice);
    body.replaceChildren(...shown.map((each) => caseRow(report, each)));
    count.textContent = `${String(shown.length)} of ${String(cases.length)} shown`;
    for (const [column, head] of heads) {
      const order = choice.isDescending ? "descending" : "ascending";
      head.setAttribute("aria-sort", column === choice.by ? order : "none");
    }
  };

  function headCell(column: Column, title: string): HTMLElement {
    const sort = (): void => redraw({ by: column, isDescending: column === choice.by && !choice.isDescending });
    const isNumber = column === "situations";
    return element(
      "th",
      { scope: "col", class: isNumber ? "number" : column },
      element("button", { type: "button", class: "sort", onclick: sort }, title),
    );
  }

  const section = element(
    "section",
    { "aria-labelledby": "rules" },
    element("h2", { id: "rules" }, "Rules"),
    element(
      "div",
      { class: "tools" },
      verdictFilter(cases, present, choice.verdicts, (verdicts) => redraw({ verdicts })),
      categoryFilter(cases, (category) => redraw({ category })),
      textFilter((text) => redraw({ text })),
      count,
    ),
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": "rules" },
      element("table", { class: "list rules" }, element("thead", {}, element("tr", {}, [...heads.values()])), body),
    ),
  );
  redraw();
  return section;
}

function caseRow(
  report: number,
  { name, title, sentence, verdict, reason, category, situations, failure }: Case,
): HTMLElement {
  return element(
    "tr",
    {},
    element("td", {}, verdictBadge(verdict)),
    element(
      "th",
      { scope: "row", class: "name" },
      element("a", { href: addressOf({ is: "rule", report, rule: name }) }, title),
    ),
    element(
      "td",
      {},
      sentence,
      reason !== "" && element("div", { class: "reason" }, reason),
      failure?.mayHaveSameCauseAs !== undefined &&
        element("div", { class: "reason" }, `may have the same cause as ${failure.mayHaveSameCauseAs}`),
    ),
    element("td", { class: "muted" }, category),
    element("td", { class: "number" }, situations === undefined ? "" : situations.toLocaleString("en-US")),
  );
}

function verdictFilter(
  cases: readonly Case[],
  present: readonly Verdict[],
  first: ReadonlySet<Verdict>,
  onChange: (verdicts: ReadonlySet<Verdict>) => void,
): HTMLElement {
  const chosen = new Set(first);
  return element(
    "div",
    { role: "group", "aria-label": "Show verdicts", class: "chips" },
    present.map((verdict) => {
      const number = cases.filter((each) => each.verdict === verdict).length;
      const button = element(
        "button",
        { type: "button", class: `chip ${verdictClass(verdict)}`, "aria-pressed": String(chosen.has(verdict)) },
        `${verdict} `,
        element("span", { class: "count" }, String(number)),
      );
      button.addEventListener("click", () => {
        if (!chosen.delete(verdict)) chosen.add(verdict);
        button.setAttribute("aria-pressed", String(chosen.has(verdict)));
        onChange(new Set(chosen));
      });
      return button;
    }),
  );
}

function categoryFilter(cases: readonly Case[], onChange: (category: string) => void): HTMLElement {
  const categories = [...new Set(cases.map(({ category }) => category))].filter((each) => each !== "").sort();
  const select = element(
    "select",
    { id: "category" },
    element("option", { value: "" }, "all"),
    categories.map((category) => element("option", { value: category }, category)),
  );
  select.addEventListener("change", () => onChange(select.value));
  return element("label", { for: select.id }, "Category ", select);
}

function textFilter(onChange: (text: string) => void): HTMLElement {
  const input = element("input", { type: "search", id: "text", placeholder: "id, sentence, reason" });
  input.addEventListener("input", () => onChange(input.value));
  return element("label", { for: input.id }, "Text ", input);
}
