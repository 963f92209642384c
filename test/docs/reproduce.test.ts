/** docs/reproduce.md shows what the commands print. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCommand } from "../cli/runCommand.js";
import { codeBlocks } from "./pages.js";

const example = fileURLToPath(new URL("example", import.meta.url));
const blocks = codeBlocks().filter(({ page }) => page === "docs/reproduce.md");

/** The words of a command of the page, without what starts it. */
function words(code: string): readonly string[] {
  const [, rest = ""] = /async-tck(?:\/dist\/cli\.js)? (.*)/s.exec(code) ?? [];
  return rest.replaceAll("\\\n", " ").trim().split(/\s+/);
}

describe("docs/reproduce.md", { timeout: 0 }, () => {
  const commands = blocks.filter(({ language }) => language === "sh").map(({ code }) => words(code));
  const [step = [], stop = [], script = []] = commands;

  it("has three commands", () => {
    expect(commands.map(([name]) => name)).toEqual(["replay", "replay", "repro"]);
    expect(stop).toContain("--break");
  });

  it("shows the last step as the command prints it", async () => {
    const { stdout } = await runCommand(step, example);
    const [shown] = blocks.filter(({ language }) => language === "text");
    expect(shown?.code).toMatch(/^step 4 of 4/);
    expect(stdout).toContain(shown?.code);
  });

  it("stops in the debugger only where there is one: without, the command names it", async () => {
    const { exitCode, stderr } = await runCommand(stop, example);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--break needs a debugger");
  });

  it("shows the script as the command prints it", async () => {
    const { exitCode, stdout } = await runCommand(script.slice(0, script.indexOf("--out")), example);
    const [shown] = blocks.filter(({ language }) => language === "js");
    expect(stdout).toBe(shown?.code);
    expect(exitCode).toBe(0);
  });
});
