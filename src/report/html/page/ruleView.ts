/** One rule of one adapter: what it says and why, its verdict, and where there is a failure, all that is known of it. */
import type { PageData } from "../pageData.js";
import { casesOf, type Case } from "./cases.js";
import { crumbs } from "./crumbs.js";
import { element } from "./element.js";
import { failureSections } from "./failureSections.js";
import { addressOf } from "./places.js";
import type { Stepper } from "./stepper.js";
import { verdictBadge } from "./verdicts.js";

/** A view, and what its keys step through. */
export interface RuleView {
  readonly main: HTMLElement;
  readonly stepper: Stepper | null;
}

/** The whole view of the case `name` of the report at `index`. */
export function ruleView(data: PageData, index: number, name: string): RuleView {
  const report = data.reports[index];
  const cases = report ? casesOf(report, data.rules) : [];
  const shown = cases.find((each) => each.name === name);
  if (report === undefined || shown === undefined) throw new Error(`There is no ${name} in report ${String(index)}.`);
  const { failure, words } = shown;
  const context = {
    adapter: report.adapter,
    primitive: report.primitive,
    profile: report.profile,
    rules: data.rules,
    ...(data.python === undefined ? {} : { python: data.python }),
    ...(data.testFile === undefined ? {} : { testFile: data.testFile }),
    ...optional("adapterFile", data.files[index]),
  };
  const sections = failure ? failureSections(failure, context, index) : null;
  const main = element(
    "main",
    {},
    crumbs(data, { is: "rule", report: index, rule: name }),
    element(
      "div",
      { class: "headline" },
      element("h1", { tabindex: -1 }, shown.title),
      verdictBadge(shown.verdict),
      neighbours(index, cases, shown),
    ),
    element("p", { class: "sentence" }, shown.sentence),
    words !== undefined && element("p", { class: "muted" }, words.intent),
    shown.reason !== "" && element("p", { class: "callout" }, element("strong", {}, `${shown.verdict} `), shown.reason),
    sections?.sections ?? facts(shown),
  );
  return { main, stepper: sections?.stepper ?? null };
}

/** What there is to tell of a rule without a trace. */
function facts({ situations, words, verdict }: Case): HTMLElement {
  const told: readonly (readonly [string, string])[] = [
    ...(situations === undefined
      ? []
      : [["situations", `came up in ${situations.toLocaleString("en-US")} runs`] as const]),
    ...(words === undefined ? [] : [["category", words.category] as const]),
    ...(words === undefined || verdict !== "fail" ? [] : [["look at", words.lookAt] as const]),
  ];
  return element(
    "dl",
    { class: "notes" },
    told.map(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]),
  );
}

/** The ways to the traces before and after this one. */
function neighbours(report: number, cases: readonly Case[], shown: Case): HTMLElement | null {
  const traced = cases.filter(({ failure }) => failure !== undefined);
  const at = traced.indexOf(shown);
  if (at < 0 || traced.length < 2) return null;
  const link = (to: Case | undefined, words: string): HTMLElement | false =>
    to !== undefined &&
    element("a", { href: addressOf({ is: "rule", report, rule: to.name }) }, `${words}: ${to.title}`);
  return element(
    "nav",
    { class: "neighbours", "aria-label": "Other traces of this adapter" },
    link(traced[at - 1], "Previous"),
    link(traced[at + 1], "Next"),
  );
}

function optional<K extends string>(key: K, value: string | null | undefined): Partial<Record<K, string>> {
  return value === null || value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
