import { readFileSync, readdirSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import * as samples from "./samples.js";

const folder = new URL("../../schema/", import.meta.url);

/** The schema of reports, with those of plans and histories that it refers to. */
function reportSchema(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true });
  for (const file of readdirSync(folder))
    ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as object);
  const validate = ajv.getSchema("urn:async-tck:report:1");
  if (!validate) throw new Error("There is no schema for reports.");
  return validate as ValidateFunction;
}

test.each(Object.entries({ ...samples.reports }))("report %s fits the published schema", (_, report) => {
  const validate = reportSchema();
  expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  ["another version", { version: 2 }],
  ["an unknown field", { extra: 1 }],
  ["an unknown status", { status: "ok" }],
  ["an error that does not say what is wrong", { status: "kit error" }],
  ["an unknown verdict", { rules: [{ id: "QUEUE-01", sentence: "", situations: 1, verdict: "maybe" }] }],
  ["a failed rule without its failure", { rules: [{ id: "QUEUE-01", sentence: "", situations: 1, verdict: "fail" }] }],
  [
    "a passed rule with a reason",
    { rules: [{ id: "QUEUE-01", sentence: "", situations: 1, verdict: "pass", reason: "" }] },
  ],
])("the schema refuses %s", (_, part) => {
  const { problem: _problem, ...report } = samples.report;
  expect(reportSchema()({ ...report, ...part })).toBe(false);
});

test("the schema refuses a nearest passing plan without its change, or with one of another kind", () => {
  const withChange = (nearestPassing: object): object => ({
    ...samples.report,
    unnamed: [{ ...samples.lostWakeup, rule: null, nearestPassing }],
  });
  const token = "q1.AbC";
  const validate = reportSchema();
  expect(validate(withChange({ change: { is: "without", step: 2 }, token }))).toBe(true);
  expect(validate(withChange({ token }))).toBe(false);
  expect(validate(withChange({ change: { is: "gap", step: 2, from: 0 }, token }))).toBe(false);
  expect(validate(withChange({ change: { is: "verb", step: 2 }, token }))).toBe(false);
});
