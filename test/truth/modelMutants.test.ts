/**
 * A wrong model would be noticed: every guard of the two asyncio models is forced in turn, and the golden histories of
 * CPython (or what else the model then allows at asyncio's turns) tell. `npm run truth` does so with all that these models
 * share with others, and with more plans.
 */
import { describe, expect, test } from "vitest";
import { whyEquivalent, whyNever } from "./equivalentMutants.js";
import { tryMutants } from "./modelMutants.js";
import { goldenObservations, mutantWords, unexplained } from "./truth.js";

const FILES = ["queue/asyncio.ts", "event/manualReset.ts"];

describe("mutants of the asyncio models", { timeout: 0 }, () => {
  const mutants = tryMutants(goldenObservations(), ({ file }) => FILES.includes(file));
  const by = (how: string): readonly string[] =>
    mutants.filter(({ noticedBy }) => noticedBy === how).map((mutant) => mutantWords(mutant));

  test("every one is noticed on golden histories, or cannot be for a known reason", () => {
    expect(unexplained(mutants).map(mutantWords)).toEqual([]);
    expect(by("relation").length).toBeGreaterThan(20);
    expect(by("tightness").length).toBeGreaterThan(10);
  });

  test("the golden plans reach every guard both ways, but for those that always say the same", () => {
    const unreached = mutants.filter((mutant) => mutant.noticedBy === "never" && whyNever(mutant) === null);
    expect(unreached.map(mutantWords)).toEqual([]);
  });

  test("agreement alone would not do: some are noticed only because the model allows too much", () => {
    expect(by("tightness").join("\n")).toContain("mayBeEmpty: `state.items.length === 0` always true");
  });

  test("no reason is given for what is noticed everywhere", () => {
    const excused = mutants.filter((mutant) => mutant.noticedBy === "unnoticed").map(whyEquivalent);
    expect(excused).not.toContain(null);
    expect(excused.length).toBeLessThan(mutants.length / 4);
  });
});
