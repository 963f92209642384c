import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { FINDINGS } from "../docs/pages.js";

const root = new URL("../../", import.meta.url);
const files = [...new Set(packageAdapters.map(({ file }) => file))];

/** Lines of code: without comments, imports and empty lines. */
function codeLines(file: string): readonly string[] {
  const code = readFileSync(new URL(file, root), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^import [^;]*;/gm, "");
  return code.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//"));
}

/** The installed version of the package that an adapter is named after. */
function installedVersion(name: string): string {
  const path = new URL(`node_modules/${name.split(" ")[0] ?? ""}/package.json`, root);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}

describe("adapters of published packages", () => {
  it.each(files)("%s holds some 20 lines of code for each adapter", (file) => {
    const adapters = packageAdapters.filter((each) => each.file === file).length;
    expect(codeLines(file).length / adapters).toBeLessThanOrEqual(22);
  });

  it.each(packageAdapters.map(({ adapter }) => adapter))("$name: the version is the installed one", (adapter) => {
    expect(adapter.version).toBe(installedVersion(adapter.name));
  });

  it("every package has its line in docs/findings.md, and every deviation its heading", () => {
    for (const { adapter } of packageAdapters) {
      expect(FINDINGS).toContain(`| ${adapter.name} ${adapter.version} `);
      for (const { rule } of adapter.deviations ?? [])
        expect(FINDINGS).toMatch(new RegExp(`^### ${adapter.name} ${adapter.version}, .*\\(${rule}\\)$`, "m"));
    }
  });
});
