/** What `npm start` runs, with one adapter instead of all of them. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));

function start(fixture: string): {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
} {
  const file = fileURLToPath(new URL(`fixtures/${fixture}.ts`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--adapters", file], { encoding: "utf8" });
  return { exitCode: status, output: stdout, errors: stderr };
}

describe("npm start", { timeout: 0 }, () => {
  it("exits with 0 while every failure is declared, and shows its trace all the same; nothing but text in a pipe", () => {
    const { exitCode, output, errors } = start("declared");
    expect(output).toMatch(/^package +version +primitive +profile +passed/);
    expect(output).toMatch(/^@dxos\/async +2\.33\.8 +event +fifo /m);
    expect(output).toContain("── @dxos/async: declared deviation");
    expect(output).toContain("◄ EVENT-18");
    expect(output).toContain("0 failed, 1 declared as deviation");
    expect(errors).toBe("");
    expect(exitCode).toBe(0);
  });

  it("exits with 1 on any other failure", () => {
    const { exitCode, output } = start("undeclared");
    expect(output).toContain("── @dxos/async: failure");
    expect(output).toContain("◄ EVENT-18");
    expect(output).toContain("Not as declared: @dxos/async");
    expect(exitCode).toBe(1);
  });

  it("exits with 1 on a deviation that is stale, and warns of it", () => {
    const { exitCode, output } = start("stale");
    expect(output).toContain("── stale: warning");
    expect(output).toContain("The deviation EVENT-18 is stale");
    expect(exitCode).toBe(1);
  });
});
