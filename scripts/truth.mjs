// Compares the models of profile `asyncio` with every CPython on this machine, and writes what was found.
//   npm run truth -- [--small] [--plans N] [--python COMMAND ...] [--write]
//
//   --small    a form of a minute, for CI
//   --plans    random plans for each object (100,000; the newest interpreter and the usual one get all of them, the
//              others a tenth)
//   --python   interpreters to ask, instead of all that are found
//   --write    also write test/truth/results.json and, from that, docs/truth.md; needs CPython 3.13 or newer
//
// Exits with 1 when model and interpreter differ, when the model allows more and nothing explains that, when a mutant of
// the models goes unnoticed without a known reason, and when there is no interpreter.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createJiti } from "jiti";
import { format } from "prettier";

const { values: options } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    plans: { type: "string" },
    python: { type: "string", multiple: true, default: [] },
    write: { type: "boolean", default: false },
  },
});
const jiti = createJiti(import.meta.url, { fsCache: false });
const { allPythons, usualPython } = await jiti.import("../test/truth/interpreters.ts");
const truth = await jiti.import("../test/truth/truth.ts");
const { truthPage } = await jiti.import("../test/truth/truthPage.ts");

const count = Number(options.plans ?? (options.small ? 1_000 : 100_000));
if (!Number.isInteger(count) || count < 1) fail(`Expected --plans to be a positive integer, got ${options.plans}`);
if (options.write && options.small) fail("--write is for the whole run: leave --small out.");

const pythons = await allPythons(options.python);
if (pythons.length === 0) {
  fail("No CPython 3.8 or newer was found. Install one (Debian: apt-get install python3), or name it with --python.");
}
const newest = pythons[pythons.length - 1];
const hasShutdown = newest.queue.close !== undefined;
if (options.write && !hasShutdown) fail("--write needs CPython 3.13 or newer: shutdown() is part of the page.");
const usual = await usualPython();
const isWhole = ({ version }) => version === newest.version || version === usual?.version;
usual?.end();

let problems = 0;
const started = performance.now();
const random = [];
for (const python of pythons) {
  const wanted = isWhole(python) ? count : Math.max(100, Math.round(count / 10));
  const parts = [];
  await truth.agreeOnRandomPlans(python, wanted, (part) => parts.push(told(python, part)));
  random.push({ version: python.version, parts });
}
const scopes = [];
await truth.agreeOnScopes(newest, options.small, (part) => scopes.push(told(newest, part)));

const ports = await truth.comparePorts(newest, Math.max(500, Math.round(count / 4)));
for (const { object, result } of ports) {
  say(`port of ${object}: ${JSON.stringify({ ...result, problems: undefined })}`);
  report(result);
}

const mutants = await truth.mutantsOf(newest, options.small ? 300 : 3_000);
const counts = Object.groupBy ? Object.groupBy(mutants, ({ noticedBy }) => noticedBy) : grouped(mutants);
say(
  `mutants: ${Object.entries(counts)
    .map(([how, list]) => `${list.length} ${how}`)
    .join(", ")}`,
);
const unexplained = truth.unexplained(mutants);
// what a small run has not noticed a whole one may
if (!options.small) problems += unexplained.length;
for (const mutant of unexplained) console.log(`   not noticed: ${truth.mutantWords(mutant)}`);

for (const python of pythons) python.end();
say(problems === 0 ? "model and interpreters agree" : `${problems} problems`);
if (options.write && problems === 0) {
  const results = truth.summary({ random, scopes, ports, mutants });
  const text = await format(JSON.stringify(results), { parser: "json", printWidth: 120 });
  writeFileSync(new URL("../test/truth/results.json", import.meta.url), text);
  writeFileSync(new URL("../docs/truth.md", import.meta.url), await truthPage(results));
  say("wrote test/truth/results.json and docs/truth.md");
}
process.exitCode = problems === 0 ? 0 : 1;

function grouped(list) {
  const groups = {};
  for (const one of list) (groups[one.noticedBy] ??= []).push(one);
  return groups;
}

function told(python, part) {
  const { object, config, plans, result } = part;
  const { exact, more } = result;
  say(
    `CPython ${python.version} ${[object, config].filter(Boolean).join(" ")}, ${plans}: ${result.plans} plans, ` +
      `${exact} exact, ${more["order of release"]} by order of release, ${more["equal priorities"]} by equal ` +
      `priorities, ${result.problemCount} problems`,
  );
  report(result);
  return part;
}

function report(result) {
  problems += result.problemCount;
  for (const problem of result.problems) console.log(`   ${problem}`);
}

function say(text) {
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}`);
}

function fail(text) {
  console.error(text);
  process.exit(2);
}
