/**
 * docs/tutorial-claims.md: every command is run, and prints what the page shows below it. Most of them need a Python;
 * `PYTHON=/usr/bin/python3.9 npx vitest run …` names another one than `python3`.
 */
import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../cli/runCommand.js";
import { codeBlocks, readPage } from "./pages.js";
import { PLAN_TOKENS } from "./tutorialPlans.js";

const PAGE = "docs/tutorial-claims.md";
const root = fileURLToPath(new URL("../../", import.meta.url));
const python = process.env["PYTHON"] ?? "python3";
// Its own path: a shim that looks for it each time costs more than it does.
const asked = spawnSync(python, ["-c", "import sys; print(sys.version_info[1], sys.executable)"], { encoding: "utf8" });
const [, minorText = "0", interpreter = python] = /^(\d+) (.+)$/m.exec(asked.stdout ?? "") ?? [];
const minor = Number(minorText);
const hasPython = minor >= 8;

/** A command of the page, and what stands below it: one output, or one for each range of versions of Python. */
interface Shown {
  readonly command: string;
  readonly outputs: { readonly text: string; readonly versions: string }[];
}

/** A sentence `On Python 3.8 and 3.9 it prints:` right above a block says for whom it is. */
function shownCommands(): readonly Shown[] {
  const lines = readPage(PAGE).split("\n");
  const shown: Shown[] = [];
  for (const { page, language, line, code } of codeBlocks()) {
    if (page !== PAGE) continue;
    if (language === "sh") shown.push({ command: code.trimEnd(), outputs: [] });
    else
      shown
        .at(-1)
        ?.outputs.push({ text: code, versions: /^On (Python .*) it prints:$/.exec(lines[line - 3] ?? "")?.[1] ?? "" });
  }
  return shown;
}

/** Whether `Python 3.8 to 3.12`, `Python 3.10 or newer` mean the Python at hand; where nothing is said, any. */
function isMeant(versions: string): boolean {
  const [, from, to] = /^Python 3\.(\d+)(?: or newer| (?:and|to) 3\.(\d+))$/.exec(versions) ?? [];
  return versions === "" || (minor >= Number(from) && minor <= Number(to ?? Infinity));
}

/** What a script prints. */
function runScript(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(interpreter, [file], { cwd: root }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${file} exits with ${String(error.code)}:\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

/** The table that a replay prints, and that of no other adapter. The page shows no more of it. */
async function runReplay(args: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await runCommand([...args, "--python", interpreter], root);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^This plan conforms: .*\n\n {2}asyncio\.(Event|Queue) CPython 3\.\d+\.\S+, profile asyncio/);
  return `${stdout.slice(stdout.indexOf("  step"), stdout.indexOf("\n\n  replay"))}\n`;
}

function run(command: string): Promise<string> {
  const [program, ...args] = command.split(" ");
  if (program === "python3") return runScript(args.join(" "));
  expect([program, args[0]]).toEqual(["npx", "async-tck"]);
  return runReplay(args.slice(1));
}

const shown = shownCommands();

describe("the claims of a tutorial", () => {
  it("the tokens are those of the plans", () => {
    const tokens = shown.flatMap(({ command }) => /replay (\S+)/.exec(command)?.[1] ?? []);
    expect(tokens).toEqual(Object.values(PLAN_TOKENS));
  });

  it("its links lead to its headings", () => {
    const page = readPage(PAGE);
    const anchors = [...page.matchAll(/^## (.*)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, target = ""] of page.matchAll(/\]\(#([^)]*)\)/g)) expect(anchors).toContain(target);
  });

  it("every claim has a verdict and a command, and every command an output for each Python", () => {
    const sections = readPage(PAGE)
      .split(/^## /m)
      .filter((section) => section.startsWith("("));
    expect(sections.map((section) => section.slice(0, 3))).toEqual([..."abcdefghi"].map((letter) => `(${letter})`));
    for (const section of sections) {
      expect(section).toMatch(/^\*\*Claim:\*\*[^]*?\*\*(True|Half-true|False)[^]*^```sh$/m);
      const verdict = /\*\*(True|Half-true|False)/.exec(section)?.[1] ?? "";
      expect(readPage(PAGE)).toMatch(
        new RegExp(`^\\| \\[\\(${section.charAt(1)}\\)\\].*\\| ${verdict.toLowerCase()} +\\|`, "m"),
      );
    }
    for (const { command, outputs } of shown) {
      const versions = outputs.map((output) => output.versions);
      expect(versions.join("; "), command).toMatch(/^$|^Python 3\.8 (and|to) 3\.\d+; Python 3\.\d+ or newer$/);
    }
  });
});

if (!hasPython)
  console.warn(
    `There is no ${python} of version 3.8 or newer here: what the commands of ${PAGE} print was not covered.`,
  );

describe.skipIf(!hasPython)(
  hasPython ? `the commands, with Python 3.${minor}` : `NOT COVERED, as there is no ${python}: what the commands print`,
  () => {
    const printed = new Map<string, Promise<string>>();

    // Three at a time: most of it is the start of processes.
    beforeAll(async () => {
      const left = [...shown];
      const work = async (): Promise<void> => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const output = run(next.command);
          printed.set(next.command, output);
          await output.catch(() => undefined);
        }
      };
      await Promise.all([work(), work(), work()]);
    });

    it.each(shown.map((each) => [each.command, each] as const))("%s", async (command, { outputs }) => {
      const expected = outputs.filter(({ versions }) => isMeant(versions)).map(({ text }) => text);
      expect([await printed.get(command)]).toEqual(expected);
    });
  },
);
