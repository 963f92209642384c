import { expect, test } from "vitest";
import { progressText } from "../../src/cli/progressLine.js";

test("tells rule, runs per second and the time that is left", () => {
  const progress = { plans: 23_000, of: 69_000, phase: "QUEUE-17" };
  expect(progressText("my-queue", progress, 1000)).toBe(
    "my-queue  QUEUE-17  23,000 of 69,000 plans  23,000/s  2s left",
  );
});

test("tells no time before the first plan and after the last one", () => {
  expect(progressText("q", { plans: 0, of: 10, phase: "swarm" }, 0)).toBe("q  swarm  0 of 10 plans  0/s");
  expect(progressText("q", { plans: 10, of: 10, phase: "swarm" }, 1000)).toBe("q  swarm  10 of 10 plans  10/s");
});
