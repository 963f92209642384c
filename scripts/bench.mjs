// Measures how fast the kit is; docs/performance.md says what each figure means.
//   npm run bench -- [--small] [--json FILE] [--write]
//
//   --small    a form of a minute, for CI
//   --json     also write what was found to this file
//   --write    also write bench/results.json and the tables of docs/performance.md
//
// Figures below the floor that is asked for are told. Exits with 1 where one has fallen below half of what is stored in
// bench/results.json: ratios differ less between machines than that. Works on built code: what a transpiling loader makes is much slower.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { bundle } from "./bundleBench.mjs";

const { values: options } = parseArgs({
  options: { small: { type: "boolean", default: false }, json: { type: "string" }, write: { type: "boolean" } },
});
if (options.write && options.small) fail("--write is for the whole run: leave --small out.");

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const bench = await bundle("main");

const stored = JSON.parse(readFileSync("bench/results.json", "utf8"));
const started = performance.now();
const say = (text) => console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const results = await bench.measure({ small: options.small, say });
const page = readFileSync("docs/performance.md", "utf8");
const written = await format(bench.withFigures(page, results), { parser: "markdown", printWidth: 120 });
console.log(written.slice(written.indexOf("<!-- figures: begin"), written.indexOf("<!-- figures: end")));

const json = await format(JSON.stringify(results), { parser: "json", printWidth: 120 });
if (options.json !== undefined) writeFileSync(options.json, json);
if (options.write) {
  writeFileSync("bench/results.json", json);
  writeFileSync("docs/performance.md", written);
}
const list = (figures, words) => {
  for (const { what, value, floor } of figures)
    console.error(`${words}: ${what}: ${value.toFixed(2)} (${floor.toFixed(2)})`);
};
list(bench.missedFloors(results), "below its floor");
const worse = bench.regressions(results, stored);
list(worse, "below half of what is stored");
process.exitCode = worse.length === 0 ? 0 : 1;

function fail(text) {
  console.error(text);
  process.exit(2);
}
