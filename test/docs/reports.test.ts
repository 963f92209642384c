/** docs/reports.md shows what is printed, and says of the page what is true of it. */
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { runCommand } from "../cli/runCommand.js";
import { codeBlocks, readPage } from "./pages.js";

const PAGE = "docs/reports.md";
const example = fileURLToPath(new URL("example", import.meta.url));

it("the diagram is what the command above it prints", async () => {
  const blocks = codeBlocks().filter(({ page }) => page === PAGE);
  const diagrams = blocks.flatMap((block, index) => {
    const command = blocks[index - 1]?.code.trim() ?? "";
    return block.language === "mermaid" ? [{ command, code: block.code }] : [];
  });
  expect(diagrams.length).toBe(1);
  for (const { command, code } of diagrams) {
    const [npx, name, ...args] = command.split(" ");
    expect([npx, name]).toEqual(["npx", "async-tck"]);
    expect(await runCommand(args, example)).toEqual({ exitCode: 1, stdout: code, stderr: "" });
  }
});

it("the commands of the page have the options that they use", async () => {
  const { stdout } = await runCommand(["replay", "--help"]);
  expect(stdout).toContain("--mermaid");
  expect(readPage(PAGE)).toContain("--mermaid");
});
