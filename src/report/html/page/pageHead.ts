/** The head of every view: what this page is about, and what all of it says in numbers. */
import type { PageData } from "../pageData.js";
import { element } from "./element.js";
import { addressOf } from "./places.js";
import { themeSwitch } from "./theme.js";

/** Title, version of the kit, seed and number of plans, theme. */
export function pageHead({ title, kit, reports }: PageData): HTMLElement {
  const seeds = [...new Set(reports.map(({ seed }) => seed))];
  const plans = reports.reduce((sum, report) => sum + report.plans, 0);
  const facts: readonly (readonly [string, string])[] = [
    ["kit", kit === null ? "async-tck" : `async-tck ${kit}`],
    [seeds.length === 1 ? "seed" : "seeds", seeds.length > 3 ? `${String(seeds.length)} seeds` : seeds.join(", ")],
    ["plans run", plans.toLocaleString("en-US")],
    ["adapters", String(reports.length)],
  ];
  return element(
    "header",
    { class: "page-head" },
    element("a", { class: "title", href: addressOf({ is: "overview" }) }, title),
    element(
      "dl",
      { class: "facts" },
      facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
    ),
    themeSwitch(),
  );
}
