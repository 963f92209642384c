/** Several adapters: how each ended, then a matrix of rules and adapters for each primitive. */
import type { Report } from "../../../runner/report.js";
import { notApplicableOnly } from "./matrixRows.js";
import type { PageData } from "../pageData.js";
import { element } from "./element.js";
import { matrix } from "./matrix.js";
import { addressOf } from "./places.js";
import { countOf, statusBadge, VERDICTS } from "./verdicts.js";

/** The whole overview. */
export function overviewView(data: PageData): HTMLElement {
  const { reports } = data;
  const conforming = reports.filter(({ status }) => status === "conforms").length;
  const primitives = (["queue", "event"] as const).filter((primitive) =>
    reports.some((report) => report.primitive === primitive && !notApplicableOnly(report)),
  );
  return element(
    "main",
    {},
    element("h1", { tabindex: -1 }, `${String(conforming)} of ${String(reports.length)} adapters conform`),
    summaryTable(reports),
    primitives.map((primitive) => matrix(data, primitive)),
  );
}

function summaryTable(reports: readonly Report[]): HTMLElement {
  const titles = ["Adapter", "Version", "Primitive", "Profile", "Status"];
  const counts = {
    fail: "Failed",
    deviation: "Deviations",
    inconclusive: "Open",
    pass: "Passed",
    "not applicable": "N/A",
  };
  return element(
    "section",
    { "aria-labelledby": "adapters" },
    element("h2", { id: "adapters" }, "Adapters"),
    element(
      "div",
      { class: "scroll tall", tabindex: 0, role: "region", "aria-labelledby": "adapters" },
      element(
        "table",
        { class: "list summary" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            titles.map((title) => element("th", { scope: "col" }, title)),
            VERDICTS.map((verdict) => element("th", { scope: "col", class: "number" }, counts[verdict])),
          ),
        ),
        element(
          "tbody",
          {},
          reports.map((report, index) => summaryRow(report, index)),
        ),
      ),
    ),
  );
}

function summaryRow(report: Report, index: number): HTMLElement {
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row" },
      element("a", { href: addressOf({ is: "adapter", report: index }) }, report.adapter.name || "(no name)"),
    ),
    [report.adapter.version ?? "", report.primitive, report.profile].map((text) => element("td", {}, text)),
    element("td", {}, statusBadge(report)),
    VERDICTS.map((verdict) => {
      const count = countOf(report, verdict);
      return element("td", { class: count === 0 ? "number none" : "number" }, String(count));
    }),
  );
}
