/** Rules down, adapters across, a verdict in each cell. What has more to say is a link. */
import type { PageData } from "../pageData.js";
import { element } from "./element.js";
import { matrixRows, notApplicableOnly, type MatrixRow } from "./matrixRows.js";
import { addressOf } from "./places.js";
import { verdictClass, verdictSign, VERDICTS } from "./verdicts.js";

/** The matrix of one primitive, with a switch for the rows that are the same everywhere. */
export function matrix(data: PageData, primitive: "event" | "queue"): HTMLElement {
  const columns = data.reports.flatMap((report, index) =>
    report.primitive === primitive && !notApplicableOnly(report) ? [{ report, index }] : [],
  );
  const rows = matrixRows(columns.map(({ report }) => report));
  const heading = `${primitive}-matrix`;
  const body = element("tbody");
  const count = element("span", { class: "count", role: "status" });
  const draw = (all: boolean): void => {
    const shown = all ? rows : rows.filter(({ isTelling }) => isTelling);
    body.replaceChildren(...shown.map((row) => matrixRow(row, columns)));
    count.textContent = `${String(shown.length)} of ${String(rows.length)} rules`;
  };
  const box = element("input", { type: "checkbox", id: `${heading}-telling` });
  box.addEventListener("change", () => draw(!box.checked));
  draw(true);
  return element(
    "section",
    { "aria-labelledby": heading },
    element("h2", { id: heading }, primitive === "queue" ? "Queue rules" : "Event rules"),
    element(
      "div",
      { class: "tools" },
      element("label", { for: box.id }, box, " only rules that somebody breaks, deviates from or leaves open"),
      count,
    ),
    legend(),
    element(
      "div",
      { class: "scroll matrix-scroll", tabindex: 0, role: "region", "aria-labelledby": heading },
      element(
        "table",
        { class: "matrix" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "col", class: "corner" }, "Rule"),
            columns.map(({ report, index }) =>
              element(
                "th",
                { scope: "col" },
                element("a", { href: addressOf({ is: "adapter", report: index }) }, report.adapter.name || "(no name)"),
              ),
            ),
          ),
        ),
        body,
      ),
    ),
  );
}

function matrixRow({ id, sentence, verdicts }: MatrixRow, columns: readonly { readonly index: number }[]): HTMLElement {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("span", { class: "id" }, id), " ", element("span", {}, sentence)),
    verdicts.map((verdict, column) => {
      if (verdict === undefined) return element("td");
      const sign = verdictSign(verdict);
      const report = columns[column]?.index ?? 0;
      const isQuiet = verdict === "pass" || verdict === "not applicable";
      return element(
        "td",
        { class: verdictClass(verdict) },
        isQuiet ? sign : element("a", { href: addressOf({ is: "rule", report, rule: id }) }, sign),
      );
    }),
  );
}

function legend(): HTMLElement {
  return element(
    "p",
    { class: "legend" },
    VERDICTS.map((verdict) =>
      element(
        "span",
        { class: verdictClass(verdict) },
        verdictSign(verdict),
        element("span", { "aria-hidden": "true" }, ` ${verdict}`),
      ),
    ),
  );
}
