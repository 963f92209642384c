/** The file in which failures are kept: readable, mergeable, never half written, never lost. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeFailures, failuresFileOf, readFailures } from "../../src/failures/failuresFile.js";
import { DamagedFileError, noFailures, parseFailures, printFailures } from "../../src/failures/failuresText.js";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-tck-failures-"));
  file = join(folder, "my-queue.failures");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failure = (token: string, rule = "QUEUE-17", adapter = "my-queue") => ({ token, rule, adapter });
const add = (...failures: ReturnType<typeof failure>[]) =>
  changeFailures(file, { add: failures, drop: [], adapter: "my-queue" });

describe("the text", () => {
  it("is one line a failure, by token, and reads back as it was", () => {
    const stored = { ...noFailures, failures: [failure("q1.b"), failure("q1.a", "unnamed", "a queue, with words")] };
    const text = printFailures(stored);
    expect(text).toBe(
      "# async-tck tries these failures first. Keep this file in version control.\n" +
        "q1.a unnamed a queue, with words\nq1.b QUEUE-17 my-queue\n",
    );
    expect(printFailures(parseFailures(text))).toBe(text);
  });

  it("may have comments, blank lines and the line ends of Windows", () => {
    const text = "# mine\r\n\r\nq1.a QUEUE-01 x\r\n# more\r\n";
    expect(parseFailures(text)).toEqual({
      comments: ["# mine", "# more"],
      failures: [failure("q1.a", "QUEUE-01", "x")],
    });
  });

  it.each(["<<<<<<< HEAD", "q1.a", "q1.a QUEUE-17", "QUEUE-17 q1.a my-queue", "\u0000\u0001"])(
    "is damaged where a line is %j, and the line's number is told",
    (line) => {
      expect(() => parseFailures(`# ok\n${line}\n`)).toThrow(DamagedFileError);
      expect(() => parseFailures(`# ok\n${line}\n`)).toThrow(/line 2/);
    },
  );
});

describe("the file", () => {
  it("stands beside the adapter, under its name", () => {
    expect(failuresFileOf(join("a", "my-queue.adapter.ts"))).toBe(join("a", "my-queue.adapter.failures"));
  });

  it("is made with the first failure, and is gone with the last", async () => {
    await add(failure("q1.a"));
    expect(readFailures(file).failures).toEqual([failure("q1.a")]);
    await changeFailures(file, { add: [], drop: ["q1.a"], adapter: "my-queue" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("loses only what is dropped of this adapter, and keeps comments", async () => {
    writeFileSync(file, "# mine\nq1.a QUEUE-01 other\nq1.a QUEUE-01 my-queue\nq1.b QUEUE-02 my-queue\n");
    await changeFailures(file, { add: [failure("q1.c")], drop: ["q1.a"], adapter: "my-queue" });
    expect(readFileSync(file, "utf8")).toBe(
      "# mine\nq1.a QUEUE-01 other\nq1.b QUEUE-02 my-queue\nq1.c QUEUE-17 my-queue\n",
    );
  });

  it("is not touched where nothing is new", async () => {
    const text = "q1.b QUEUE-17 my-queue\n\n# written by hand\n";
    writeFileSync(file, text);
    await add(failure("q1.b"));
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("is left alone where it is damaged", async () => {
    writeFileSync(file, "<<<<<<< HEAD\n");
    await expect(add(failure("q1.a"))).rejects.toThrow(DamagedFileError);
    expect(readFileSync(file, "utf8")).toBe("<<<<<<< HEAD\n");
    expect(readdirSync(folder)).toEqual(["my-queue.failures"]);
  });

  it("loses nothing where runs write at once: here forty changes, half of them from other processes", async () => {
    const script = join(import.meta.dirname, "addFailures.mjs");
    const own = Array.from({ length: 20 }, (_, at) => add(failure(`q1.own${String(at)}`)));
    const others = [0, 1].map((which) => promisify(execFile)(process.execPath, [script, file, String(which)]));
    await Promise.all([...own, ...others]);
    expect(readFailures(file).failures).toHaveLength(40);
  });

  it("that cannot be written is an error", async () => {
    writeFileSync(file, "");
    const inside = join(file, "below-a-file.failures");
    await expect(changeFailures(inside, { add: [failure("q1.a")], drop: [], adapter: "x" })).rejects.toThrow(/ENOTDIR/);
  });
});
