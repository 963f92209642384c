/** What is wrong in a run, as conditions on the outcomes of its operations: what a script has to look at. */
import type { AllowedOutcome } from "../runner/report.js";
import type { Outcome } from "../scheduler/subject.js";
import type { Run } from "../report/trace.js";
import { NotWritten } from "./printer.js";

/** An operation, by its step, or an observer, by its name, with an outcome. */
export interface Claim {
  readonly step: number;
  readonly observer?: string;
  readonly outcome: Outcome | "pending" | number;
}

/** A failure: `when` all of these hold, one of `must` has to hold, and none does. */
export interface Finding {
  /** What the subject did where it had a choice: without it something else is right. */
  readonly when: readonly Claim[];
  readonly must: readonly Claim[];
}

/**
 * Reads a finding off a run that the model contradicts.
 *
 * @param allowed - what the model allows at each event; where an operation settles also how others could have settled
 * @param wanted - what is worth telling of what it allows at the contradiction
 */
export function findingOf(
  run: Run,
  allowed: readonly (readonly AllowedOutcome[])[],
  wanted: readonly AllowedOutcome[],
): Finding {
  const must = wanted.map(({ step, verb, outcome }): Claim =>
    step === -1 ? { step, observer: verb, outcome } : { step, outcome },
  );
  if (must.length === 0) throw new NotWritten("the model names no outcome that would have been right");
  const when = run.history.events.slice(0, run.contradictedAt).flatMap((event, at): Claim[] => {
    const { kind, step = -1, outcome } = event;
    if ((kind !== "settle" && kind !== "now") || outcome === undefined) return [];
    return hadChoice(step, outcome, allowed[at] ?? []) ? [{ step, outcome }] : [];
  });
  return { when, must };
}

/** Whether the model would have allowed something else: another outcome, or the same item for another operation. */
function hadChoice(step: number, outcome: Outcome, allowed: readonly AllowedOutcome[]): boolean {
  return allowed.some((one) =>
    one.step === step ? !isSame(one.outcome, outcome) : outcome.is === "item" && isSame(one.outcome, outcome),
  );
}

function isSame(one: AllowedOutcome["outcome"], other: Outcome): boolean {
  return typeof one === "object" && one.is === other.is && one.item === other.item;
}

/** What a claim is about: the kind of an outcome, `pending`, or what an observer answers. */
export function kindOf({ outcome }: Claim): string {
  return typeof outcome === "object" ? outcome.is : String(outcome);
}
