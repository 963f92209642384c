/** The command in a project of one's own: config, globs, reporters, kept failures, Ctrl-C, --watch. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/runner/report.js";
import { fixtures, runCommand, startCommand } from "./runCommand.js";

const example = join(import.meta.dirname, "../docs/example");
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-tck-project-"));
  for (const name of ["lifoQueue.mjs", "goodEvent.ts", "talkative.ts"]) take(fixtures, name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function take(from: string, name: string): void {
  copyFileSync(join(from, name), join(folder, name));
}
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const run = (...args: string[]) => runCommand(args, folder);
const config = (text: string): void =>
  write("async-tck.config.ts", `import { defineConfig } from "async-tck";\nexport default defineConfig(${text});\n`);

describe("the config file", () => {
  test("says which adapters are checked, and how", async () => {
    config(`{ adapters: ["*Event.ts", "lifo*"], numRuns: 3, seed: 5, reporters: ["json"], failures: false }`);
    const { exitCode, stdout, stderr } = await run("check");
    const reports = JSON.parse(stdout) as Report[];
    expect(reports.map(({ adapter, seed, numRuns }) => [adapter.name, adapter.file, seed, numRuns])).toEqual([
      ["good-event", "goodEvent.ts", 5, 3],
      ["lifo-queue", "lifoQueue.mjs", 5, 3],
    ]);
    expect([exitCode, stderr, readdirSync(folder).filter((name) => name.endsWith(".failures"))]).toEqual([1, "", []]);
  });

  test("gives way to what is typed", async () => {
    config(`{ adapters: ["lifoQueue.mjs"], numRuns: 3, seed: 5, reporters: ["json"], failures: false, workers: 1 }`);
    const { stdout } = await run("check", "goodEvent.ts", "--seed", "7", "--runs", "4");
    const [report] = JSON.parse(stdout) as [Report];
    expect([report.adapter.name, report.seed, report.numRuns]).toEqual(["good-event", 7, 4]);
  });

  test.each([
    [`{ adaptrs: [] }`, /Unknown setting `adaptrs` in async-tck\.config\.ts: did you mean `adapters`\?/],
    [`{ numRuns: 0 }`, /Expected `numRuns` in async-tck\.config\.ts to be a whole number of at least 1, got `0`/],
    [`{ budget: "soon" }`, /`budget` in the config: Expected a time like 5s, 500ms or 2m, got `soon`/],
    [
      `{ adapters: ["goodEvent.ts"], reporters: ["xml"] }`,
      /There is no reporter xml; there are text, json, junit, github/,
    ],
    [`{ adapters: [] }`, /Name adapter files, or list them as `adapters`/],
    [`{ adapters: ["no-*.ts"] }`, /No file matches no-\*\.ts/],
    [`{ rules: "9" }`, /There is no rule set 9; this version has 1/],
    [`[]`, /exports no config/],
    [`{ adapters: `, /could not be imported/],
  ])("that says %s is a usage error", async (text, words) => {
    config(text);
    const { exitCode, stdout, stderr } = await run("check");
    expect(stderr.replace(/\s+/g, " ")).toMatch(words);
    expect([exitCode, stdout]).toEqual([2, ""]);
  });
});

describe("reporters", () => {
  test("write several forms at once, each to its place", async () => {
    const files = ["json=out/report.json", "junit=out/junit.xml", "github=out/github.txt"];
    const { exitCode, stdout } = await run(
      "check",
      "*Queue.mjs",
      "--runs",
      "10",
      ...["text", ...files].flatMap((reporter) => ["--reporter", reporter]),
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^lifo-queue, queue, profile contract: does not conform\n/);
    expect((JSON.parse(read("out/report.json")) as Report[]).map(({ status }) => status)).toEqual(["fails"]);
    expect(read("out/junit.xml")).toMatch(/<testsuites name="async-tck" tests="79" failures="[1-9]/);
    expect(read("out/github.txt")).toMatch(/^::error file=lifoQueue\.mjs,line=1,title=QUEUE-04 \(lifo-queue\)::/);
    const merged = await run("merge", "out/report.json", "--reporter", "junit");
    expect(merged.stdout).toBe(read("out/junit.xml"));
  });

  test.each([
    [["json", "github"], /json needs stdout for itself/],
    [["json=a", "junit=a"], /Two reporters write to a/],
    [["junit="], /got no file behind the equals sign/],
  ])("%j cannot be", async (reporters, words) => {
    const { exitCode, stderr } = await run("check", "goodEvent.ts", ...reporters.flatMap((one) => ["--reporter", one]));
    expect(stderr).toMatch(words);
    expect(exitCode).toBe(2);
  });

  test("say which file cannot be written", async () => {
    const { exitCode, stderr } = await run("check", "goodEvent.ts", "--runs", "3", "--reporter", "json=goodEvent.ts/x");
    expect(stderr).toMatch(/goodEvent\.ts\/x cannot be written/);
    expect(exitCode).toBe(2);
  });
});

test("another profile is judged without a change of the adapter, and its traces replay with it", async () => {
  for (const name of readdirSync(example)) take(example, name);
  const { stdout } = await run("check", "my-queue.adapter.ts", "--runs", "20", "--profile", "fifo");
  expect(stdout).toMatch(/^my-queue 1\.0\.0, queue, profile fifo: does not conform/);
  const [, command = ""] =
    /npx async-tck (replay \S+ --adapter my-queue\.adapter\.ts --profile fifo)\n/.exec(stdout) ?? [];
  const again = await run(...command.split(" "));
  expect(again.stdout).toContain("my-queue 1.0.0, profile fifo");
  expect(again.exitCode).toBe(1);
  expect(readdirSync(folder)).not.toContain("my-queue.adapter.failures");
  const { stderr, exitCode } = await run("check", "my-queue.adapter.ts", "--profile", "fif");
  expect([exitCode, stderr]).toEqual([
    2,
    "Usage error: There is no profile fif; there are contract, fifo, asyncio. Did you\nmean fifo?\n",
  ]);
});

describe("failures that are kept", () => {
  const mended = "(queue.items.length > 0 ? queue.items.shift() : EMPTY)";

  test("are found again by the next run, whatever it searches, until the subject is mended", async () => {
    await run("check", "lifoQueue.mjs", "--runs", "20");
    expect(read("lifoQueue.failures")).toMatch(/^#.*\n(?:q1\.\S+ QUEUE-\d\d lifo-queue\n)+$/);
    const again = await run("check", "lifoQueue.mjs", "--runs", "1", "--rule", "QUEUE-01");
    expect(again.stdout).toMatch(/FAIL {2}QUEUE-04/);

    write("lifoQueue.mjs", read("lifoQueue.mjs").replace(/\(queue\.items\.length > 0.*EMPTY\)/, mended));
    const passing = await run("check", "lifoQueue.mjs", "--runs", "20");
    expect(passing.exitCode).toBe(0);
    expect(passing.stderr).toMatch(
      /^lifoQueue\.failures: \d known of lifo-queue pass now; async-tck check --forget drops them\.\n$/,
    );
    const forgotten = await run("check", "lifoQueue.mjs", "--runs", "20", "--forget");
    expect([forgotten.exitCode, forgotten.stderr]).toEqual([0, ""]);
    expect(readdirSync(folder)).not.toContain("lifoQueue.failures");
  });

  test("may be kept elsewhere, or nowhere", async () => {
    await run("check", "lifoQueue.mjs", "--runs", "20", "--failures", "known.txt");
    await run("check", "lifoQueue.mjs", "--runs", "20", "--no-failures");
    expect(readdirSync(folder).filter((name) => /failures|known/.test(name))).toEqual(["known.txt"]);
  });

  test("are all there after two runs that write at once", async () => {
    mkdirSync(join(folder, "two"));
    copyFileSync(join(folder, "lifoQueue.mjs"), join(folder, "two/lifoQueue.mjs"));
    write("two/lifoQueue.mjs", read("two/lifoQueue.mjs").replace('"lifo-queue"', '"other-queue"'));
    const where = ["--runs", "20", "--failures", "known.txt"];
    await Promise.all([run("check", "lifoQueue.mjs", ...where), run("check", "two/lifoQueue.mjs", ...where)]);
    expect(read("known.txt")).toMatch(/ lifo-queue\n/);
    expect(read("known.txt")).toMatch(/ other-queue\n/);
  });

  test("in a damaged file are left alone, with a remark, and the check goes on", async () => {
    write("lifoQueue.failures", "<<<<<<< HEAD\n");
    const { exitCode, stdout, stderr } = await run("check", "lifoQueue.mjs", "--runs", "20");
    expect(stdout).toMatch(/FAIL {2}QUEUE-04/);
    expect(stderr).toBe(
      "lifoQueue.failures was left alone: line 1 is no failure: expected `token rule adapter`, got `<<<<<<< HEAD`\n",
    );
    expect([exitCode, read("lifoQueue.failures")]).toEqual([1, "<<<<<<< HEAD\n"]);
  });
});

test("Ctrl-C tells what was found so far, and writes the reports, with exit code 130", async () => {
  const args = ["check", "talkative.ts", "goodEvent.ts", "--runs", "1000000"];
  const child = startCommand([...args, "--reporter", "text", "--reporter", "json=report.json"], folder);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => {
    if (stderr === "") child.kill("SIGINT"); // the subject has run, so that the search is under way
    stderr += data.toString();
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  expect(stdout).toMatch(/\n {2}open {2}the check was interrupted: [A-Z]+-01, /);
  expect(stderr).toMatch(/Interrupted: what was not reached is inconclusive, other adapters were not checked/);
  const reports = JSON.parse(read("report.json")) as Report[];
  expect(reports.map(({ stopped }) => stopped)).toEqual(["the check was interrupted"]);
});

test("--watch checks again when a source has changed, and not for what a check writes, and ends with Ctrl-C", async () => {
  const child = startCommand(
    ["check", "lifoQueue.mjs", "--runs", "10", "--watch", "--failures", "watch.failures"],
    folder,
  );
  let stdout = "";
  let rounds = 0;
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => {
    if (!data.toString().includes("Waiting for changes")) return;
    if (++rounds === 1) {
      write("lifoQueue.mjs", read("lifoQueue.mjs").replace("queue.items.pop()", "queue.items.shift()"));
    } else child.kill("SIGINT");
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  const verdicts = [...stdout.matchAll(/^lifo-queue, queue, profile contract: (.*)$/gm)].map(([, verdict]) => verdict);
  expect(verdicts).toEqual(["does not conform", "conforms"]);
});
