// Hunts every wrong implementation over many seeds, beside the same hunt by fast-check's scheduler.
//   npm run bench:detection -- [--small] [--every N] [--peer-seeds N] [--peer-runs N]
//                              [--write] [--json FILE] [mutant or rule ...]
//
//   --small    for CI: 2 seeds up to the first violation, no peers
//   --every    only every N-th mutant
//   --peer-seeds, --peer-runs    seeds of a peer that finds something (20), most runs of a peer (50,000)
//   --json     also write what was found to this file
//   --write    also write bench/detection/results.json and, from that, docs/detection.md
//
// 13 to 26 minutes on 2 cores; a process for each core. Exits with 1 where a mutant survives a seed, the right rule is named
// in fewer than 95 of 100 hunts, another name is not explained, or an equivalent mutant is accused.
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
    every: { type: "string" },
    "peer-seeds": { type: "string" },
    "peer-runs": { type: "string" },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
if (options.write && (options.small || options.every !== undefined || asked.length > 0)) {
  console.error("--write is for the whole: leave the others out.");
  process.exit(2);
}
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const bench = await bundle("detection", "bench/detection/index.ts");
const caps = options.small
  ? { ...bench.CAPS, seeds: 2, peerSeeds: 0, isWhole: false }
  : {
      ...bench.CAPS,
      mostPeerSeeds: Number(options["peer-seeds"] ?? bench.CAPS.mostPeerSeeds),
      mostPeerRuns: Number(options["peer-runs"] ?? bench.CAPS.mostPeerRuns),
    };
const every = Number(options.every ?? 1);
console.log(
  `caps: ${caps.seeds} seeds; peers: ${caps.peerFactor} times the kit's worst runs, at most ${caps.mostPeerRuns}, on ${caps.peerSeeds} seeds where those find nothing`,
);

const cores = availableParallelism();
// a process each: a mutant that leaves something behind does not reach the next one
const pool = new Tinypool({
  filename: placeOf("detection"),
  runtime: "child_process",
  minThreads: cores,
  maxThreads: cores,
});
const run = (task) => pool.run(task, { name: "work" });
const started = performance.now();
const names = bench.MUTANTS;
const indexes = names
  .map((_, index) => index)
  .filter((index) => index % every === 0)
  .filter((index) => asked.length === 0 || names[index].split(" ").some((word) => asked.includes(word)));
if (indexes.length === 0) {
  console.error(`There is no mutant or rule ${asked.join(", ")}: test/mutants has them.`);
  await pool.destroy();
  process.exit(2);
}
const [rows, equivalents, defaultRun] = await Promise.all([
  Promise.all(
    indexes.map(async (index) => {
      const row = await run({ do: "mutant", index, caps });
      const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(5);
      const peers = row.peers.map(({ runs }) => runs.filter((one) => one !== null).length).join("/");
      console.log(
        `${seconds} s  ${bench.keyOf(row)}: killed on ${bench.killsOf(row)} of ${caps.seeds}; peers ${peers}`,
      );
      return row;
    }),
  ),
  run({ do: "equivalents" }),
  run({ do: "default run" }),
]);
await pool.destroy();

const minutes = (performance.now() - started) / 60_000;
const results = { node: process.versions.node, cores, minutes, defaultRun, caps, rows, equivalents };
const totals = bench.totalsOf(results);
console.log(totals);
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(results, null, 1));
if (options.write) {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = JSON.stringify({ ...results, rows: undefined }).slice(0, -1);
  writeFileSync("bench/detection/results.json", `${head},"rows":[\n${lines}\n]}\n`);
  writeFileSync("docs/detection.md", await bench.detectionPage(results));
}
const accused = equivalents.filter(({ status }) => status !== "conforms").map(({ name }) => name);
const complaints = [
  ...rows.filter((row) => bench.killsOf(row) < caps.seeds).map((row) => `survives: ${bench.keyOf(row)}`),
  ...(totals.right < 0.95 * totals.hunts ? [`named rightly in ${totals.right} of ${totals.hunts} hunts only`] : []),
  ...totals.unexplained.map((key) => `another name, not explained: ${key}`),
  ...accused.map((name) => `accused though nobody can tell: ${name}`),
];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
