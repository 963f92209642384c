/** The reports that the browser is shown, and the files that hold them. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkConformance, formatHtml, rulesOf, type HtmlContext, type Report } from "../../src/index.js";
import { queueRules } from "../../src/properties/queue/rules.js";
import exampleAdapter from "../docs/example/my-queue.adapter.js";
import { mutants } from "../mutants/index.js";
import * as samples from "../report/samples.js";

export const rules = [...rulesOf("event"), ...rulesOf("queue")];
const folder = mkdtempSync(join(tmpdir(), "async-tck-html-"));

/** Writes reports as a page, and gives its address. */
export function pageOf(name: string, reports: readonly Report[], context: Partial<HtmlContext> = {}): string {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, formatHtml(reports, { rules, kitVersion: "0.1.0", ...context }));
  return pathToFileURL(file).href;
}

/** What the kit says of the README's queue: only QUEUE-17 fails, with a trace of six rows. */
export function exampleReport(): Promise<Report> {
  return checkConformance(exampleAdapter, { numRuns: 200 });
}

/** What it says of wrong implementations of both primitives. */
export async function wrongReports(): Promise<readonly Report[]> {
  const chosen = ["QUEUE-04", "QUEUE-10", "QUEUE-16", "EVENT-01", "EVENT-12"];
  const found = chosen.flatMap((rule) => mutants.find((mutant) => mutant.rule === rule) ?? []);
  return Promise.all(found.map(({ adapter, rule }) => checkConformance(adapter, { rule, numRuns: 60 })));
}

/** Every verdict, an adapter that could not be judged, violations without a name; written by hand. */
export const handmade: readonly Report[] = Object.values(samples.reports);

/** `adapters` reports with 20 failures each. */
export function manyFailures(adapters: number): readonly Report[] {
  return Array.from({ length: adapters }, (_, index) => ({
    ...samples.report,
    adapter: { name: `queue-${String(index + 1)}`, version: "1.0.0" },
    rules: queueRules.map(({ id, sentence }, place): Report["rules"][number] => {
      const common = { id, sentence, situations: 1_000 };
      if ((place + index) % 79 >= 20) return { ...common, verdict: "pass" };
      return { ...common, verdict: "fail", failure: { ...samples.lostWakeup, rule: id } };
    }),
  }));
}

const HOSTILE = `</script><script>globalThis.wasRun = true</script><img src="x" onerror="globalThis.wasRun = true"><!-- \u2028 & "`;

/** A report in which everything that comes from elsewhere tries to be markup. */
export const hostile: Report = {
  ...samples.report,
  adapter: { name: HOSTILE, version: HOSTILE },
  hints: [HOSTILE],
  warnings: [HOSTILE],
  rules: samples.report.rules.map((rule) =>
    rule.verdict === "inconclusive"
      ? { ...rule, reason: HOSTILE }
      : rule.verdict === "fail" && rule.failure
        ? { ...rule, failure: withDetail(rule.failure) }
        : rule,
  ),
};

function withDetail(failure: NonNullable<(typeof samples.reports)["report"]["unnamed"][number]>): typeof failure {
  const events = failure.history.events.map((event) =>
    event.kind === "settle" ? { ...event, outcome: { is: "error" as const, detail: HOSTILE } } : event,
  );
  return { ...failure, history: { ...failure.history, events } };
}

export { HOSTILE };
