/** A check that is ended early reports what it has found, and passes nothing that it has not searched to the end. */
import { expect, it } from "vitest";
import { checkConformance } from "../../src/runner/check.js";
import { mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";

/** Aborts when so many plans have begun. */
function after(count: number): { readonly signal: AbortSignal; readonly onPlan: () => void } {
  const controller = new AbortController();
  let plans = 0;
  return { signal: controller.signal, onPlan: () => void (++plans === count && controller.abort()) };
}

it("says of every rule that was not reached that the check was interrupted", async () => {
  const adapter = correctSubjects[0]?.adapter;
  if (!adapter) throw new Error("there is no correct subject");
  const report = await checkConformance(adapter, after(3_000));
  expect(report.stopped).toBe("the check was interrupted");
  expect(report.plans).toBeLessThan(3_100);
  expect(new Set(report.rules.map(({ verdict }) => verdict))).toEqual(new Set(["inconclusive", "not applicable"]));
  expect(report.status).toBe("nothing checked");
});

it("keeps what was found before", async () => {
  const mutant = mutants.find(({ rule }) => rule === "QUEUE-17");
  if (!mutant) throw new Error("QUEUE-17 has no mutant");
  const report = await checkConformance(mutant.adapter, after(20_000));
  expect(report.stopped).toBe("the check was interrupted");
  expect(report.rules.find(({ id }) => id === "QUEUE-17")?.verdict).toBe("fail");
});

it("cuts nothing off where all was done", async () => {
  const adapter = correctSubjects[0]?.adapter;
  if (!adapter) throw new Error("there is no correct subject");
  const controller = new AbortController();
  const options = { numRuns: 5 };
  const whole = await checkConformance(adapter, options);
  const { stopped } = await checkConformance(adapter, {
    ...options,
    signal: controller.signal,
    onProgress: ({ plans, of }) => {
      if (plans >= of) controller.abort();
    },
  });
  expect(whole.stopped).toBeUndefined();
  expect(stopped).toBeUndefined();
});
