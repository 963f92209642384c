// `npm start`: checks the adapters of all packages in src/adapters/packages with the built kit, in its default options.
// Prints a table, then the minimal trace of each failure and of each declared deviation. Exits with 0 while every
// failure is a declared deviation, else with 1. With `--write` the numbers in docs/findings.md are brought up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createJiti } from "jiti";
import createSpinner from "yocto-spinner";
import { checkConformance, formatReport, formatTable, formatTrace, rulesOf } from "../dist/index.js";

const { values: options } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const jiti = createJiti(import.meta.url, { fsCache: false });
const { packageAdapters } = await jiti.import("../src/adapters/packages/index.ts");

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
    if (rule.verdict === "fail") section("failure", formatTrace(rule.failure, context));
    if (rule.verdict === "deviation" && rule.failure)
      section(
        "declared deviation (docs/findings.md)",
        `Reason: ${rule.reason}\n\n${formatTrace(rule.failure, context)}`,
      );
  }
  for (const failure of unnamed) section("failure", formatTrace(failure, context));
}

/** "4 steps with unbounded, 1; 3 steps with 2, 3, 4": lengths to which every plan was tried. */
function scopeWords({ primitive, scopes }) {
  const steps = new Map();
  for (const scope of scopes)
    steps.set(scope.config.capacity, Math.max(scope.steps, steps.get(scope.config.capacity) ?? 0));
  const lengths = [...new Set(steps.values())].sort((a, b) => b - a);
  return lengths
    .map((length) => {
      const capacities = [...steps.keys()].filter((capacity) => steps.get(capacity) === length);
      capacities.sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
      const words = capacities.map((capacity) => capacity ?? "unbounded").join(", ");
      return `${length}${primitive === "queue" ? ` (${words})` : ""}`;
    })
    .join("; ");
}

/** The table of docs/findings.md. Runs are deterministic, so only a change of kit or adapters can change it. */
function numbersTable() {
  const rows = reports.map((report) => {
    const { adapter, plans, profile, rules, scopes } = report;
    const count = (wanted) => rules.filter(({ verdict }) => verdict === wanted).length;
    const all = scopes.reduce((sum, scope) => sum + scope.plans, 0);
    const counts = [count("pass"), count("fail"), count("deviation"), count("not applicable"), count("inconclusive")];
    return [`${adapter.name} ${adapter.version}`, profile, scopeWords(report), all, plans - all, ...counts];
  });
  const titles = ["package", "profile", "all plans of up to … steps (capacities)", "such plans", "other plans"];
  const all = [[...titles, "passed", "failed", "deviation", "n/a", "inconclusive"], ...rows].map((row) =>
    row.map(String),
  );
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, c) => (c < 3 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join(" | ")} |`;
  const rule = widths.map((width, c) => (c < 3 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(all[0]), line(rule), ...all.slice(1).map(line)].join("\n");
}

const page = new URL("../docs/findings.md", import.meta.url);
const [begin, end] = ["<!-- numbers of npm start -->", "<!-- end -->"];
const text = readFileSync(page, "utf8");
const [before, behind] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
const current = `${text.slice(0, before)}\n\n${numbersTable()}\n\n${text.slice(behind)}`;
if (options.write) writeFileSync(page, current);
else if (current !== text) console.log("\nThe numbers in docs/findings.md are out of date: npm start -- --write");

const count = (wanted) => reports.flatMap(({ rules }) => rules).filter(({ verdict }) => verdict === wanted).length;
const plans = reports.reduce((sum, report) => sum + report.plans, 0);
const bad = reports.filter(({ status }) => status !== "conforms");
console.log(
  `\n${reports.length} adapters, ${plans.toLocaleString("en-US")} plans, ` +
    `${((performance.now() - started) / 1000).toFixed(0)} s: ${count("pass")} rules passed, ` +
    `${count("fail")} failed, ${count("deviation")} declared as deviations.`,
);
if (bad.length > 0) {
  console.log(`Not as declared: ${bad.map(({ adapter }) => adapter.name).join(", ")}`);
  process.exitCode = 1;
}
