/** What the README shows is what happens. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { checkConformance, rulesOf } from "../../src/index.js";
import exampleAdapter from "./example/my-queue.adapter.js";
import { codeBlocks, PAGES, README, readPage } from "./pages.js";

const example = new URL("example/", import.meta.url);
const adapter = readFileSync(new URL("my-queue.adapter.ts", example), "utf8");
const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** The built command, called beside the example; its output with any exit code. */
async function asyncTck(...args: readonly string[]): Promise<{ readonly output: string; readonly exitCode: number }> {
  // the example's folder is for all tests: nothing is kept there
  const quietly = args[0] === "check" && !args.includes("--help") ? ["--no-failures"] : [];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...args, ...quietly], {
      cwd: fileURLToPath(example),
    });
    return { output: stdout, exitCode: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { output: stdout, exitCode: code };
  }
}

describe("README", { timeout: 0 }, () => {
  it("shows the adapter of the example", () => {
    expect(README).toContain(`\`\`\`ts\n${adapter}\`\`\``);
    expect(adapter.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(15);
  });

  it("shows the trace that the command prints for it", async () => {
    const { output, exitCode } = await asyncTck("check", "my-queue.adapter.ts");
    expect(exitCode).toBe(1);
    const trace = output.slice(output.lastIndexOf("\nQUEUE-17") + 1).trimEnd();
    expect(README).toContain(`\`\`\`text\n${trace}\n\`\`\``);
    const count = (mark: string): number => output.split("\n").filter((line) => line.startsWith(`  ${mark} `)).length;
    expect(count("FAIL")).toBe(1);
    const others = /(\d+) not applicable/.exec(output)?.[1] ?? "?";
    expect(README).toContain(`(${count("pass")} pass, ${others} do not apply)`);
    const covered = /all [\d,]+ plain plans of [^;]*/.exec(output.replace(/\s+/g, " "))?.[0] ?? "no scope";
    expect(README.replace(/\s+/g, " ")).toContain(`"${covered}"`);
  });

  it("its token replays that trace", async () => {
    const token = /async-tck replay (\S+)/.exec(README)?.[1] ?? "";
    const { output, exitCode } = await asyncTck("replay", token, "--adapter", "my-queue.adapter.ts");
    expect(exitCode).toBe(1);
    const shared = output.slice(0, output.indexOf("  found by"));
    expect(README).toContain(shared.trim());
  });

  it("two lines mend the example", async () => {
    const broken = readFileSync(new URL("my-queue.ts", example), "utf8");
    // whoever was woken by a push, and not by its own abort, passes the wakeup on
    const mended = broken
      .replace("        resolve();\n", "        resolve(place < 0);\n")
      .replace(
        "await this.#wakeup(signal);\n",
        "if ((await this.#wakeup(signal)) && signal?.aborted && this.#items.length > 0) this.#getters.shift()?.();\n",
      );
    expect(mended).toContain("resolve(place < 0)");
    expect(mended).toContain("if ((await this.#wakeup(signal))");
    expect(mended).not.toBe(broken);
    const { outputText } = ts.transpileModule(mended, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
    });
    const { MyQueue } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`)) as {
      MyQueue: new () => ReturnType<typeof exampleAdapter.create>;
    };
    const report = await checkConformance({ ...exampleAdapter, create: () => new MyQueue() });
    expect({ ...report, rules: [] }).toMatchObject({ status: "conforms", warnings: [], hints: [] });
  });

  it("and the page about the command name only options that there are, and the page lists the exit codes", async () => {
    const page = readPage("docs/command-line.md");
    const help = await Promise.all(
      ["check", "merge", "replay", "repro", "rules", "infer", "init"].map(
        async (name) => (await asyncTck(name, "--help")).output,
      ),
    );
    expect(page).toContain(help[0]?.slice(help[0].indexOf("Exit codes")).trimEnd());
    const others = ["--adapter", "--save-dev", "--help"];
    for (const [, option = ""] of `${README}${page}`.matchAll(/[ `](--[a-z][a-z-]+)/g))
      if (!others.includes(option)) expect(help.join("\n")).toContain(option);
  });

  it("counts the rules", () => {
    expect(README.replace(/\s+/g, " ")).toContain(
      `${rulesOf("event").length} rules for Event and ${rulesOf("queue").length} for Queue`,
    );
  });
});

describe("pages", () => {
  it.each(PAGES)("%s has no dead link inside the repository", (page) => {
    for (const [, target = ""] of readPage(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)) {
      if (target === "") continue;
      const folder = new URL(page, new URL("../../", import.meta.url));
      expect(existsSync(new URL(target, folder)), `${page}: ${target}`).toBe(true);
    }
  });

  it("code blocks say their language", () => {
    expect(codeBlocks().filter(({ language }) => language === "")).toEqual([]);
  });
});
