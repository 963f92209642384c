/** What is to be said of each axis, once the strictest profile is found. */
import type { AxisFinding, OtherValue } from "./inference.js";
import type { Profile } from "../hints/declarations.js";
import { ENOUGH_SITUATIONS } from "../verdicts.js";
import { axesOf, loosely, type Axis } from "./axes.js";
import { runKey } from "./corpus.js";
import { said } from "./profileText.js";
import type { Seen } from "./standing.js";
import { isValid, onTrial } from "./strengthen.js";
import { witnessOf } from "./witness.js";

/** Findings of every axis on which profiles were compared. */
export async function comparedAxes(seen: Seen, profile: Profile): Promise<readonly AxisFinding[]> {
  const findings: AxisFinding[] = [];
  for (const axis of axesOf(seen.source.adapter, profile)) {
    const others: OtherValue[] = [];
    for (const value of axis.values) {
      if (value !== axis.of(profile)) others.push(await otherValue(seen, axis, profile, value));
      seen.forget([profile]);
    }
    findings.push(findingOf(axis, profile, others));
  }
  return findings;
}

function findingOf(axis: Axis, profile: Profile, others: readonly OtherValue[]): AxisFinding {
  const value = said(axis.name, axis.of(profile));
  const isLoosest = axis.of(profile) === axis.loosest;
  const isOpen = others.some(({ is }) => is === "fits too");
  // what a stricter value refuses has not happened; where no value is looser, each other one has to be refused by itself
  const looser = others.filter(({ is }) => is === "looser");
  const counted = looser.length > 0 ? looser : others.filter(({ is }) => is === "refused");
  const runs = isLoosest || counted.length === 0 ? 0 : Math.min(...counted.map((other) => other.runs ?? 0));
  return { axis: axis.name, value, is: isOpen ? "open" : isLoosest ? "loosest" : "shown", runs, others };
}

async function otherValue(seen: Seen, axis: Axis, found: Profile, value: unknown): Promise<OtherValue> {
  const { adapter } = seen.source;
  const text = said(axis.name, value);
  const impossible = (why: string): OtherValue => ({ value: text, is: "impossible", why });
  const other = [axis.with(found, value), loosely(found, axis, value)].find((profile) => isValid(adapter, profile));
  if (!other) return impossible("it goes with none of what was found beside it");
  const standing = seen.standing(other);
  const first = await standing.firstRefused();
  const { problem } = standing.corpus;
  if (problem !== null) return impossible(problem);
  if (first) {
    if (!isWitnessed(axis, found)) return { value: text, is: "refused" };
    const { length: runs } = await standing.refused();
    const witness = await witnessOf(seen, other, found, first);
    return { value: text, is: "refused", runs, ...(witness ? { witness } : {}) };
  }
  const isSized = axis.name === "name" && runKey(other) !== runKey(found);
  if (isSized) return impossible("it has no rendezvous; what was seen at other capacities it explains");
  const runs = await onTrial(seen, axis, found, other);
  if (runs >= ENOUGH_SITUATIONS) return { value: text, is: "looser", runs };
  // equal as far as was seen, or one that claims more than was shown
  return { value: text, is: "fits too", runs: value === axis.loosest ? runs : await onTrial(seen, axis, other, found) };
}

/** Answers of a closed queue differ so plainly that no trace is needed, but where none of them fits. */
function isWitnessed(axis: Axis, found: Profile): boolean {
  return !axis.name.startsWith("close.") || axis.loosest === undefined || axis.of(found) === axis.loosest;
}
