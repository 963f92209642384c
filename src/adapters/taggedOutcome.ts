import type { Outcome } from "../scheduler/subject.js";
import { CANCELLED, CLOSED, EMPTY, FULL, TIMED_OUT } from "./contract.js";

const OUTCOMES: ReadonlyMap<unknown, Outcome> = new Map<unknown, Outcome>([
  [FULL, { is: "full" }],
  [EMPTY, { is: "empty" }],
  [CLOSED, { is: "closed" }],
  [CANCELLED, { is: "cancelled" }],
  [TIMED_OUT, { is: "timedOut" }],
]);

/** The outcome that a tag stands for; undefined for what is no tag. */
export function taggedOutcome(answer: unknown): Outcome | undefined {
  return typeof answer === "symbol" ? OUTCOMES.get(answer) : undefined;
}
