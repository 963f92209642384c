// Measures how fast the kit is; docs/performance.md says what each figure means.
//   npm run bench -- [--small] [--json FILE] [--write]
//
//   --small    a form of a minute, for CI: a floor then counts as missed below three quarters of it
//   --json     also write what was found to this file
//   --write    also write bench/results.json and the tables of docs/performance.md
//
// Exits with 1 where a figure is below its floor. Works on built code: what a transpiling loader makes is much slower.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { bundle } from "./bundleBench.mjs";

const SMALL_MARGIN = 0.75;

const { values: options } = parseArgs({
  options: { small: { type: "boolean", default: false }, json: { type: "string" }, write: { type: "boolean" } },
});
if (options.write && options.small) fail("--write is for the whole run: leave --small out.");

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const bench = await bundle("main");

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
const missed = bench.missedFloors(results, options.small ? SMALL_MARGIN : 1);
for (const { what, value, floor } of missed) console.error(`below its floor: ${what}: ${value.toFixed(2)} (${floor})`);
process.exitCode = missed.length === 0 ? 0 : 1;

function fail(text) {
  console.error(text);
  process.exit(2);
}
