/**
 * Reports as one HTML file that needs nothing else: style, script and data are inside, and its policy lets it load nothing.
 * The data is what `check --json` prints; the script draws from it only what is looked at.
 */
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- whoever compiles this file needs the declaration
/// <reference path="./bundled.d.ts" />
import { createHash } from "node:crypto";
import type { Report } from "../../runner/report.js";
import { DATA_ID, type PageData, type RuleWords } from "./pageData.js";
import script from "./page/main.js?bundled";
import style from "./page/style.css?bundled";

/** What reports do not hold themselves. */
export interface HtmlContext {
  /** The rules of the reports' primitives, or more: for intents, categories and "look at". */
  readonly rules: readonly RuleWords[];
  /** Heading of the page. */
  readonly title?: string;
  /** Version of the kit that made the reports. */
  readonly kitVersion?: string;
  /** File of each report's adapter, in the order of the reports: for the commands. */
  readonly adapterFiles?: readonly (string | undefined)[];
  /** The interpreter that adapters were told. */
  readonly python?: string;
  /** Test file that checks them. */
  readonly testFile?: string;
}

/**
 * The text of the file. The same reports give the same text. It needs a browser of 2024 or later (`light-dark()`) and
 * JavaScript; without, it says so.
 */
export function formatHtml(reports: readonly Report[], context: HtmlContext): string {
  const title = context.title ?? "Conformance report";
  const data = pageData(reports, title, context);
  const policy = [
    "default-src 'none'",
    `script-src '${fingerprint(script)}'`,
    `style-src '${fingerprint(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="async-tck">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page draws its content by a script of its own, which is switched off here. The same as text: npx async-tck check.</noscript>
<script type="application/json" id="${DATA_ID}">${dataText(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function pageData(reports: readonly Report[], title: string, context: HtmlContext): PageData {
  const { rules, kitVersion, adapterFiles = [], python, testFile } = context;
  const named = new Set(reports.flatMap((report) => report.rules.map(({ id }) => id)));
  return {
    title,
    kit: kitVersion ?? null,
    reports,
    files: reports.map((_, index) => adapterFiles[index] ?? null),
    rules: rules
      .filter(({ id }) => named.has(id))
      .map(({ id, sentence, intent, category, lookAt }) => ({ id, sentence, intent, category, lookAt })),
    ...(python === undefined ? {} : { python }),
    ...(testFile === undefined ? {} : { testFile }),
  };
}

/** JSON in which no text can end the element that it stands in, nor begin a comment there. */
function dataText(data: PageData): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

function fingerprint(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
