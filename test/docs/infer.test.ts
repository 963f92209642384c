/** docs/infer.md shows what `async-tck infer` prints. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runCommand } from "../cli/runCommand.js";
import { codeBlocks, readPage } from "./pages.js";

const PAGE = "docs/infer.md";
const here = fileURLToPath(new URL(".", import.meta.url));
// beside the tests, so that `async-tck` is found from there; hidden from other tools by its name
const folder = mkdtempSync(join(here, ".infer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(PAGE, { timeout: 0 }, () => {
  const [adapter] = codeBlocks().filter(({ page, language }) => page === PAGE && language === "ts");
  const shown = codeBlocks().filter(({ page, language }) => page === PAGE && language === "text");

  it("shows what is inferred of its example", async () => {
    writeFileSync(join(folder, "mailbox.ts"), adapter?.code ?? "");
    const { stdout, exitCode } = await runCommand(["infer", "mailbox.ts"], folder);
    expect(exitCode).toBe(0);
    expect(shown[0]?.code).toBe(stdout);
  });

  it("shows what is said of the README's queue, which no profile explains", async () => {
    const { stdout, exitCode } = await runCommand(["infer", "my-queue.adapter.ts"], join(here, "example"));
    expect(exitCode).toBe(1);
    const said = shown[1]?.code ?? "";
    expect(said).not.toBe("");
    expect(stdout).toContain(said);
  });

  it("counts the runs that are compared as they are", () => {
    const runs = /compared with ([\d,]+) runs/.exec(shown[0]?.code ?? "")?.[1] ?? "";
    expect(readPage(PAGE)).toContain("Some 4,000 plans run once");
    expect(Math.round(Number(runs.replace(",", "")) / 1000)).toBe(4);
  });
});
