/** `async-tck infer`, as a child process. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Inference } from "../../src/runner/infer/inference.js";
import { runCommand } from "../cli/runCommand.js";

const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));
const example = fileURLToPath(new URL("../docs/example", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "async-tck-infer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quick = ["--runs", "40"];

describe("async-tck infer", { timeout: 0 }, () => {
  it("finds a profile that can be pasted: with it the adapter conforms, without it there is none to check", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["infer", "ownQueue.mjs", ...quick], fixtures);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^own-queue, queue: this profile explains all that was seen$/m);
    expect(stdout).toMatch(/^ {2}preset fifo: shown in [\d,]+ runs$/m);
    expect(stdout).toMatch(/^ {4}not lifo, in [\d,]+ runs: get\(\) of A settles with item 1; only allowed:/m);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);

    const source = readFileSync(join(fixtures, "ownQueue.mjs"), "utf8");
    writeFileSync(join(folder, "bare.mjs"), source);
    const bare = await runCommand(["check", "bare.mjs", ...quick], folder);
    expect(bare.exitCode).toBe(2);
    expect(bare.stdout.replace(/\s+/g, " ")).toContain(
      "needs a `profile`: `npx async-tck infer <adapter file>` finds one",
    );

    const profile = stdout.split("To paste into the adapter:\n\n")[1]?.trimEnd() ?? "";
    expect(profile).toMatch(/^ {2}profile: \{\n[\s\S]* {2}\},$/);
    const pasted = source.replace("defineQueue }", "defineQueue, profiles }").replace(/^\}\);/m, `${profile}\n});`);
    writeFileSync(join(folder, "pasted.mjs"), pasted);
    const check = await runCommand(["check", "pasted.mjs", ...quick], folder);
    expect(check.stdout).toContain("own-queue, queue, profile fifo: conforms");
    expect(check.stdout).not.toContain("hint");
    expect(check.exitCode).toBe(0);
  });

  it("prints nothing but JSON with --json", async () => {
    const { exitCode, stdout } = await runCommand(["infer", "ownQueue.mjs", "--json", ...quick], fixtures);
    const [inference] = JSON.parse(stdout) as readonly Inference[];
    expect(exitCode).toBe(0);
    expect(inference).toMatchObject({ version: 1, status: "fits", preset: "fifo", primitive: "queue", breaks: [] });
  });

  it("exits with 1 where no profile fits, with the rule and the trace that all refuse", async () => {
    const { exitCode, stdout } = await runCommand(["infer", "my-queue.adapter.ts", ...quick], example);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("It satisfies no profile: all 24 that were compared refuse this run. Under the");
    expect(stdout).toContain("QUEUE-17  A get() that is cancelled after it was woken MUST pass its wakeup on.");
    expect(stdout).toContain("What is left once QUEUE-17 may be broken:");
  });

  it("prints the whole trace of every refused value with --traces", async () => {
    const { stdout } = await runCommand(["infer", "ownQueue.mjs", "--traces", ...quick], fixtures);
    expect(stdout).toMatch(/^Not order: "lifo":\n\nQUEUE-37 {2}/m);
    expect(stdout).toMatch(/◄ QUEUE-37$/m);
  });

  it("exits with 2 where there is no file, and where the file gives no adapter", async () => {
    const none = await runCommand(["infer", "nothing.mjs"], fixtures);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain("There is no file nothing.mjs.");
    const usage = await runCommand(["infer"], fixtures);
    expect(usage.exitCode).toBe(2);
    expect(usage.stderr).toContain("Usage error: missing required argument 'file'");
  });
});
