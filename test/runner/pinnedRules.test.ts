/** An adapter that pins a rule set is not failed by rules that came later. */
import { describe, expect, it } from "vitest";
import { RULE_SETS, type RuleSet } from "../../src/properties/ruleSets.js";
import { rulesOf } from "../../src/properties/index.js";
import { checkConformance } from "../../src/runner/check.js";
import { UsageError } from "../../src/runner/options.js";
import { pinned, whyPinnedOut } from "../../src/runner/pinnedRules.js";
import { lostWakeup } from "../report/samples.js";
import { correctSubjects } from "../subjects/index.js";

const adapter = correctSubjects[0]?.adapter;
if (!adapter) throw new Error("there is no correct subject");
const later = RULE_SETS.at(-1) as RuleSet;
/** A rule of a set that no release has yet: later than every known one is what is left to compare with. */
const newer = { id: "QUEUE-17", since: "next" as unknown as RuleSet };

describe("a pinned rule set", () => {
  it("leaves failures of its own rules where they are, and takes those of newer ones out of the verdict", () => {
    const rules = [{ id: "QUEUE-16" }, { id: "QUEUE-17" }];
    expect(pinned([lostWakeup], rules, later)).toEqual({ deciding: [lostWakeup], newer: [] });
    // a set that is not in the list stands before all: with the pin behind it, this rule is the newer one
    const order = [{ id: "QUEUE-17", since: later }];
    expect(pinned([lostWakeup], order, null)).toEqual({ deciding: [lostWakeup], newer: [] });
    expect(pinned([lostWakeup], order, newer.since)).toEqual({ deciding: [], newer: [lostWakeup] });
  });

  it("says why a newer rule does not apply", () => {
    expect(whyPinnedOut({}, later)).toBeNull();
    expect(whyPinnedOut({ since: later }, newer.since)).toMatch(/newer than rule set/);
  });

  it("is told in the report, whether the adapter or the options say it", async () => {
    const options = { numRuns: 1, rule: rulesOf(adapter.primitive)[0]?.id ?? "" };
    expect((await checkConformance({ ...adapter, rules: "1" }, options)).ruleSet).toBe("1");
    expect((await checkConformance(adapter, { ...options, ruleSet: "1" })).ruleSet).toBe("1");
    expect((await checkConformance(adapter, options)).ruleSet).toBeUndefined();
  });

  it("that does not exist is an adapter error or a usage error, with those that do", async () => {
    const report = await checkConformance({ ...adapter, rules: "9" });
    expect(report.status).toBe("adapter error");
    expect(report.problem).toMatch(/`rules` to be `1`.*got `9`/);
    await expect(checkConformance(adapter, { ruleSet: "9" })).rejects.toThrow(UsageError);
  });
});
