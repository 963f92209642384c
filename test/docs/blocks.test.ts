/** The code that people read is code that runs. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import * as kit from "../../src/index.js";
import { loadAdapters } from "../../src/cli/loadAdapters.js";
import { codeBlocks, type CodeBlock } from "./pages.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const config = fileURLToPath(new URL("../tsconfig.json", import.meta.url));
const untyped = fileURLToPath(new URL("../../src/adapters/packages/untyped.d.ts", import.meta.url));

// Beside the examples, so that relative imports lead to them; hidden from other tools by its name.
const folder = mkdtempSync(join(here, ".blocks-"));
cpSync(join(here, "example"), folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blocks = codeBlocks()
  .filter(({ language }) => language === "ts")
  .map((block, index) => ({ block, file: join(folder, `block${index}.ts`) }));
for (const { block, file } of blocks) writeFileSync(file, block.code);

/** Pages with the README's queue, which has a defect. */
const BROKEN = ["README.md", "docs/getting-started.md"];

const placeOf = ({ page, line }: CodeBlock): string => `${page}:${line}`;

describe("TypeScript in the pages", { timeout: 0 }, () => {
  it("typechecks", () => {
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      join(here, ".."),
    );
    const program = ts.createProgram([untyped, ...blocks.map(({ file }) => file)], options);
    const mistakes = ts.getPreEmitDiagnostics(program).map(({ file, messageText, start = 0 }) => {
      const found = blocks.find((each) => each.file === file?.fileName);
      const place = found
        ? `${placeOf(found.block)}, line ${String((file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1)}`
        : "";
      return `${place}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
    expect(mistakes).toEqual([]);
  });

  const adapters = blocks.filter(({ block }) =>
    /^export default (?:define(?:Queue|Event|Remote)\b|\[)/m.test(block.code),
  );

  it.each(
    adapters.filter(({ block }) => !BROKEN.includes(block.page)).map(({ block, file }) => [placeOf(block), file]),
  )("the adapter of %s conforms", async (_place, file) => {
    for (const adapter of await loadAdapters(file, file, kit)) {
      const { status, problem, rules, hints, warnings } = await kit.checkConformance(adapter, { numRuns: 30 });
      const failed = rules.flatMap((rule) => (rule.verdict === "fail" ? [`${rule.id}: ${rule.sentence}`] : []));
      const expected = { problem: undefined, failed: [], hints: [], warnings: [], status: "conforms" };
      expect({ problem, failed, hints, warnings, status }, adapter.name).toEqual(expected);
    }
  });

  it("the pages hold adapters", () => {
    expect(adapters.length).toBeGreaterThanOrEqual(25);
  });
});
