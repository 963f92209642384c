// Measures how short failing plans become, beside the shortest ones found by breadth-first search, over all mutants.
//   npm run bench:minimality -- [--seeds N] [--first N] [--most N] [--write] [mutant ...]
//
//   --seeds    random plans to shrink for each mutant (5)
//   --first    the first of these seeds (1)
//   --most     most plans that the breadth-first search tries at a length (200,000)
//   --write    also write test/minimality/results.json and, from that, docs/minimality.md
//
// Minutes. Exits with 1 when fewer than 95 of 100 plans end at the number of steps of a shortest one.
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "tsup";

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "5" },
    first: { type: "string", default: "1" },
    most: { type: "string", default: "200000" },
    write: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = `${root}node_modules/.cache/async-tck`;
// As tsup.config.ts does: async functions stay as they are, and packages stay imports.
await build({
  config: false,
  entry: { minimality: `${root}test/minimality/index.ts` },
  format: "esm",
  outExtension: () => ({ js: ".mjs" }),
  target: "node20",
  platform: "node",
  skipNodeModulesBundle: true,
  outDir,
  silent: true,
});
const { LONG, measurable, measure, minimalityPage, totalsOf } = await import(
  pathToFileURL(`${outDir}/minimality.mjs`).href
);

const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => index + Number(options.first));
const most = Number(options.most);
if (options.write && asked.length > 0) {
  console.error("--write is for all mutants: name none.");
  process.exit(2);
}
const subjects = (await measurable()).filter(
  ({ mutant }) => asked.length === 0 || asked.includes(mutant.name) || asked.includes(mutant.rule),
);
const measured = [];
for (const subject of subjects) {
  const { rule, name } = subject.mutant;
  const own = await measure(subject, { seeds, most, isDefault: true });
  measured.push(...own);
  const { plans, shortest, undecided } = totalsOf(own);
  console.log(`${rule} ${name}: ${shortest} of ${plans} shortest${undecided > 0 ? `, ${undecided} undecided` : ""}`);
  for (const { miss } of own) if (miss) console.log(`   ${miss.found}   shorter: ${miss.shorter ?? "none found"}`);
}
const totals = totalsOf(measured);
console.log(totals);
if (options.write) {
  const results = { long: LONG, seeds, most, mutants: subjects.length, measured };
  const rows = measured.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = JSON.stringify({ ...results, measured: undefined }).slice(0, -1);
  writeFileSync(`${root}test/minimality/results.json`, `${head},"measured":[\n${rows}\n]}\n`);
  writeFileSync(`${root}docs/minimality.md`, await minimalityPage(results));
}
if (totals.shortest < 0.95 * totals.plans) process.exitCode = 1;
