/**
 * Each rule's smallest wrong implementation is caught under that rule's name, with a trace at most one step longer than
 * the shortest. With ASYNC_TCK_FULL=1 this is the default run; without, the part of it that is the rule's own arbitrary.
 */
import { describe, expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import { mutants } from "../mutants/index.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";

describe.each(["EVENT", "QUEUE"])("the smallest wrong implementation of %s", (primitive) => {
  for (const mutant of mutants.filter(({ rule }) => rule.startsWith(primitive))) {
    it(`${mutant.name} is named ${mutant.rule}: ${mutant.what}`, { timeout: 0 }, async () => {
      const report = await checkConformance(mutant.adapter, isFull ? {} : { rule: mutant.rule });
      expect(report.problem).toBeUndefined();
      const found = report.rules.find(({ id }) => id === mutant.rule);
      expect(found?.verdict).toBe("fail");
      if (found?.verdict !== "fail") return;
      if (found.bulk) return expect(found.bulk.observed).not.toBe("");
      expect(found.failure.plan.steps.length).toBeLessThanOrEqual(mutant.shortest.steps.length + 1);
      expect(found.failure.token.length).toBeLessThanOrEqual(100);
    });
  }
});
