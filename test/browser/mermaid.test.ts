/** Diagrams are read by the real Mermaid, whatever stands in them. */
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatMermaid, type Failure, type Report, type TraceContext } from "../../src/index.js";
import { formatPassingMermaid } from "../../src/report/formatMermaid.js";
import { runOf } from "../../src/report/trace.js";
import { launchChromium } from "./chromium.js";
import { exampleReport, handmade, hostile, HOSTILE, rules, wrongReports } from "./reports.js";

const require = createRequire(import.meta.url);
const mermaid = require.resolve("@mermaid-js/tiny");

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  await page.addScriptTag({ path: mermaid });
  await page.evaluate('mermaid.initialize({ startOnLoad: false, securityLevel: "strict" })');
});
afterAll(() => browser.close());

/** The texts of the drawing. Rejects where Mermaid cannot read the diagram. */
async function drawn(diagram: string): Promise<string> {
  const text = JSON.stringify(diagram);
  return (await page.evaluate(`mermaid.parse(${text}).then(() => mermaid.render("d", ${text})).then(({ svg }) => {
    document.body.innerHTML = svg;
    return [...document.querySelectorAll("text")].map((each) => each.textContent).join("\\n");
  })`)) as string;
}

const contextOf = ({ adapter, primitive, profile }: Report): TraceContext => ({ adapter, primitive, profile, rules });
const failuresOf = (report: Report): readonly Failure[] => [
  ...report.rules.flatMap((rule) => ("failure" in rule && rule.failure ? [rule.failure] : [])),
  ...report.unnamed,
];

it("draws the failure of the README: every step, who waits, and the contradiction", async () => {
  const report = await exampleReport();
  const [failure] = failuresOf(report);
  if (!failure) throw new Error("There is no failure.");
  const text = await drawn(formatMermaid(failure, contextOf(report)));
  for (const part of [
    "1. get() parks",
    "3. putNowait(1) (same turn as 4)",
    "4. cancel",
    "quiet, still pending: B",
    "QUEUE-17 is broken here",
    "allowed: get() of B settles with item 1",
  ])
    expect(text).toContain(part);
  expect(await drawn(formatPassingMermaid(runOf(failure), contextOf(report)))).toContain("This plan conforms");
});

it("draws failures of every kind", async () => {
  const reports = [...(await wrongReports()), ...handmade];
  let diagrams = 0;
  for (const report of reports) {
    for (const failure of failuresOf(report)) {
      const text = await drawn(formatMermaid(failure, contextOf(report)));
      expect(text).toContain(failure.rule === null ? "first contradicted here" : "broken here");
      diagrams++;
    }
  }
  expect(diagrams).toBeGreaterThanOrEqual(10);
});

it("shows names and texts from elsewhere as they are", async () => {
  const [failure] = failuresOf(hostile);
  if (!failure) throw new Error("There is no failure.");
  const name = `a;b#c %%{init: {}}%% <b>"\\end\n${HOSTILE}`;
  const text = await drawn(formatMermaid(failure, { ...contextOf(hostile), adapter: { name, version: null } }));
  expect(text).toContain('a;b#c %%{init: {}}%% <b>"\\end </script>');
  expect(await page.evaluate("[typeof wasRun, document.images.length]")).toEqual(["undefined", 0]);
});
