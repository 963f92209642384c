/** What scripts/precision.mjs needs, built into one file. */
import { profileRows, shortHunts, wholeRun, type ProfileRow, type ShortHunts, type WholeRun } from "./measure.js";
import { precisionSubjects } from "./subjects.js";

export { CAPS, PROFILE_TASKS } from "./measure.js";
export { precisionPage } from "./page.js";
export { ENOUGH_RUNS, reachOf, surprisesOf } from "./results.js";

/** Names of the subjects, with what they are and their profiles. */
export const SUBJECTS: readonly { readonly name: string; readonly about: string; readonly profile: string }[] =
  precisionSubjects.map(({ name, about, adapter }) => ({ name, about, profile: adapter.profile.name }));

/** One piece of work for one process. */
export type Task =
  | {
      readonly do: "short";
      readonly index: number;
      readonly first: number;
      readonly count: number;
      readonly plans: number;
    }
  | { readonly do: "whole"; readonly index: number; readonly seed: number }
  | { readonly do: "profiles"; readonly index: number };

/** Does it. */
export async function work(task: Task): Promise<ShortHunts | WholeRun | readonly ProfileRow[]> {
  if (task.do === "short") return shortHunts(task.index, task.first, task.count, task.plans);
  if (task.do === "whole") return wholeRun(task.index, task.seed);
  return profileRows(task.index);
}
