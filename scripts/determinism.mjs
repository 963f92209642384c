// Replays failing plans of wrong implementations on several Nodes, and compares histories and traces byte by byte.
//   npm run determinism -- [--plans N] [--nodes 20,22,24,26]
//
//   --plans    how many failing plans (1,000)
//   --nodes    versions of Node beside the running one, fetched with npx
//
// Exits with 1 when any of them differs, and when a Node cannot be had.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { createJiti } from "jiti";

const { values: options } = parseArgs({
  options: {
    plans: { type: "string", default: "1000" },
    nodes: { type: "string", default: "20,22,24,26" },
    /** For this script itself: replay the plans of this file, and write the lines beside it. */
    replay: { type: "string" },
  },
});
const jiti = createJiti(import.meta.url, { fsCache: false });
const { failingPlans, replayLine } = await jiti.import("../test/determinism/failingPlans.ts");

if (options.replay !== undefined) {
  const lines = [process.version];
  for (const plan of JSON.parse(readFileSync(options.replay, "utf8"))) lines.push(await replayLine(plan));
  writeFileSync(`${options.replay}.lines`, lines.join("\n"));
} else {
  process.exitCode = (await compareNodes()) ? 0 : 1;
}

async function compareNodes() {
  const count = Number(options.plans);
  if (!Number.isInteger(count) || count < 1) throw new Error(`Expected --plans to be a positive integer`);
  const folder = mkdtempSync(join(tmpdir(), "async-tck-determinism-"));
  try {
    const plans = await failingPlans(count);
    const file = join(folder, "plans.json");
    writeFileSync(file, JSON.stringify(plans));
    const expected = [];
    for (const plan of plans) expected.push(await replayLine(plan));
    const passing = expected.filter((line) => line.endsWith(" passes"));
    const names = new Set(plans.map(({ mutant }) => mutant));
    console.log(
      `${plans.length} failing plans of ${names.size} wrong implementations, found on Node ${process.version}`,
    );
    let isSame = plans.length === count && passing.length === 0;
    if (plans.length < count) console.log(`too few: ${count} were asked for`);
    for (const line of passing) console.log(`  fails no more when it is replayed: ${line}`);
    for (const node of options.nodes.split(",")) isSame = (await sameOn(node, file, expected)) && isSame;
    return isSame;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function sameOn(node, file, expected) {
  const script = fileURLToPath(import.meta.url);
  const run = promisify(execFile);
  try {
    await run("npx", ["-y", "-p", `node@${node}`, "node", script, "--replay", file], { maxBuffer: 2 ** 26 });
  } catch (error) {
    console.log(`Node ${node}: could not be run: ${error.stderr || error.message}`);
    return false;
  }
  const [version, ...lines] = readFileSync(`${file}.lines`, "utf8").split("\n");
  if (!version.startsWith(`v${node}.`)) {
    console.log(`Node ${node}: npx gave ${version} instead`);
    return false;
  }
  const differing = expected.filter((line, at) => line !== lines[at]);
  console.log(
    `Node ${version}: ${expected.length - differing.length} of ${expected.length} histories and traces are the same`,
  );
  for (const line of differing.slice(0, 5)) console.log(`  differs: ${line}`);
  return differing.length === 0;
}
