/** Where the reader is, as a row of links, and the ways to the neighbouring failures. */
import type { PageData } from "../pageData.js";
import { element } from "./element.js";
import { addressOf, type Place } from "./places.js";

/** The way from the overview to `place`. */
export function crumbs({ reports }: PageData, place: Place): HTMLElement | null {
  const parts: HTMLElement[] = [];
  if (reports.length > 1) parts.push(element("a", { href: addressOf({ is: "overview" }) }, "All adapters"));
  if (place.is !== "overview") {
    const name = reports[place.report]?.adapter.name || "(no name)";
    if (place.is === "rule")
      parts.push(
        element("a", { href: addressOf({ is: "adapter", report: place.report }) }, name),
        element("span", { "aria-current": "page" }, place.rule),
      );
    else parts.push(element("span", { "aria-current": "page" }, name));
  }
  if (parts.length < 2) return null;
  return element(
    "nav",
    { class: "crumbs", "aria-label": "Where you are" },
    element(
      "ol",
      {},
      parts.map((part) => element("li", {}, part)),
    ),
  );
}
