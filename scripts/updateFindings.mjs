// The table of numbers and the traces in docs/findings.md.
import { readFileSync, writeFileSync } from "node:fs";

const PAGE = new URL("../docs/findings.md", import.meta.url);
const [BEGIN, END] = ["<!-- numbers of npm start -->", "<!-- end -->"];

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

/** What `npm start` found, without times: runs are deterministic, so only a change of kit or adapters can change it. */
function numbersTable(reports) {
  const rows = reports.map((report) => {
    const { adapter, plans, profile, rules, scopes } = report;
    const count = (wanted) => rules.filter(({ verdict }) => verdict === wanted).length;
    const all = scopes.reduce((sum, scope) => sum + scope.plans, 0);
    const counts = [count("pass"), count("fail"), count("deviation"), count("not applicable"), count("inconclusive")];
    // What the platform brings has no version of its own.
    const name = adapter.version === undefined ? adapter.name : `${adapter.name} ${adapter.version}`;
    return [name, profile, scopeWords(report), all, plans - all, ...counts];
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

/** A trace stands between these: `<!-- trace of NAME RULE -->`. */
const TRACE = /<!-- trace of (.+) ([A-Z]+-\d+) -->\n[^]*?<!-- end -->/g;

/** The page with the traces of declared deviations in their places. `traces` has them by "NAME RULE". */
function withTraces(text, traces) {
  return text.replace(TRACE, (all, name, rule) => {
    const trace = traces.get(`${name} ${rule}`);
    if (trace === undefined)
      throw new Error(`docs/findings.md wants a trace of ${rule} for ${name}, and there is none`);
    return `<!-- trace of ${name} ${rule} -->\n\n\`\`\`text\n${trace}\n\`\`\`\n\n<!-- end -->`;
  });
}

/**
 * Compares the page's table and traces with what `npm start` found; with `write` puts that in their place. Answers whether
 * they are right now.
 */
export function updateFindings(reports, traces, write) {
  const text = readFileSync(PAGE, "utf8");
  const [before, behind] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  const numbered = `${text.slice(0, before)}\n\n${numbersTable(reports)}\n\n${text.slice(behind)}`;
  const current = withTraces(numbered, traces);
  if (write) writeFileSync(PAGE, current);
  return write || current === text;
}
