import { expect, test } from "vitest";
import { nearest } from "../../src/adapters/nearest.js";
import { parseBudget, parsePath, parseRuns, parseSeed } from "../../src/cli/parseArguments.js";

test("reads times in milliseconds, seconds and minutes", () => {
  expect(["5s", "500ms", "2m", "0.5s"].map(parseBudget)).toEqual([5000, 500, 120_000, 500]);
});

test.each([
  [parseBudget, ["", "5", "s", "0s", "-1s", "5h", "5 s"]],
  [parseRuns, ["0", "-1", "1.5", "x", "", "1e3"]],
  [parseSeed, ["x", "", "1.5", "4294967296"]],
  [parsePath, ["", "x", "1:", ":1", "1::2"]],
])("%o refuses what makes no sense", (parse, texts) => {
  for (const text of texts) expect(() => parse(text), text).toThrow(/^Expected .* got `.*`\.$/);
});

test("accepts seeds of 32 bits, signed or not, and paths of any length", () => {
  expect(["0", "-5", "4294967295"].map(parseSeed)).toEqual([0, -5, 4294967295]);
  expect(["0", "37:2:0"].map(parsePath)).toEqual(["0", "37:2:0"]);
});

test("suggests the nearest name, and none where nothing is near", () => {
  const known = ["QUEUE-01", "QUEUE-17", "EVENT-07"];
  expect(["QUEUE-7", "queue17", "EVENT-7", "evnt-07"].map((typed) => nearest(typed, known))).toEqual([
    "QUEUE-17",
    "QUEUE-17",
    "EVENT-07",
    "EVENT-07",
  ]);
  expect(nearest("nonsense-and-more", known)).toBeUndefined();
});
