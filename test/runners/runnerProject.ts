/** A project with the packed tarball, the example of the README, compiled, and the files of docs/runners.md. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { codeBlocks } from "../docs/pages.js";
import { PackedProject } from "../tarball/project.js";

const example = new URL("../docs/example/", import.meta.url);

/** A file of the page, and the command below it. */
export interface RunnerFile {
  readonly name: string;
  readonly code: string;
  /** `npx mocha my-queue.mocha.mjs`. */
  readonly command: string;
}

/** How a runner ended. */
export interface RunnerEnd {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Every file of the page, in its order. */
export function runnerFiles(): readonly RunnerFile[] {
  const blocks = codeBlocks().filter(({ page }) => page === "docs/runners.md");
  return blocks.flatMap(({ code }, at) => {
    const [, name] = /^\/\/ (\S+)\n/.exec(code) ?? [];
    const next = blocks[at + 1];
    if (name === undefined) return [];
    if (next?.language !== "sh") throw new Error(`${name} has no command below it`);
    return [{ name, code, command: next.code.trim() }];
  });
}

/** Sets the project up with the runners that it is to have. */
export function runnerProject(runners: readonly string[]): PackedProject {
  const project = new PackedProject();
  project.install(runners);
  for (const name of ["my-queue", "my-queue.adapter"]) {
    const source = readFileSync(new URL(`${name}.ts`, example), "utf8");
    const compiled = (module: ts.ModuleKind): string =>
      ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module } }).outputText;
    project.write(`${name}.js`, compiled(ts.ModuleKind.ES2022));
    project.write(`${name}.cjs`, compiled(ts.ModuleKind.CommonJS).replace("./my-queue.js", "./my-queue.cjs"));
  }
  for (const { name, code } of runnerFiles()) project.write(name, code);
  return project;
}

const BINS: Readonly<Record<string, readonly string[]>> = {
  mocha: ["mocha", "bin", "mocha.js"],
  jest: ["jest", "bin", "jest.js"],
  vitest: ["vitest", "vitest.mjs"],
};

/** Runs a command line of the page as a shell would: `NAME=value npx runner file`, or `node --test file`. */
export async function runLine(project: PackedProject, line: string, env: NodeJS.ProcessEnv = {}): Promise<RunnerEnd> {
  const words = line.split(" ");
  const own: NodeJS.ProcessEnv = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^VITEST|^NODE_TEST|^CI$|^FORCE_COLOR/.test(name)),
  );
  for (let [word = ""] = words; /^[A-Z_]+=/.test(word); [word = ""] = words) {
    own[word.slice(0, word.indexOf("="))] = word.slice(word.indexOf("=") + 1);
    words.shift();
  }
  if (words.shift() === "npx") {
    const runner = words.shift() ?? "";
    words.unshift(join("node_modules", ...(BINS[runner] ?? [runner])));
  }
  const child = spawn(process.execPath, words, { cwd: project.folder, env: { ...own, NO_COLOR: "1", ...env } });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, output };
}
