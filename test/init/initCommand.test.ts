/** `async-tck init` as a command: what it refuses, and that it never overwrites. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askClass, askFile, askPrimitive, askProfile } from "../../src/cli/init/questions.js";
import { runCommand } from "../cli/runCommand.js";

const SOURCES: Readonly<Record<string, string>> = {
  "several.ts": `
    class Hidden {}
    export class Lane { push(item: unknown): void {} take(): Promise<unknown> { return new Promise(() => {}) } }
    export class Odd { foo(): void {} }
    export const settings = { a: 1 };
  `,
  "default.js": "export default class { wait() { return new Promise(() => {}) } set() {} }",
  "nothing.ts": "export const answer = 42;",
  "throws.ts": 'throw new Error("no licence");',
  "busy.mjs":
    "setInterval(() => {}, 1000); export class Busy { put() {} get() { return Promise.reject(new Error('late')) } }",
  "ends.mjs": "process.exit(7);",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "async-tck-init-"));
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const init = (...args: readonly string[]): ReturnType<typeof runCommand> => runCommand(["init", ...args], folder);
const written = (): readonly string[] => readdirSync(folder).filter((name) => !(name in SOURCES));

describe("init", () => {
  test.each([
    [
      [],
      "There is no terminal to ask in, so say which file has the class: async-tck init --from ./my-queue.ts What cannot be told",
    ],
    [["--yes"], "--yes asks nothing, so say which file has the class:"],
    [["--from", "missing.ts"], "There is no file missing.ts."],
    [["--from", "nothing.ts"], "nothing.ts exports no class. Write: export class MyQueue."],
    [["--from", "throws.ts"], "throws.ts could not be imported: Error: no licence"],
    [["--from", "ends.mjs"], "ends.mjs ended the process with code 7 while it was looked at."],
    [["--from", "several.ts"], "several.ts exports several classes (Lane, Odd): say which with --class Lane."],
    [
      ["--from", "several.ts", "--class", "Hidden"],
      "several.ts has a class Hidden and does not export it. Write: export class Hidden.",
    ],
    [["--from", "several.ts", "--class", "Lanes"], "several.ts exports no Lanes. Did you mean Lane?"],
    [["--from", "several.ts", "--class", "Semaphore"], "several.ts exports no Semaphore; it exports Lane and Odd."],
    [
      ["--from", "several.ts", "--class", "Odd"],
      "It cannot be told from its methods whether Odd is a queue or an event: say --primitive queue or --primitive event.",
    ],
    [["--from", "several.ts", "--primitive", "lock"], "argument 'lock' is invalid. Allowed choices are event, queue."],
    [["--from", "several.ts", "--profile", "strict"], "Allowed choices are contract, fifo, asyncio."],
  ])("%j is refused with a sentence, exit code 2, and nothing is written", async (args, sentence) => {
    const { exitCode, stdout, stderr } = await init(...args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr.replace(/\s+/g, " ")).toContain(sentence);
    expect(written()).toEqual([]);
  });

  test("says what it wrote and what to do next, and never overwrites", async () => {
    const args = ["--from", "several.ts", "--class", "Lane", "--out", "kit", "--profile", "fifo"];
    const { exitCode, stdout, stderr } = await init(...args);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`Wrote two files for Lane, a queue, profile fifo:
  kit/several.adapter.ts
  kit/several.conformance.test.ts

Next:
  npx async-tck check kit/several.adapter.ts
      the verdict, rule by rule, and the shortest trace of what is broken
  npm install --save-dev async-tck vitest
      what the test file imports and is not installed
  npx vitest run kit/several.conformance.test.ts
      the same in your test suite, one test for each rule

Then read the adapter, ten lines: its profile says what Lane promises. Say there
what your documentation says; \`npx async-tck rules\` lists what follows from it.
`);
    writeFileSync(join(folder, "kit", "several.adapter.ts"), "mine");
    const again = await init(...args);
    expect(again.exitCode).toBe(2);
    expect(again.stderr.replace(/\s+/g, " ")).toContain(
      "kit/several.adapter.ts and kit/several.conformance.test.ts are there already and were left alone; nothing was written. Remove them, or write elsewhere with --out <folder>.",
    );
    expect(readFileSync(join(folder, "kit", "several.adapter.ts"), "utf8")).toBe("mine");
    // one of the two is enough to write neither
    rmSync(join(folder, "kit", "several.conformance.test.ts"));
    expect((await init(...args)).stderr).toContain("kit/several.adapter.ts is there already and was left alone");
    expect(readdirSync(join(folder, "kit"))).toEqual(["several.adapter.ts"]);
    rmSync(join(folder, "kit"), { recursive: true });
  });

  test("takes the only class of a file, also an anonymous default export", async () => {
    const { exitCode } = await init("--from", "default.js", "--out", "kit");
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, "kit", "default.adapter.js"), "utf8")).toContain(
      'import Event from "../default.js";',
    );
    rmSync(join(folder, "kit"), { recursive: true });
  });

  test("ends although the module keeps a timer, and a trial is rejected later", async () => {
    const { exitCode, stderr } = await init("--from", "busy.mjs", "--out", "kit");
    expect([exitCode, stderr]).toEqual([0, ""]);
    rmSync(join(folder, "kit"), { recursive: true });
  });
});

describe("in a terminal", () => {
  /** Keys that are pressed, one after the other, each once what was shown before has been read. */
  function terminal(keys: readonly string[]): {
    readonly input: PassThrough;
    readonly output: PassThrough;
    shown(): string;
  } {
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { columns: 60, rows: 24, isTTY: true });
    const left = [...keys];
    let shown = "";
    output.on("data", (data: Buffer) => {
      shown += data.toString();
      const key = left.shift();
      if (key !== undefined) setImmediate(() => input.write(key));
    });
    return { input, output, shown: () => shown };
  }

  test("a file that does not exist is asked for again", async () => {
    const screen = terminal(["x.ts", "\r", "\u0015", join(folder, "several.ts"), "\r", ""]);
    expect(await askFile(screen)).toBe(join(folder, "several.ts"));
    expect(screen.shown()).toContain("There is no file x.ts.");
  });

  test("what the methods look like is the first choice", async () => {
    expect(await askPrimitive("Lane", "event", terminal(["\r"]))).toBe("event");
    expect(await askPrimitive("Lane", undefined, terminal(["\r"]))).toBe("queue");
    expect(await askProfile(terminal(["\r"]))).toBe("contract");
    expect(await askClass(["A", "B"], terminal(["\u001b[B", "\r"]))).toBe("B");
  });

  test("Ctrl-C gives up", async () => {
    expect(await askFile(terminal(["\u0003"]))).toBeUndefined();
    expect(await askClass(["A", "B"], terminal(["\u0003"]))).toBeUndefined();
  });
});
