/**
 * From an empty folder with a class of one's own to the first verdict that names a rule: install, `init`, `check`. With
 * the packed tarball, in TypeScript and in JavaScript, for a queue and for an event.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PackedProject } from "./project.js";

const MY_QUEUE = readFileSync(new URL("../docs/example/my-queue.ts", import.meta.url), "utf8");

const LATCH = `export default class Latch {
  waiters: (() => void)[] = [];
  isOpen = false;

  wait(): Promise<void> {
    return this.isOpen ? Promise.resolve() : new Promise((resolve) => this.waiters.push(resolve));
  }

  // wakes one instead of all
  open(): void {
    this.isOpen = true;
    this.waiters.shift()?.();
  }

  reset(): void {
    this.isOpen = false;
  }
}
`;

const javaScript = (source: string, module: ts.ModuleKind): string =>
  ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module } }).outputText;

/** A class with a defect, and the rule that the first verdict names. */
const CLASSES = [
  { file: "latch.ts", source: LATCH, adapter: "latch.adapter.ts", rule: "EVENT-04" },
  {
    file: "latch.js",
    source: javaScript(LATCH, ts.ModuleKind.ES2022),
    adapter: "latch.adapter.js",
    rule: "EVENT-04",
  },
  { file: "my-queue.ts", source: MY_QUEUE, adapter: "my-queue.adapter.ts", rule: "QUEUE-16" },
  {
    file: "my-queue.cjs",
    source: javaScript(MY_QUEUE, ts.ModuleKind.CommonJS),
    adapter: "my-queue.adapter.mjs",
    rule: "QUEUE-16",
  },
] as const;

describe.each(CLASSES)("$file", { timeout: 0 }, ({ file, source, adapter, rule }) => {
  const project = new PackedProject();
  const cli = join("node_modules", "async-tck", "dist", "cli.js");
  beforeAll(() => {
    project.install(["vitest", "typescript", "@types/node"]);
    project.write(file, source);
  });
  afterAll(() => project.end());

  test("`init` says which command is next, and that one names the rule that is broken, alone", () => {
    const made = project.run(cli, "init", "--from", file);
    expect(made.code, made.text).toBe(0);
    expect(made.text).not.toMatch(/Before they run|npm install/);
    const [, next = ""] = /npx async-tck (.*)\n/.exec(made.text) ?? [];
    expect(next).toBe(`check ${adapter}`);
    // told at one screen's length, at most a minute of reading with the adapter
    const adapterText = readFileSync(join(project.folder, adapter), "utf8");
    expect(made.text.split(/\s+/).length + adapterText.split(/\s+/).length).toBeLessThan(200);

    const checked = project.run(cli, ...next.split(" "));
    expect(checked.code, checked.text).toBe(1);
    expect(checked.text.match(/^ {2}FAIL {2}\S+/gm)).toEqual([`  FAIL  ${rule}`]);
    expect(checked.text).not.toMatch(/violation without a name|Adapter error/);
  });

  test("the vitest file runs at once and fails the same rule", () => {
    const { code, text } = project.run(join("node_modules", "vitest", "vitest.mjs"), "run", "--reporter=verbose");
    expect(code, text).toBe(1);
    expect(text).toContain(`${rule}  `);
    expect(stripVTControlCharacters(text)).toMatch(/Tests {2}1 failed \| \d+ passed \| \d+ skipped/);
  });

  test.runIf(file.endsWith(".ts"))("the files typecheck, strictly", () => {
    const flags = [
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--types",
      "node",
      "--skipLibCheck",
    ];
    const tsc = join("node_modules", "typescript", "bin", "tsc");
    const { code, text } = project.run(tsc, ...flags, adapter, adapter.replace("adapter", "conformance.test"));
    expect(text).toBe("");
    expect(code).toBe(0);
  });
});
