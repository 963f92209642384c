/** Several threads and several machines: the same work, the same report. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/runner/report.js";
import { runCommand, type CommandRun } from "./runCommand.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "async-tck-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** All but costs, which are measured. */
const reportsIn = ({ stdout }: CommandRun): readonly object[] =>
  (JSON.parse(stdout) as readonly Report[]).map(({ costs: _, ...report }) => report);

describe("--workers", () => {
  it.each([
    ["goodEvent.ts", "300"],
    ["lifoQueue.mjs", "100"],
    ["twins.ts", "20"],
  ])("gives the report of one thread: %s", { timeout: 0 }, async (file, runs) => {
    const one = await runCommand(["check", file, "--runs", runs, "--json"]);
    const three = await runCommand(["check", file, "--runs", runs, "--json", "--workers", "3"]);
    expect(three.exitCode).toBe(one.exitCode);
    if (one.stdout !== "[]\n") expect(reportsIn(three)).toEqual(reportsIn(one));
    expect(three.stderr).toBe(one.stderr);
  });

  // The last one takes half a minute: what stands still is given up after 9 s, then after 10 s more.
  it.each(["exitsLate", "throwsLate", ...(isFull ? ["spinsLate"] : [])])(
    "says the same of a subject that comes to no end in a thread: %s",
    { timeout: 0 },
    async (name) => {
      const one = await runCommand(["check", `${name}.mjs`]);
      const two = await runCommand(["check", `${name}.mjs`, "--workers", "2"]);
      expect(one.exitCode).toBe(2);
      expect(two.exitCode).toBe(2);
      expect(two.stdout).toBe(one.stdout);
      expect(two.stdout).toContain("Its token: e1.");
    },
  );

  it("takes a whole number", async () => {
    const { exitCode, stderr } = await runCommand(["check", "goodEvent.ts", "--workers", "many"]);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain("Expected a whole number of at least 1");
  });
});

describe("--shard and merge", () => {
  const args = ["check", "goodEvent.ts", "--runs", "100"];
  const fileOf = (name: string): string => join(folder, name);
  beforeAll(async () => {
    for (const index of [1, 2]) {
      const { stdout } = await runCommand([...args, "--shard", `${index}/2`, "--json"]);
      writeFileSync(fileOf(`${index}.json`), stdout);
    }
  });

  it("give together the report of one machine", async () => {
    const whole = await runCommand([...args, "--json"]);
    const merged = await runCommand(["merge", fileOf("1.json"), fileOf("2.json"), "--json"]);
    expect(merged.exitCode).toBe(whole.exitCode);
    const withoutPlans = (run: CommandRun): readonly object[] =>
      reportsIn(run).map((report) => ({ ...report, plans: 0 }));
    expect(withoutPlans(merged)).toEqual(withoutPlans(whole));
    const text = await runCommand(["merge", fileOf("1.json"), fileOf("2.json")]);
    expect(text.stdout).toMatch(/: conforms\n/);
  });

  it("a shard alone says that it is one", async () => {
    const { stdout } = await runCommand([...args, "--shard", "2/2"]);
    expect(stdout.replace(/\s+/g, " ")).toContain("shard 2 of 2");
    expect(stdout).not.toMatch(/all \d/);
  });

  it("a missing shard is a usage error", async () => {
    const { exitCode, stderr } = await runCommand(["merge", fileOf("2.json")]);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toMatch(/^Usage error: Shard 1\/2 of .* is missing\. $/);
  });

  it.each([
    ["no file", () => fileOf("none.json"), "There is no file "],
    ["no JSON", () => fileOf("text.json"), "cannot be read as JSON"],
    ["no report", () => fileOf("other.json"), "holds no reports"],
    ["another version", () => fileOf("later.json"), "of version 2"],
  ])("%s is a usage error", async (_, file, says) => {
    writeFileSync(fileOf("text.json"), "all is well");
    writeFileSync(fileOf("other.json"), '{"name": "x"}');
    const [first] = JSON.parse(readFileSync(fileOf("1.json"), "utf8")) as readonly object[];
    writeFileSync(fileOf("later.json"), JSON.stringify([{ ...first, version: 2 }]));
    const { exitCode, stderr } = await runCommand(["merge", file()]);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(says);
  });

  it.each(["3/2", "0/2", "2", "a/b"])("--shard %s is a usage error", async (shard) => {
    const { exitCode, stderr } = await runCommand([...args, "--shard", shard]);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain("Expected a shard from 1/n to n/n");
  });
});
