// Checks right and wrong subjects with the packed tarball on other runtimes, and compares the reports with those of the
// Node that runs this, but for measured costs.
//   npm run test:runtimes -- [--runtimes node@20,node@22,node@24,node@26,bun@1.4.5,deno@2.9.6] [--runs N]
//
//   --runtimes    packages that have them, fetched with npx
//   --runs        random plans for each rule (100)
//
// Promised is: subjects that use promises only get the same report on every Node. Exits with 1 when one does not, when
// a right subject fails on any runtime or a wrong one conforms on this Node, and when a runtime cannot be had. What else
// other runtimes say, and what is said of subjects that wake from a macrotask, is printed and promised nowhere.
import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { createJiti } from "jiti";

const ALL = "node@20,node@22,node@24,node@26,bun@1.4.5,deno@2.9.6";
const { values: options } = parseArgs({
  options: { runtimes: { type: "string", default: ALL }, runs: { type: "string", default: "100" } },
});
const jiti = createJiti(import.meta.url, { fsCache: false });
const { PackedProject } = await jiti.import("../test/tarball/project.ts");
const run = promisify(execFile);
const project = new PackedProject();

/** The two lists of test/runtimes/subjects.mjs. */
const KINDS = ["promised", "reported"];
/** Those that wake from a macrotask say by what. */
const kindOf = (name) => (name.includes(" by ") ? "reported" : "promised");

/** How the command is run: `npx` gives the runtime, and Deno has to be allowed to read files. */
function callOf(runtime) {
  if (runtime === null) return [process.execPath];
  const [name] = runtime.split("@");
  return ["npx", "-y", "-p", runtime, name, ...(name === "deno" ? ["run", "-A"] : [])];
}

/** The version that a runtime gives of itself. Throws where it cannot be had. */
async function versionOf(runtime) {
  const [command, ...args] = ["npx", "-y", "-p", runtime, runtime.split("@")[0], "--version"];
  return (await run(command, args, { cwd: project.folder })).stdout.match(/\d+\.\d+\.\d+/)?.[0] ?? "no version";
}

/** The reports on all subjects, without measurements, by the subject's name. */
async function reportsOf(runtime) {
  const cli = join("node_modules", "async-tck", "dist", "cli.js");
  const files = KINDS.map((kind) => `${kind}.mjs`);
  // what one runtime has found is not to be tried first in the next
  const flags = ["--runs", options.runs, "--json", "--no-failures"];
  const [command, ...args] = [...callOf(runtime), cli, "check", ...files, ...flags];
  // a wrong subject makes the command exit with 1, and its report is what was asked for
  const ended = await run(command, args, { cwd: project.folder, maxBuffer: 2 ** 26 }).catch((error) => error);
  const reports = new Map();
  try {
    for (const { costs: _costs, ...report } of JSON.parse(ended.stdout)) reports.set(report.adapter.name, report);
  } catch {
    throw new Error(
      `no report: ${
        String(ended.stderr || ended.message)
          .trim()
          .split("\n")[0]
      }`,
    );
  }
  return reports;
}

/** `fails (QUEUE-16)`. */
function verdictWords(report) {
  if (report === undefined) return "not reported";
  const broken = report.rules.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
  const why = report.problem ?? [...broken, ...report.unnamed.map(() => "without a name")].join(", ");
  return why === "" ? report.status : `${report.status} (${why})`;
}

/** In what a report differs from the expected one: one sentence, or none. */
function differenceOf(name, expected, found) {
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  const [there, here] = [verdictWords(found), verdictWords(expected)];
  return [
    `${name}: ${there}, on this Node ${here}${here === there ? "; the verdicts are the same, details differ" : ""}`,
  ];
}

/** Runs one runtime and prints what it says; answers whether all that is promised holds. */
async function sameOn(runtime, expected) {
  const isNode = runtime.startsWith("node@");
  let version;
  try {
    version = await versionOf(runtime);
  } catch (error) {
    console.log(
      `${runtime}: could not be had: ${
        String(error.stderr || error.message)
          .trim()
          .split("\n")[0]
      }`,
    );
    console.log(
      `  \`npx -y -p ${runtime} ${runtime.split("@")[0]} --version\` has to print a version: npm must reach its`,
    );
    console.log("  registry, or the package must be in its cache; or leave the runtime out with --runtimes");
    return false;
  }
  let found = new Map();
  try {
    found = await reportsOf(runtime);
  } catch (error) {
    console.log(`${runtime} (${version}): ${error.message}`);
  }
  const accused = [...found].filter(([name, { status }]) => name.startsWith("right") && status === "fails");
  for (const [name, report] of accused) console.log(`  falsely accused: ${name}: ${verdictWords(report)}`);
  let holds = accused.length === 0;
  const problems = new Set([...found.values()].map(({ status, problem }) => status === "adapter error" && problem));
  const [refusal] = problems;
  if (problems.size === 1 && refusal) {
    console.log(`${runtime} (${version}) judges nothing: ${refusal}`);
    return holds && !isNode;
  }
  for (const kind of KINDS) {
    const isPromised = isNode && kind === "promised";
    const names = [...expected.keys()].filter((name) => kindOf(name) === kind);
    const differences = names.flatMap((name) => differenceOf(name, expected.get(name), found.get(name)));
    const what = `${kind === "promised" ? "promises only" : "macrotask wakers"}${isPromised ? "" : ", not promised"}`;
    const same = names.length - differences.length;
    console.log(`${runtime} (${version}), ${what}: ${same} of ${names.length} reports are the same`);
    for (const difference of differences) console.log(`  differs: ${difference}`);
    if (isPromised && differences.length > 0) holds = false;
  }
  return holds;
}

try {
  project.install();
  const subjects = fileURLToPath(new URL("../test/runtimes/subjects.mjs", import.meta.url));
  copyFileSync(subjects, join(project.folder, "subjects.mjs"));
  for (const kind of KINDS) project.write(`${kind}.mjs`, `export { ${kind} as default } from "./subjects.mjs";\n`);
  const expected = await reportsOf(null);
  for (const [name, report] of expected) console.log(`Node ${process.version}: ${name} ${verdictWords(report)}`);
  let isRight = [...expected].every(
    ([name, { status }]) => status === (name.startsWith("right") ? "conforms" : "fails"),
  );
  if (!isRight) console.log("a right subject fails here, or a wrong one conforms");
  const own = `node@${process.versions.node.split(".")[0]}`;
  for (const runtime of options.runtimes.split(",").filter((each) => each !== own))
    isRight = (await sameOn(runtime, expected)) && isRight;
  process.exitCode = isRight ? 0 : 1;
} finally {
  project.end();
}
