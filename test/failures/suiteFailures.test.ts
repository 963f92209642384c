/** A test suite keeps failures in a file, and tries them first, as the command does. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { conformanceTests } from "../../src/suite/conformanceTests.js";
import { mutants } from "../mutants/index.js";

const adapter = mutants.find(({ rule }) => rule === "QUEUE-17")?.adapter;
if (!adapter) throw new Error("QUEUE-17 has no mutant");

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "async-tck-suite-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const test = (id: string, options: Parameters<typeof conformanceTests>[1]) => {
  const found = conformanceTests(adapter, options).find((one) => one.id === id);
  if (!found) throw new Error(`there is no test ${id}`);
  return found.run({ skip: () => undefined });
};

it("so that what one run finds fails the next one, whatever that searches", async () => {
  const file = join(folder, "mutant.failures");
  await expect(test("QUEUE-17", { numRuns: 100, failures: file })).rejects.toThrow(/QUEUE-17/);
  expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^q1\\.\\S+ QUEUE-17 ${adapter.name}$`, "m"));
  const narrow = { numRuns: 1, rule: "QUEUE-01" };
  await expect(test("QUEUE-17", narrow)).resolves.toBeUndefined();
  await expect(test("QUEUE-17", { ...narrow, failures: pathToFileURL(file) })).rejects.toThrow(/known before/);
});

it("and goes on without a file that is damaged", async () => {
  const file = join(folder, "mutant.failures");
  writeFileSync(file, ">>>>>>> theirs\n");
  await expect(test("QUEUE-17", { numRuns: 100, failures: file })).rejects.toThrow(/QUEUE-17/);
  expect(readFileSync(file, "utf8")).toBe(">>>>>>> theirs\n");
});
