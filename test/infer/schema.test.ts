/** What `async-tck infer --json` prints fits its published schema, and the schema refuses what it should. */
import { readFileSync, readdirSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { defineQueue } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { inferProfile } from "../../src/runner/infer/infer.js";
import type { Inference } from "../../src/runner/infer/inference.js";
import { mutants } from "../mutants/index.js";

const folder = new URL("../../schema/", import.meta.url);
const ajv = new Ajv2020({ allErrors: true });
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as object);

function schema(): ValidateFunction {
  const validate = ajv.getSchema("urn:async-tck:inference:1");
  if (!validate) throw new Error("There is no schema for inferences.");
  return validate as ValidateFunction;
}

async function inferenceOf(name: string): Promise<Inference> {
  const found = [...packageAdapters, ...mutants].find(({ adapter }) => adapter.name === name);
  if (!found) throw new Error(`no adapter ${name}`);
  return inferProfile(found.adapter, { numRuns: 20 });
}

it.each(["p-fifo", "walks-live-list"])("the inference of %s fits", { timeout: 0 }, async (name) => {
  const inference = await inferenceOf(name);
  expect(inference.axes.length).toBeGreaterThan(0);
  const validate = schema();
  validate(JSON.parse(JSON.stringify(inference)));
  expect(validate.errors).toBeNull();
});

it("an adapter error fits, and nothing that leaves out its problem or says more", async () => {
  const broken = defineQueue({
    name: "broken",
    create: (): object => {
      throw new Error("no");
    },
    get: () => undefined,
    profile: profiles.contract,
  });
  const inference = await inferProfile(broken);
  expect(inference.status).toBe("adapter error");
  const { problem: _problem, ...silent } = inference;
  const fits = (value: object): boolean => schema()(JSON.parse(JSON.stringify(value)));
  expect(fits(inference)).toBe(true);
  expect(fits(silent)).toBe(false);
  expect(fits({ ...inference, more: 1 })).toBe(false);
  expect(fits({ ...inference, axes: [{ axis: "order", value: "", is: "guessed", runs: 1, others: [] }] })).toBe(false);
});
