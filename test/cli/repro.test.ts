/** `async-tck repro` as a user calls it; the built command in a process of its own. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { encodeToken } from "../../src/scheduler/token.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import goodEvent from "./fixtures/goodEvent.js";
import { A, plan, set, wait } from "../mutants/mutant.js";
import { fixtures, runCommand } from "./runCommand.js";

const example = fileURLToPath(new URL("../docs/example", import.meta.url));
const packages = fileURLToPath(new URL("../../src/adapters/packages", import.meta.url));
const TOKEN = "q1.DuyI4gAADAAGekXrCeeB";
// inside of the repository, so that its packages are found
const folder = mkdtempSync(join(fileURLToPath(new URL(".", import.meta.url)), ".repro-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The exit code of a script, run by Node alone. */
function exitCodeOf(file: string): number {
  try {
    execFileSync(process.execPath, [file], { stdio: "pipe" });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

describe("repro", { timeout: 0 }, () => {
  test("prints a script of at most 30 lines that has nothing of the kit, and leaves nothing behind", async () => {
    const before = readdirSync(example);
    const { exitCode, stdout, stderr } = await runCommand(
      ["repro", TOKEN, "--adapter", "my-queue.adapter.ts"],
      example,
    );
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatchInlineSnapshot(`
      "// QUEUE-17: A get() that is cancelled after it was woken MUST pass its wakeup on.
      // my-queue 1.0.0; run it with: npx tsx repro.mts
      // Exits with 1 while the bug is there. Found by async-tck: q1.DuyI4gAADAAGekXrCeeB
      import { setImmediate as quiet } from "node:timers/promises";
      import { MyQueue } from "./my-queue.ts";

      const queue = new MyQueue();
      const ended = { A: "pending", B: "pending" };
      const note = (who, promise) =>
        void Promise.resolve(promise).then((value) => (ended[who] = value), (error) => (ended[who] = error));

      const abortA = new AbortController();
      note("A", queue.get(abortA.signal)); // 1. A
      await quiet();
      note("B", queue.get()); // 2. B
      await quiet();
      queue.push("item 1"); // 3. C, same turn as 4
      abortA.abort(); // 4. A is cancelled
      await quiet();

      const isRight = ended.B === "item 1";
      console.log("expected: get() of B settles with item 1");
      console.log("observed: get() of B:", ended.B);
      process.exit(isRight ? 0 : 1);
      "
    `);
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(30);
    expect(stdout).not.toMatch(/from "async-tck/);
    expect(readdirSync(example)).toEqual(before);
  });

  const deviations = readdirSync(packages).flatMap((file) =>
    [...readFileSync(join(packages, file), "utf8").matchAll(/token: "(\S+)"/g)].map(([, token = ""]) => ({
      file,
      token,
    })),
  );

  test("there are known deviations of packages to reproduce", () => {
    expect(deviations.length).toBeGreaterThanOrEqual(9);
  });

  test.concurrent.each(deviations)(
    "$token of $file becomes plain JavaScript that Node runs and that exits with 1",
    async ({ file, token }) => {
      const out = join(folder, `${token}.mjs`);
      const { exitCode, stderr } = await runCommand(["repro", token, "--adapter", join(packages, file), "--out", out]);
      expect(stderr.replace(/\s+/g, " ")).toContain("was run in a fresh process and exits with 1. Run it with: node");
      expect(exitCode).toBe(0);
      expect(readFileSync(out, "utf8").split("\n").length).toBeLessThanOrEqual(31);
      expect(exitCodeOf(out)).toBe(1);
    },
  );

  test("writes over a script of its own, and over nothing else", async () => {
    const own = join(folder, "own.mts");
    const call = ["repro", TOKEN, "--adapter", "my-queue.adapter.ts", "--out"];
    for (let time = 0; time < 2; time++) expect((await runCommand([...call, own], example)).exitCode).toBe(0);
    const other = join(folder, "other.mts");
    writeFileSync(other, "// mine\n");
    const { exitCode, stderr } = await runCommand([...call, other], example);
    expect(stderr).toMatch(/^Usage error: /);
    expect(exitCode).toBe(2);
    expect(readFileSync(other, "utf8")).toBe("// mine\n");
  });

  test("says under which name a script that imports TypeScript runs, and that a folder is missing", async () => {
    const call = ["repro", TOKEN, "--adapter", "my-queue.adapter.ts", "--out"];
    const wrong = join(folder, "wrong.mjs");
    const named = await runCommand([...call, wrong], example);
    expect(named.stderr.replace(/\s+/g, " ")).toContain("The script imports TypeScript: name it");
    expect(existsSync(wrong)).toBe(false);
    const lost = await runCommand([...call, join(tmpdir(), "no-such-folder", "repro.mts")], example);
    expect(lost.stderr.replace(/\s+/g, " ")).toContain("Nothing can be written into");
    expect([named.exitCode, lost.exitCode]).toEqual([2, 2]);
  });

  test("hands nothing out for a plan that conforms", async () => {
    const { table } = await workbenchFor(goodEvent);
    const token = encodeToken(plan(null, wait(A), set(A)), table);
    const { exitCode, stdout, stderr } = await runCommand(["repro", token, "--adapter", "goodEvent.ts"]);
    expect(stderr).toContain("There is nothing to reproduce");
    expect([exitCode, stdout]).toEqual([1, ""]);
  });

  test("hands nothing out where the source does not show the adapter, and says why and what else there is", async () => {
    const found = await runCommand(["check", "factoryOnly.mjs", "--runs", "30"], fixtures);
    const [, token = ""] = /async-tck replay (\S+)/.exec(found.stdout) ?? [];
    const { exitCode, stdout, stderr } = await runCommand(["repro", token, "--adapter", "factoryOnly.mjs"], fixtures);
    expect(stderr).toMatchInlineSnapshot(`
      "No script is handed out for made-elsewhere: its file does not show a
      \`defineQueue({ … })\` or \`defineEvent({ … })\` with its name: it is made by other
      code.
        To look at it step by step: npx async-tck replay q1.DbtFhgAACQAGWukHRIA
        --adapter factoryOnly.mjs --step
      "
    `);
    expect([exitCode, stdout]).toEqual([1, ""]);
  });
});
