// Asks every CPython that it finds for the histories of the facts and of a sample of random plans, and writes
// test/truth/golden/facts.json and plans.json.
//   node scripts/golden.mjs [--python COMMAND ...] [--check]
// With --check it writes nothing, compares, and exits 1 on a difference.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createJiti } from "jiti";

const { values: options } = parseArgs({
  options: { python: { type: "string", multiple: true, default: [] }, check: { type: "boolean", default: false } },
});

const jiti = createJiti(import.meta.url, { fsCache: false });
const { allPythons } = await jiti.import("../test/truth/interpreters.ts");
const { ask, FILES, hasShutdown, linesOf, readGolden, toFiles } = await jiti.import("../test/truth/golden.ts");

const MOST_SHOWN = 10;

/** Prints where two differ; only what both were asked counts. Answers how often. */
function differences(name, answers, otherName, other) {
  const theirs = linesOf(other);
  const different = [...linesOf(answers)].filter(([line, text]) => theirs.has(line) && theirs.get(line) !== text);
  for (const [line, text] of different.slice(0, MOST_SHOWN)) {
    console.log(`DIFFERENT ${line}\n   ${name}: ${text}\n   ${otherName}: ${theirs.get(line)}`);
  }
  return different.length;
}

async function main() {
  const pythons = await allPythons(options.python);
  if (pythons.length === 0) throw new Error("no CPython was found: name one with --python");
  const answered = [];
  try {
    for (const python of pythons) {
      const answers = await ask(python);
      answered.push({ python, answers });
      console.log(`CPython ${python.version} (${python.command}): ${linesOf(answers).size} answers`);
    }
  } finally {
    for (const python of pythons) python.end();
  }
  const versions = pythons.map(({ version }) => version);
  const withShutdown = pythons.filter(hasShutdown).map(({ version }) => version);
  // what the newest says is asked of no other: those before 3.13 have no shutdown
  const best = answered.findLast(({ python }) => hasShutdown(python)) ?? answered.at(-1);
  let different = 0;
  for (const { python, answers } of answered) {
    if (python !== best.python) different += differences(python.version, answers, best.python.version, best.answers);
  }
  if (different > 0) throw new Error(`the interpreters differ in ${different} answers: nothing was written`);
  console.log(`all ${answered.length} agree`);
  if (options.check) return check(best, versions, withShutdown);
  if (withShutdown.length === 0) throw new Error("nothing was written: CPython 3.13 or newer is needed for shutdown()");
  mkdirSync(new URL(".", FILES.facts), { recursive: true });
  for (const [name, text] of Object.entries(toFiles(best.answers, { versions, withShutdown }))) {
    writeFileSync(FILES[name], text);
    console.log(`wrote test/truth/golden/${name}.json, ${Buffer.byteLength(text)} bytes`);
  }
}

function check({ python, answers }, versions, withShutdown) {
  const golden = readGolden();
  const different = differences(python.version, answers, "golden", golden);
  if (different > 0) throw new Error(`${different} answers differ from the golden ones`);
  const known = linesOf(golden);
  const fresh = [...linesOf(answers).keys()].filter((line) => !known.has(line));
  if (fresh.length > 0) throw new Error(`${fresh.length} answers are not among the golden ones, first ${fresh[0]}`);
  if (versions.join() === golden.versions.join()) {
    for (const [name, text] of Object.entries(toFiles(answers, { versions, withShutdown }))) {
      if (readFileSync(FILES[name], "utf8") !== text) throw new Error(`golden/${name}.json holds something else`);
    }
    console.log("the same, byte for byte");
  } else {
    console.log(`the same answers; the golden ones were made with ${golden.versions.join(", ")}`);
  }
}

try {
  await main();
} catch (error) {
  console.log(`FAILED ${error.message}`);
  process.exitCode = 1;
}
