// The gate: every check runs, also after one has failed, and the exit code tells whether all passed.
// With `--json FILE` the counts are written there too, for .ci/run.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { json: { type: "string" } } });

/** npm scripts, in order. `build` comes first: the package checks and the docs look at dist. */
const gate = [
  ["build"],
  ["format:check"],
  ["lint"],
  ["typecheck"],
  ["docs:rules", "--", "--check"],
  ["docs:profiles", "--", "--check"],
  ["docs:truth", "--", "--check"],
  ["docs:api"],
  ["lint:publish"],
  ["lint:types"],
  ["lint:unused"],
];

const npm = process.env.npm_execpath;
const runScript = (args) =>
  npm === undefined
    ? spawnSync("npm", ["run", "--silent", ...args], { stdio: "inherit", shell: process.platform === "win32" })
    : spawnSync(process.execPath, [npm, "run", "--silent", ...args], { stdio: "inherit" });

const results = gate.map((args) => {
  const name = args.filter((part) => part !== "--").join(" ");
  console.log(`\n── ${name}`);
  const start = Date.now();
  const passed = runScript(args).status === 0;
  return { name, passed, seconds: (Date.now() - start) / 1000 };
});

console.log("\n── summary");
for (const { name, passed, seconds } of results)
  console.log(`${passed ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);

const failed = results.filter(({ passed }) => !passed).length;
if (options.json !== undefined)
  writeFileSync(options.json, JSON.stringify({ passed: results.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
