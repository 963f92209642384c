/** `replay --break`, with a real debugger on the other side: pause, look at the call frame, step, go on. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { workbenchFor } from "../../src/runner/setUp.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { encodeToken } from "../../src/scheduler/token.js";
import adapter from "../docs/example/my-queue.adapter.js";
import { A, cancel, get } from "../mutants/mutant.js";
import { runCommand, startInspected } from "./runCommand.js";

const example = fileURLToPath(new URL("../docs/example", import.meta.url));
const client = fileURLToPath(new URL("fixtures/debugClient.mjs", import.meta.url));
const REPLAY = ["replay", "q1.DuyI4gAADAAGekXrCeeB", "--adapter", "my-queue.adapter.ts"];

interface Stop {
  readonly name: string;
  readonly file: string;
}

/** Debugs a call of the command: the functions in which it stood until `wanted` was reached, and how it ended. */
async function debugged(
  args: readonly string[],
  wanted: string,
): Promise<{ readonly stops: readonly Stop[]; readonly exitCode: number | null; readonly stdout: string }> {
  const child = startInspected(args, example);
  let stdout = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  const address = await new Promise<string>((resolve) => {
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      said += data.toString();
      const [, found] = /listening on (ws:\S+)\n/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  const debug = spawn(process.execPath, ["--experimental-websocket", client, address, wanted], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  debug.stdout.on("data", (data: Buffer) => (told += data.toString()));
  await new Promise((resolve) => debug.on("close", resolve));
  return { stops: JSON.parse(told) as Stop[], exitCode: await closed, stdout };
}

describe("replay --break", () => {
  test("stops right before the call of a step, and stepping into leads to the subject's own method", async () => {
    const { stops, exitCode, stdout } = await debugged([...REPLAY, "--break", "3"], "push");
    expect(stops[0]?.name).toBe("call");
    expect(stops.at(-1)).toMatchObject({ name: "push", file: "my-queue.ts" });
    // the kit's own line, the adapter's verb, the method
    expect(stops.length).toBeLessThanOrEqual(5);
    expect(stops.map(({ name }) => name)).toContain("putNowait");
    expect(stdout).toMatch(/^QUEUE-17 /);
    expect(exitCode).toBe(1);
  });

  test("stops right before the abort of a cancelled step, and stepping on leads to the subject's listener", async () => {
    const plan: Plan = { config: { capacity: null }, steps: [get(A), cancel(A)] };
    const { table } = await workbenchFor(adapter);
    const replay = ["replay", encodeToken(plan, table), "--adapter", "my-queue.adapter.ts"];
    const { stops, exitCode } = await debugged([...replay, "--break", "2"], "wake");
    expect(stops[0]?.name).toBe("stopAtAbort");
    expect(stops.at(-1)).toMatchObject({ name: "wake", file: "my-queue.ts" });
    expect(exitCode).toBe(0);
  });

  test("says what to type where nobody debugs, and runs nothing", async () => {
    const { exitCode, stdout, stderr } = await runCommand([...REPLAY, "--break", "3"], example);
    expect(stderr.replace(/\s+/g, " ")).toContain("node --inspect-brk node_modules/async-tck/dist/cli.js replay");
    expect([exitCode, stdout]).toEqual([2, ""]);
  });

  test("refuses a step that there is not", async () => {
    const [none, zero] = await Promise.all(
      ["99", "0"].map((step) => runCommand([...REPLAY, "--break", step], example)),
    );
    expect(zero?.stderr).toContain("at least 1");
    expect([none?.exitCode, zero?.exitCode]).toEqual([2, 2]);
  });
});
