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

/** Who is to be woken, and what wakes all of them instead: a bug, and a class without it. */
const WAKES_ONE = { latch: "this.waiters.shift()?.()", queue: "this.#getters.shift()?.()" };
const WAKES_ALL = {
  latch: "for (const wake of this.waiters.splice(0)) wake()",
  queue: "for (const wake of [...this.#getters]) wake()",
};

/** A class with a defect, and the rule that the first verdict names. */
const CLASSES = [
  { kind: "latch", file: "latch.ts", source: LATCH, adapter: "latch.adapter.ts", rule: "EVENT-04" },
  {
    kind: "latch",
    file: "latch.js",
    source: javaScript(LATCH, ts.ModuleKind.ES2022),
    adapter: "latch.adapter.js",
    rule: "EVENT-04",
  },
  { kind: "queue", file: "my-queue.ts", source: MY_QUEUE, adapter: "my-queue.adapter.ts", rule: "QUEUE-16" },
  {
    kind: "queue",
    file: "my-queue.cjs",
    source: javaScript(MY_QUEUE, ts.ModuleKind.CommonJS),
    adapter: "my-queue.adapter.mjs",
    rule: "QUEUE-16",
  },
] as const;

describe.each(CLASSES)("$file", { timeout: 0 }, ({ kind, file, source, adapter, rule }) => {
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

  test("what the report prints leads on: its token replays, and a script without the kit fails until the bug is gone", () => {
    const { text } = project.run(
      cli,
      "check",
      adapter,
      "--runs",
      "100",
      "--reporter",
      "text",
      "--reporter",
      "html=report.html",
    );
    const [, token = ""] = /npx async-tck replay (\S+) --adapter/.exec(text) ?? [];
    const html = readFileSync(join(project.folder, "report.html"), "utf8");
    expect(html).toContain(token);
    expect(html).not.toMatch(/(?:src|href)="http/);

    const replayed = project.run(cli, "replay", token, "--adapter", adapter, "--step");
    expect(replayed.code, replayed.text).toBe(1);
    expect(replayed.text).toContain(`◄ ${rule}`);

    const script = file.endsWith(".ts") ? "repro.mts" : "repro.mjs";
    const written = project.run(cli, "repro", token, "--adapter", adapter, "--out", script);
    expect(written.code, written.text).toBe(0);
    const lines = readFileSync(join(project.folder, script), "utf8").trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.join("\n")).not.toMatch(/(?:import|require).*async-tck/);
    const runs = file.endsWith(".ts") ? [join("node_modules", "jiti", "lib", "jiti-cli.mjs"), script] : [script];
    expect(project.run(...runs).code).toBe(1);
    project.write(file, source.replace(WAKES_ONE[kind], WAKES_ALL[kind]));
    const right = project.run(...runs);
    project.write(file, source);
    expect(right.code, right.text).toBe(0);
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
