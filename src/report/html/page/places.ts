/** The places of the page, as the part of its address behind `#`: the overview, an adapter, a rule of an adapter. */
import type { PageData } from "../pageData.js";

/** Where the reader is. */
export type Place =
  | { readonly is: "overview" }
  | { readonly is: "adapter"; readonly report: number }
  /** A rule, or `unnamed-1` for the first violation without a name. */
  | { readonly is: "rule"; readonly report: number; readonly rule: string };

/** `#2` and `#2/QUEUE-17`; reports are numbered from 1. */
export function addressOf(place: Place): string {
  if (place.is === "overview") return "#";
  const report = `#${String(place.report + 1)}`;
  return place.is === "adapter" ? report : `${report}/${place.rule}`;
}

/** The place of an address. One that is none, or that this page does not have, is the first. */
export function placeOf(address: string, { reports }: PageData): Place {
  const [, number = "", rule] = /^#(\d+)(?:\/([\w-]+))?$/.exec(address) ?? [];
  const report = Number(number) - 1;
  const found = reports[report];
  if (found === undefined) return home(reports.length);
  const isThere =
    rule !== undefined &&
    (found.rules.some(({ id }) => id === rule) || found.unnamed.some((_, index) => unnamedName(index) === rule));
  return isThere ? { is: "rule", report, rule } : { is: "adapter", report };
}

/** A page about one adapter begins with it. */
export function home(reports: number): Place {
  return reports === 1 ? { is: "adapter", report: 0 } : { is: "overview" };
}

/** How a violation without a name is called in addresses. */
export function unnamedName(index: number): string {
  return `unnamed-${String(index + 1)}`;
}
