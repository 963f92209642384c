// Hunts over subjects that are believed right: nothing may be found.
//   npm run bench:precision -- [--small] [--seeds N] [--whole N] [--json FILE] [--write] [subject ...]
//
//   --small    for CI: 10 seeds, nothing else
//   --seeds    seeds of short hunts (1,000)
//   --whole    seeds of whole default runs (20)
//   --json     also write what was found to this file
//   --write    also write bench/precision/results.json and, from that, docs/precision.md
//
// 29 minutes were measured on 2 cores; a process for each core. Exits with 1 where a correct subject is accused, or is not right
// and wrong under exactly the profiles that it claims, or (in the whole form) a rule is reached in too few runs of a default run.
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { bundle, placeOf } from "./bundleBench.mjs";

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: "boolean", default: false },
    seeds: { type: "string" },
    whole: { type: "string" },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
if (options.write && (options.small || asked.length > 0)) {
  console.error("--write is for the whole: leave the others out.");
  process.exit(2);
}
/** Seeds of one piece of work. */
const CHUNK = 50;

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const bench = await bundle("precision", "bench/precision/index.ts");
const caps = options.small
  ? { ...bench.CAPS, seeds: 10, wholeSeeds: 0 }
  : {
      ...bench.CAPS,
      seeds: Number(options.seeds ?? bench.CAPS.seeds),
      wholeSeeds: Number(options.whole ?? bench.CAPS.wholeSeeds),
    };
console.log(`caps: ${caps.seeds} seeds of ${caps.plans} plans, ${caps.wholeSeeds} whole default runs for each subject`);

const cores = availableParallelism();
const pool = new Tinypool({
  filename: placeOf("precision"),
  runtime: "child_process",
  minThreads: cores,
  maxThreads: cores,
});
const run = (task) => pool.run(task, { name: "work" });
const started = performance.now();
const say = (text) => console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}`);

async function subjectRow({ name, about, profile }, index) {
  const chunks = Array.from({ length: Math.ceil(caps.seeds / CHUNK) }, (_, chunk) => {
    const first = chunk * CHUNK + 1;
    return { do: "short", index, first, count: Math.min(CHUNK, caps.seeds - first + 1), plans: caps.plans };
  });
  const wholes = Array.from({ length: caps.wholeSeeds }, (_, at) => ({ do: "whole", index, seed: at + 1 }));
  const [short, whole] = await Promise.all([Promise.all(chunks.map(run)), Promise.all(wholes.map(run))]);
  const sum = (results, field = "plans") => results.reduce((total, result) => total + result[field], 0);
  const alarms = [...short, ...whole].flatMap((result) => result.alarms);
  say(`${name}, ${profile}: ${sum(short)} + ${sum(whole)} plans, ${alarms.length} alarms`);
  const overflows = sum([...short, ...whole], "overflows");
  return { name, about, profile, plans: sum(short), wholePlans: sum(whole), overflows, alarms };
}

const unknown = asked.filter((name) => !bench.SUBJECTS.some((subject) => subject.name === name));
if (unknown.length > 0) {
  console.error(`There is no subject ${unknown.join(", ")}: bench/precision/subjects.ts has them.`);
  await pool.destroy();
  process.exit(2);
}
const isAsked = (name) => asked.length === 0 || asked.includes(name);
const [subjects, profiles] = await Promise.all([
  Promise.all(bench.SUBJECTS.flatMap((subject, index) => (isAsked(subject.name) ? [subjectRow(subject, index)] : []))),
  asked.length > 0 || options.small
    ? []
    : Promise.all(
        Array.from({ length: bench.PROFILE_TASKS }, (_, index) => index).map((index) => run({ do: "profiles", index })),
      ),
]);
await pool.destroy();

const minutes = (performance.now() - started) / 60_000;
const results = { node: process.versions.node, cores, minutes, caps, subjects, profiles: profiles.flat() };
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(results, null, 1));
if (options.write) {
  const list = (rows) => rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = JSON.stringify({ ...results, subjects: undefined, profiles: undefined }).slice(0, -1);
  const text = `${head},"subjects":[\n${list(subjects)}\n],"profiles":[\n${list(results.profiles)}\n]}\n`;
  writeFileSync("bench/precision/results.json", text);
  writeFileSync("docs/precision.md", await bench.precisionPage(results));
}
const few = asked.length > 0 || options.small ? [] : bench.reachOf(results);
const complaints = [
  ...subjects.flatMap(({ alarms }) => alarms.map(({ subject, seed, what }) => `${subject}, seed ${seed}: ${what}`)),
  ...bench
    .surprisesOf(results)
    .map(({ name, profile, status, failed }) => `${name}, ${profile}: ${status} ${failed.join(", ")}`),
  ...few.flatMap(({ rule, fewest, fewestIn }) =>
    fewest < bench.ENOUGH_RUNS ? [`${rule} is reached in ${fewest} runs of ${fewestIn || "nobody"}`] : [],
  ),
];
for (const complaint of complaints) console.error(complaint);
say(complaints.length === 0 ? "no false alarm" : `${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;
