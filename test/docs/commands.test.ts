/** Lines of the pages that call the command do what the pages say: they run in a project that has what they name. */
import { execFile } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { startCommand } from "../cli/runCommand.js";
import { codeBlocks, readPage } from "./pages.js";

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const example = fileURLToPath(new URL("example", import.meta.url));
const good = fileURLToPath(new URL("../cli/fixtures/goodEvent.ts", import.meta.url));
const root = new URL("../../", import.meta.url);
const cwd = mkdtempSync(join(tmpdir(), "async-tck-pages-"));
cpSync(example, cwd, { recursive: true });
mkdirSync(join(cwd, "adapters"));
copyFileSync(good, join(cwd, "adapters", "goodEvent.ts"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** The lines of a page's shell blocks that call the command, comments left out. */
function linesOf(page: string): readonly string[] {
  return codeBlocks()
    .filter((block) => block.page === page && block.language === "sh")
    .flatMap(({ code }) => code.replaceAll("\\\n", " ").split("\n"))
    .map((line) => line.replace(/\s+#.*$/, ""))
    .filter((line) => line.startsWith("npx async-tck "));
}

/** Runs a line in a shell, as it stands there. */
function shell(line: string, folder = cwd): Promise<{ readonly code: number; readonly output: string }> {
  const known = `npx() { shift; "${process.execPath}" "${command}" "$@"; };`;
  return new Promise((resolve) => {
    execFile("bash", ["-c", `${known} ${line}`], { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

describe("docs/command-line.md", { timeout: 0 }, () => {
  const lines = linesOf("docs/command-line.md");
  /** Those that end, in the page's order, with their exit codes: the page's queue has a defect, the adapters of the folder have none. */
  const endings: readonly (readonly [string, number])[] = [
    ["npx async-tck check my-queue.adapter.ts", 1],
    ['npx async-tck check "adapters/*.ts" --workers 4', 0],
    ["npx async-tck check my-queue.adapter.ts --rule QUEUE-17 --seed 7 --runs 20000", 1],
    ["npx async-tck check my-queue.adapter.ts --profile contract", 1],
    ["npx async-tck check my-queue.adapter.ts --shard 1/2 --reporter json=1.json", 1],
    ["npx async-tck check my-queue.adapter.ts --shard 2/2 --reporter json=2.json", 1],
    ["npx async-tck merge 1.json 2.json", 1],
  ];
  const watched = "npx async-tck check my-queue.adapter.ts --watch";

  it("has these lines", () => {
    expect([...lines].sort()).toEqual([...endings.map(([line]) => line), watched].sort());
  });

  it.each(endings)("%s ends with %i", async (line, code) => {
    const ran = await shell(line);
    const told = line.includes("json=") ? /^$/ : code === 0 ? /conforms/ : /QUEUE-17/;
    expect([ran.code, ran.output]).toEqual([code, expect.stringMatching(told)]);
  });

  it("the file of known failures is the one of the page, after its first line", async () => {
    const folder = join(cwd, "afresh");
    cpSync(example, folder, { recursive: true });
    await shell(endings[0]?.[0] ?? "", folder);
    const page = codeBlocks().find(({ page, code }) => page === "docs/command-line.md" && code.includes("first. Keep"));
    expect(readFileSync(join(folder, "my-queue.adapter.failures"), "utf8")).toBe(page?.code);
  });

  it("the one that watches goes on after its report", async () => {
    const child = startCommand(watched.split(" ").slice(2), cwd);
    let output = "";
    const shown = new Promise<void>((resolve) => {
      const add = (data: Buffer): void => {
        output += data.toString();
        if (/Waiting for changes/.test(output)) resolve();
      };
      child.stdout.on("data", add);
      child.stderr.on("data", add);
      child.on("close", () => resolve());
    });
    await shown;
    expect([child.exitCode, output]).toEqual([null, expect.stringMatching(/QUEUE-17/)]);
    const closed = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    await closed;
  });
});

describe("docs/getting-started.md", { timeout: 0 }, () => {
  it("its commands lead from a class to a verdict that names a rule", async () => {
    const folder = mkdtempSync(join(tmpdir(), "async-tck-start-"));
    try {
      copyFileSync(join(example, "my-queue.ts"), join(folder, "my-queue.ts"));
      const lines = linesOf("docs/getting-started.md");
      expect(lines.map((line) => line.split(" ")[2])).toEqual(["init", "check"]);
      const runs = [];
      for (const line of lines) runs.push(await shell(line, folder));
      expect(runs.map(({ code }) => code)).toEqual([0, 1]);
      expect(runs[1]?.output).toContain("QUEUE-16  Cancelling a get() MUST NOT cost another get() its item.");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("docs/remote.md", { timeout: 0 }, () => {
  const lines = linesOf("docs/remote.md");

  it("has two lines for the Python of the machine, and for another one", () => {
    expect(lines).toEqual([
      "npx async-tck check async-tck/cpython",
      "npx async-tck check async-tck/cpython --python python3.13",
    ]);
  });

  it("both name options of the command, and a Python that is not there is a usage or adapter error", async () => {
    const ran = await shell(lines[1]?.replace("python3.13", "./no-such-python") ?? "");
    expect([ran.code, ran.output]).toEqual([2, expect.stringContaining("no-such-python")]);
  });
});

/** By language and page: the test that runs such blocks, or compares them with what is printed. */
const RUN_BY: Readonly<Record<string, readonly string[]>> = {
  ts: ["test/docs/blocks.test.ts"],
  yaml: ["test/docs/ci.test.ts"],
  "sh README.md": ["test/docs/readme.test.ts", ".ci/run"],
  "text README.md": ["test/docs/readme.test.ts"],
  "sh docs/ci.md": ["test/docs/ci.test.ts"],
  "sh docs/command-line.md": ["test/docs/commands.test.ts"],
  "text docs/command-line.md": ["test/docs/commands.test.ts", "test/docs/readme.test.ts"],
  "sh docs/getting-started.md": ["test/docs/commands.test.ts"],
  "sh docs/remote.md": ["test/docs/commands.test.ts"],
  "text docs/infer.md": ["test/docs/infer.test.ts"],
  "sh docs/reports.md": ["test/docs/reports.test.ts"],
  "mermaid docs/reports.md": ["test/docs/reports.test.ts"],
  "sh docs/reproduce.md": ["test/docs/reproduce.test.ts"],
  "text docs/reproduce.md": ["test/docs/reproduce.test.ts"],
  "js docs/reproduce.md": ["test/docs/reproduce.test.ts"],
  "sh docs/runners.md": ["test/runners/runners.test.ts"],
  "js docs/runners.md": ["test/runners/runners.test.ts"],
  "sh docs/tutorial-claims.md": ["test/docs/tutorialClaims.test.ts"],
  "text docs/tutorial-claims.md": ["test/docs/tutorialClaims.test.ts"],
  "js docs/findings.md": ["test/packages/repro.test.ts"],
  "text docs/findings.md": ["test/packages/repro.test.ts", "npm start -- --write"],
  "text docs/profiles.md": ["npm run docs:profiles"],
  "text docs/how-it-works.md": ["a picture of the parts"],
};

it("every block of every page is run by a test, written by a script, or a picture", () => {
  const kinds = new Set(
    codeBlocks().map(({ page, language }) => (RUN_BY[language] ? language : `${language} ${page}`)),
  );
  expect([...kinds].sort()).toEqual(Object.keys(RUN_BY).sort());
  const { scripts } = JSON.parse(readPage("package.json")) as { scripts: Readonly<Record<string, string>> };
  for (const [kind, by] of Object.entries(RUN_BY)) {
    for (const place of by) {
      const [, script] = /^npm (?:run )?(\S+)/.exec(place) ?? [];
      if (script !== undefined) expect(scripts, kind).toHaveProperty([script]);
      else if (place.includes("/")) expect(existsSync(new URL(place, root)), place).toBe(true);
    }
  }
});
