// The gate: every check runs, also after one has failed, and the exit code tells whether all passed. Two run at a time.
// With `--json FILE` the counts are written there too, for .ci/run.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { json: { type: "string" } } });

/** The package checks and the docs look at dist. */
const first = ["build"];
/** npm scripts; what takes longest begins first, so that it is not waited for at the end. */
const others = [
  ["lint"],
  ["typecheck"],
  ["format:check"],
  ["docs:api"],
  ["docs:profiles", "--", "--check"],
  ["docs:truth", "--", "--check"],
  ["docs:rules", "--", "--check"],
  ["lint:types"],
  ["lint:unused"],
  ["lint:publish"],
];
const AT_A_TIME = 2;

const npm = process.env.npm_execpath;

/** Runs an npm script, and tells what it printed once it is over. */
function runScript(args) {
  const name = args.filter((part) => part !== "--").join(" ");
  const start = Date.now();
  const command = ["run", "--silent", ...args];
  const child =
    npm === undefined
      ? spawn("npm", command, { shell: process.platform === "win32" })
      : spawn(process.execPath, [npm, ...command]);
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(chunk));
  return new Promise((resolve) => {
    const end = (passed) => {
      process.stdout.write(`\n── ${name}\n${Buffer.concat(printed).toString()}`);
      resolve({ name, passed, seconds: (Date.now() - start) / 1000 });
    };
    child.on("error", (error) => {
      printed.push(Buffer.from(`${error.message}\n`));
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}

const results = [await runScript(first)];
const left = others.values();
async function lane() {
  for (const args of left) results.push(await runScript(args));
}
await Promise.all(Array.from({ length: AT_A_TIME }, lane));

console.log("\n── summary");
for (const { name, passed, seconds } of results)
  console.log(`${passed ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);

const failed = results.filter(({ passed }) => !passed).length;
if (options.json !== undefined)
  writeFileSync(options.json, JSON.stringify({ passed: results.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
