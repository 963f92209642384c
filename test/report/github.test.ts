/** Annotations of GitHub Actions: one command a line, whatever the text. */
import { expect, it } from "vitest";
import { rulesOf } from "../../src/properties/index.js";
import { formatGithub } from "../../src/report/formatGithub.js";
import type { Report } from "../../src/runner/report.js";
import * as samples from "./samples.js";

const contextOf = (report: Report) => ({
  rules: rulesOf(report.primitive),
  ...(report.adapter.file === undefined ? {} : { adapterFile: report.adapter.file }),
});

it("has an error for each failure, at the adapter file, with the whole trace in one line", () => {
  const lines = formatGithub([samples.report], contextOf).split("\n");
  const failed =
    samples.report.rules.filter(({ verdict }) => verdict === "fail").length + samples.report.unnamed.length;
  expect(lines.filter((line) => line.startsWith("::error file=my-queue.adapter.ts,line=1,title="))).toHaveLength(
    failed,
  );
  expect(lines.every((line) => /^::(?:error|warning) [^\n]*::/.test(line))).toBe(true);
  expect(lines[0]).toContain("%0A  allowed     ");
});

it("has a warning for each hint and warning, and nothing for what conforms", () => {
  const warnings = formatGithub([samples.report], contextOf)
    .split("\n")
    .filter((line) => line.startsWith("::warning"));
  expect(warnings).toHaveLength(samples.report.hints.length + samples.report.warnings.length);
  const { hints: _, warnings: __, ...clean } = samples.conforming;
  expect(formatGithub([{ ...clean, hints: [], warnings: [] }], contextOf)).toBe("");
});

it("escapes what would end a command or a property", () => {
  const report: Report = {
    ...samples.brokenAdapter,
    adapter: { name: "a,b:c%", version: null, file: "dir,x:/f%.ts" },
    problem: "100%\r\nnext ::error::",
  };
  expect(formatGithub([report], contextOf)).toBe(
    "::error file=dir%2Cx%3A/f%25.ts,line=1,title=adapter error (a%2Cb%3Ac%25)::100%25%0D%0Anext ::error::",
  );
});
