/** What bench/precision/results.json holds, and what it comes to. */
import { rulesOf } from "../../src/properties/index.js";
import type { Alarm, Caps, ProfileRow } from "./measure.js";

/** One subject that must not be accused. */
export interface SubjectRow {
  readonly name: string;
  readonly about: string;
  readonly profile: string;
  /** Plans of all short hunts, and of all whole default runs. */
  readonly plans: number;
  readonly wholePlans: number;
  /** Runs with too many explanations to follow. */
  readonly overflows: number;
  readonly alarms: readonly Alarm[];
}

export interface PrecisionResults {
  readonly node: string;
  readonly cores: number;
  readonly minutes: number;
  readonly caps: Caps;
  readonly subjects: readonly SubjectRow[];
  readonly profiles: readonly ProfileRow[];
}

/** In how many runs the situation of a rule came up, over the subjects for which it passes. */
export interface Reach {
  readonly rule: string;
  /** Subjects. */
  readonly subjects: number;
  readonly fewest: number;
  /** The subject with the fewest. */
  readonly fewestIn: string;
  readonly middle: number;
}

/** A rule that is reached in fewer runs of a default run deserves a better arbitrary. */
export const ENOUGH_RUNS = 100;

/** Every rule that plans can reach, least reached first; bulk rules have no plans. */
export function reachOf({ profiles }: PrecisionResults): readonly Reach[] {
  const rules = [...rulesOf("event"), ...rulesOf("queue")].filter(({ bulk }) => bulk !== true);
  return rules
    .map(({ id }): Reach => {
      const own = profiles
        .flatMap(({ name, profile, situations, shouldConform }) =>
          shouldConform && id in situations ? [{ name: `${name}, ${profile}`, runs: situations[id] ?? 0 }] : [],
        )
        .sort((a, b) => a.runs - b.runs);
      const [fewest] = own;
      return {
        rule: id,
        subjects: own.length,
        fewest: fewest?.runs ?? 0,
        fewestIn: fewest?.name ?? "",
        middle: own[(own.length - 1) >> 1]?.runs ?? 0,
      };
    })
    .sort((a, b) => a.fewest - b.fewest);
}

/** Subjects that are not what they claim to be, under a profile. */
export function surprisesOf({ profiles }: PrecisionResults): readonly ProfileRow[] {
  return profiles.filter(({ shouldConform, status }) => (status === "conforms") !== shouldConform);
}
