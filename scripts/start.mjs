// `npm start`: checks the adapters of all packages in src/adapters/packages with the built kit, in its default options.
// Prints a table, then the minimal trace of each failure and of each declared deviation. Exits with 0 while every
// failure is a declared deviation that its token still shows, else with 1.
//
//   --write          bring the numbers and traces in docs/findings.md up to date
//   --adapters FILE  check what this module exports as `packageAdapters` instead
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createJiti } from "jiti";
import createSpinner from "yocto-spinner";
import { checkConformance, formatBulkFailure, formatReport, formatTable, formatTrace, rulesOf } from "../dist/index.js";
import { updateFindings } from "./updateFindings.mjs";

const { values: options } = parseArgs({
  options: { write: { type: "boolean", default: false }, adapters: { type: "string" } },
});
const jiti = createJiti(import.meta.url, { fsCache: false });
const { packageAdapters } = await jiti.import(
  options.adapters === undefined ? "../src/adapters/packages/index.ts" : resolve(options.adapters),
);

const started = performance.now();
const spinner = process.stderr.isTTY ? createSpinner({ stream: process.stderr }).start() : undefined;
const results = [];
for (const [index, { adapter, file }] of packageAdapters.entries()) {
  const place = `${adapter.name} (${index + 1} of ${packageAdapters.length})`;
  const onProgress = ({ plans, of }) => spinner && (spinner.text = `${place}: ${plans} of ${of} plans`);
  const from = performance.now();
  const report = await checkConformance(adapter, { onProgress });
  results.push({ report, file, time: performance.now() - from });
}
spinner?.stop();

const reports = results.map(({ report }) => report);
const times = results.map(({ time }) => time);
console.log(formatTable(reports, times));

/** Traces of declared deviations, by adapter and rule. */
const traces = new Map();
for (const { report, file } of results) {
  const { adapter, primitive, profile, hints, problem, rules, status, unnamed, warnings } = report;
  const testFile = "test/packages/packages.test.ts";
  const context = { adapter, primitive, profile, adapterFile: file, testFile, rules: rulesOf(primitive) };
  const section = (title, text) => console.log(`\n── ${adapter.name}: ${title}\n\n${text}`);
  for (const text of hints) section("hint", text);
  for (const text of warnings) section("warning", text);
  for (const { id, reason, verdict } of rules) if (verdict === "inconclusive") section(`${id} is inconclusive`, reason);
  if (problem !== undefined || status === "nothing checked") section("no verdict", formatReport(report, context));
  for (const rule of rules) {
    if (rule.verdict === "fail")
      section("failure", rule.bulk ? formatBulkFailure(rule, rule.bulk, context) : formatTrace(rule.failure, context));
    if (rule.verdict === "deviation" && rule.failure) {
      const trace = formatTrace(rule.failure, context);
      traces.set(`${adapter.name} ${rule.id}`, trace);
      section("declared deviation (docs/findings.md)", `Reason: ${rule.reason}\n\n${trace}`);
    }
  }
  for (const failure of unnamed) section("failure", formatTrace(failure, context));
}

if (options.adapters === undefined) {
  const isCurrent = updateFindings(reports, traces, options.write);
  if (!isCurrent) console.log("\nThe numbers or traces in docs/findings.md are out of date: npm start -- --write");
}

const count = (wanted) => reports.flatMap(({ rules }) => rules).filter(({ verdict }) => verdict === wanted).length;
const plans = reports.reduce((sum, report) => sum + report.plans, 0);
const bad = reports.filter(({ status, warnings }) => status !== "conforms" || warnings.length > 0);
console.log(
  `\n${reports.length} ${reports.length === 1 ? "adapter" : "adapters"}, ${plans.toLocaleString("en-US")} plans, ` +
    `${((performance.now() - started) / 1000).toFixed(0)} s: ${count("pass")} rules passed, ` +
    `${count("fail")} failed, ${count("deviation")} declared as deviation.`,
);
if (bad.length > 0) {
  console.log(`Not as declared: ${bad.map(({ adapter }) => adapter.name).join(", ")}`);
  process.exitCode = 1;
}
