/** Masking: a rule whose smallest wrong history is accepted with the allowed faults cannot be seen to hold. */
import { smallestWrong } from "../properties/smallestWrong.js";
import type { Workbench } from "./workbench.js";

/** The allowed faults that hide breaches of a rule: empty when none does. */
export function maskedBy(bench: Workbench, rule: string, allowed: readonly string[]): readonly string[] {
  if (allowed.length === 0) return [];
  const { name } = bench.adapter.profile;
  const wrong = smallestWrong(rule, name);
  if (!wrong) return [];
  const judge = bench.judgeOf(wrong);
  const hides = (faults: readonly string[]): boolean => judge.accepts(wrong.events, faults);
  const alone = allowed.filter((fault) => hides([fault]));
  if (alone.length > 0) return alone;
  return hides(allowed) ? allowed : [];
}
