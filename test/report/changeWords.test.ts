import { expect, test } from "vitest";
import { changeWords } from "../../src/report/changeWords.js";
import { shortestWords } from "../../src/report/shortestWords.js";
import { runOf } from "../../src/report/trace.js";
import * as samples from "./samples.js";

const race = runOf(samples.lostWakeup);

test.each([
  [{ is: "gap", step: 2, from: 0, to: 1 }, "step 4 comes 1 turn after 3 instead of in the same turn"],
  [{ is: "gap", step: 2, from: 0, to: "quiet" }, "step 4 comes after quiet instead of in the same turn as 3"],
  [{ is: "gap", step: 2, from: 1, to: 0 }, "step 4 comes in the same turn as 3 instead of 1 turn"],
  [{ is: "gap", step: 2, from: 1, to: "quiet" }, "step 4 comes after quiet instead of 1 turn after 3"],
  [{ is: "gap", step: 0, from: "quiet", to: 0 }, "step 2 comes in the same turn as 1 instead of after quiet"],
  [{ is: "gap", step: 0, from: "quiet", to: 5 }, "step 2 comes 5 turns after 1 instead of after quiet"],
  [{ is: "order", step: 2 }, "step 4 comes before step 3"],
  [{ is: "without", step: 2 }, "step 3, the cancel, is left out"],
] as const)("tells the change %o", (change, words) => {
  expect(changeWords(race, change)).toBe(words);
});

test("does not say which step comes next where clients issue steps of their own", () => {
  const change = { is: "gap", step: 1, from: 0, to: 1 } as const;
  expect(changeWords(runOf(samples.backlog), change)).toBe("step 2 is followed by 1 turn instead of the same turn");
});

test.each([
  [
    { steps: 3, clients: 3, gaps: ["quiet", 0], plans: 1_612 },
    [],
    "no shorter plan fails: all 1,612 plain plans of up to 3 steps with gaps quiet/0, up to 3 waiting clients, were tried",
  ],
  [
    { steps: 1, clients: 1, gaps: ["quiet", 0, 1, 2], cancels: 1, plans: 1 },
    ["QUEUE-04"],
    "no shorter plan fails, but for QUEUE-04: the only plain plan of up to 1 step with gaps quiet/0/1/2, up to 1 waiting " +
      "client, up to 1 cancel, was tried",
  ],
] as const)("claims of %o no more than was tried", (shortest, allowing, words) => {
  expect(shortestWords(shortest, allowing)).toBe(words);
});
