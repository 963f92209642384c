/** Wrong events that were missed, or whose violation had no name. */
import { expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import { adaptEvent } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { SignalEvent } from "../subjects/signalEvent.js";

const failed = async (adapter: Parameters<typeof checkConformance>[0]): Promise<readonly string[]> => {
  const { rules, unnamed } = await checkConformance(adapter, { numRuns: 250 });
  expect(unnamed).toEqual([]);
  return rules.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
};

it("an auto-reset event that remembers three set() calls where two are declared is found", async () => {
  const event = adaptEvent("counts-one-more", () => new SignalEvent({ memory: 3 }), "contract", {
    kind: "auto-reset",
    memory: 2,
  });
  expect(await failed(event)).toEqual(["EVENT-24"]);
});

it("an event that knows no time-outs has one defect, however many wait", async () => {
  const event = adaptEvent("has-no-time", () => new ArrayEvent(), "contract", {}, { timed: true });
  expect(await failed(event)).toEqual(["EVENT-34"]);
});
