import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlanError } from "../../src/scheduler/planError.js";
import { validatePlan } from "../../src/scheduler/validatePlan.js";
import { anyPlan } from "./randomPlans.js";

const step = { do: "call", client: 0, verb: "get", gap: "quiet" };
const withStep = (changed: object): unknown => ({ config: { capacity: 1 }, steps: [step, { ...step, ...changed }] });

describe("validatePlan", () => {
  it("accepts every plan, also after it went through JSON", () => {
    fc.assert(
      fc.property(anyPlan(["get", "put"], { every: true }), (plan) => {
        expect(validatePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      }),
    );
  });

  it.each<[unknown, string]>([
    [null, "Expected the plan to be an object, got `null`"],
    [[], "Expected the plan to be an object, got `array of 0`"],
    [{ config: { capacity: 1 } }, "Expected `steps` to be an array, got `undefined`"],
    [{ steps: [] }, "Expected `config` to be an object, got `undefined`"],
    [
      { config: { capacity: -1 }, steps: [] },
      "Expected `capacity` to be null or an integer from 0 on, got `-1` in `config`",
    ],
    [
      { config: { capacity: null }, steps: [], seed: 1 },
      "Expected the plan to have only config, steps and signals, got `seed`",
    ],
    [
      { config: { capacity: 1 }, steps: [], signals: "one" },
      'Expected `signals` to be operation, client or all, got `"one"`',
    ],
    [{ config: { capacity: 1 }, steps: [7] }, "Expected `steps[0]` to be an object, got `7`"],
    [withStep({ gap: 7 }), "Expected `gap` to be quiet, 0, 1, 2, 3 or 5, got `7` in `steps[1]`"],
    [withStep({ do: "wait" }), 'Expected `do` to be call, cancel or elapse, got `"wait"` in `steps[1]`'],
    [withStep({ do: "cancel" }), "Expected `steps[1]` to have only do, client and gap, got `verb`"],
    [withStep({ client: 4 }), "Expected `client` to be an integer from 0 to 3, got `4` in `steps[1]`"],
    [withStep({ verb: 3 }), "Expected `verb` to be a string, got `3` in `steps[1]`"],
    [withStep({ variant: 3 }), "Expected `variant` to be a string, got `3` in `steps[1]`"],
    [withStep({ item: "thing" }), expect.stringContaining("Expected `item` to be object, undefined, null") as string],
    [withStep({ chained: "yes" }), 'Expected `chained` to be true or false, got `"yes"` in `steps[1]`'],
    [withStep({ aborted: 1 }), "Expected `aborted` to be true or false, got `1` in `steps[1]`"],
  ])("refuses %j", (data, sentence) => {
    let message: unknown;
    try {
      validatePlan(data);
    } catch (error) {
      expect(error).toBeInstanceOf(PlanError);
      message = (error as Error).message;
    }
    expect(message).toEqual(sentence);
  });
});
