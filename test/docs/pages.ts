/** The pages that people read, and the code blocks in them. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** A page by its path from the root of the repository. */
export function readPage(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** Pages written by hand. */
export const PAGES: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "AGENTS.md",
  "CHANGELOG.md",
  ...readdirSync(fileURLToPath(new URL("docs", root)))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

export const README: string = readPage("README.md");
export const FINDINGS: string = readPage("docs/findings.md");

/** A fenced block. */
export interface CodeBlock {
  readonly page: string;
  /** Line of the fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** Every fenced block of every page. */
export function codeBlocks(): readonly CodeBlock[] {
  return PAGES.flatMap((page) => {
    const text = readPage(page);
    return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = "", 2: code = "" }) => ({
      page,
      line: text.slice(0, index).split("\n").length,
      language,
      code,
    }));
  });
}
