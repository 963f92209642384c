/**
 * Correct implementations of different build pass all that their profile claims, over several seeds, and fail a stricter
 * profile that they do not satisfy. With ASYNC_TCK_FULL=1 under every profile, over many seeds and longer runs; without it
 * each under one of its profiles in turn.
 */
import { describe, expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import { correctSubjects } from "../subjects/index.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
const seeds = isFull ? Array.from({ length: 20 }, (_, seed) => seed + 1) : [1];
const numRuns = isFull ? 1000 : 20;

const turns = correctSubjects.map((subject, turn) => ({
  ...subject,
  conforming: isFull ? subject.satisfies : subject.satisfies.filter((_, at) => at === turn % subject.satisfies.length),
}));

describe.each(turns)("$name", ({ withProfile, conforming, fails }) => {
  for (const profile of conforming) {
    it(`conforms to ${profile}`, { timeout: 0 }, async () => {
      for (const seed of seeds) {
        const report = await checkConformance(withProfile(profile), { seed, numRuns });
        expect(report.problem).toBeUndefined();
        expect(report.rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
        expect(report.unnamed).toEqual([]);
        expect(report.status).toBe("conforms");
      }
    });
  }
  for (const profile of fails) {
    it(`does not conform to ${profile}`, { timeout: 0 }, async () => {
      const report = await checkConformance(withProfile(profile), { seed: 1, numRuns });
      expect(report.problem).toBeUndefined();
      expect(report.status).toBe("fails");
    });
  }
});
