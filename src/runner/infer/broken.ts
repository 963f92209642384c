/** What no profile explains: the subject breaks a rule whatever it claims. */
import type { Failure } from "../report.js";
import type { Profile } from "../hints/declarations.js";
import type { Observed } from "../hints/fitDeclarations.js";
import type { Seen } from "./standing.js";
import type { Weakest } from "./weakest.js";
import { isRefusedByAll, refusedByAll, witnessOf } from "./witness.js";

/** Runs by which profiles are compared that all fail. */
const FIRST = 250;
/** So many of the best of them are compared over all runs. */
const FINAL = 8;
/** Runs of which it is asked whether every profile refuses them. */
const MOST_ASKED = 200;

/** One thing that is wrong whatever is claimed. */
export interface Breach {
  readonly failure: Failure;
  /** The trace is refused under every profile that was compared, not just a trace for each. */
  readonly everywhere: boolean;
  readonly profiles: number;
}

/** Says what is wrong; null where it does not show again. None of the compared profiles explains everything. */
export async function breachOf(seen: Seen, weakest: Weakest): Promise<Breach | null> {
  const { within = () => true } = weakest;
  const ranked = await byExplained(seen, weakest);
  const [best] = ranked;
  if (!best) return null;
  const refused = (await seen.standing(best).refused()).filter(({ plan }) => within(plan));
  const shared = await sharedRun(seen, ranked, refused);
  const [first] = refused;
  const failure = shared
    ? await refusedByAll(seen, ranked, shared, within)
    : first
      ? await witnessOf(seen, best, null, first, within)
      : null;
  return failure && { failure, everywhere: shared !== null, profiles: ranked.length };
}

/** Profiles under which the subject can be run, those first that explain most; of those that do, which refuse least. */
async function byExplained(seen: Seen, { compared, within = () => true }: Weakest): Promise<readonly Profile[]> {
  const ranked: { readonly profile: Profile; readonly explained: number }[] = [];
  for (const profile of compared) {
    const standing = seen.standing(profile);
    const explained = await standing.explainedAmong(FIRST, within);
    if (standing.corpus.problem === null) ranked.push({ profile, explained });
    seen.forget([]);
  }
  ranked.sort((a, b) => b.explained - a.explained);
  const best: { readonly profile: Profile; readonly refused: number }[] = [];
  for (const { profile } of ranked.slice(0, FINAL)) {
    const refused = (await seen.standing(profile).refused()).filter(({ plan }) => within(plan)).length;
    best.push({ profile, refused });
    seen.forget([]);
  }
  best.sort((a, b) => a.refused - b.refused);
  return [...best, ...ranked.slice(FINAL)].map(({ profile }) => profile);
}

/** The first run that all of them refuse. */
async function sharedRun(
  seen: Seen,
  profiles: readonly Profile[],
  refused: readonly Observed[],
): Promise<Observed | null> {
  for (const run of refused.slice(0, MOST_ASKED)) {
    if (await isRefusedByAll(seen, profiles, run.plan)) return run;
  }
  return null;
}
