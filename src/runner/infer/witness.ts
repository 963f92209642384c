/** The smallest run that shows why a profile is not the subject's. */
import type { Plan } from "../../scheduler/plan.js";
import { describeFailure } from "../failure.js";
import type { Profile } from "../hints/declarations.js";
import type { Observed } from "../hints/fitDeclarations.js";
import { minimize } from "../minimize.js";
import type { Failure } from "../report.js";
import { sameTwice } from "../smoke.js";
import { Trials } from "../trials.js";
import { benchOf, runKey } from "./corpus.js";
import type { Seen, Standing } from "./standing.js";

/** Where a report says that a plan comes from. */
export const INFER = "infer";

/** Profiles that are run in the same way share each run. */
async function agree(standings: readonly Standing[], plan: Plan, is: string): Promise<boolean> {
  const histories = new Map<string, Observed>();
  for (const standing of standings) {
    const key = runKey(standing.profile);
    let run = histories.get(key);
    if (!run) histories.set(key, (run = { plan, history: await standing.corpus.bench.run(plan) }));
    if (standing.compare(run).is !== is) return false;
  }
  return true;
}

/**
 * The smallest plan found that `refusing` refuses and `explaining` explains, as a failure under `refusing`; null where
 * there is none any more when it runs under full observation.
 */
export async function witnessOf(
  seen: Seen,
  refusing: Profile,
  explaining: Profile | null,
  run: Observed,
  within: (plan: Plan) => boolean = () => true,
): Promise<Failure | null> {
  const other = explaining ? [seen.standing(explaining)] : [];
  const standing = seen.standing(refusing);
  const shows = async (plan: Plan): Promise<boolean> =>
    within(plan) && (await agree([standing], plan, "contradicts")) && (await agree(other, plan, "conforms"));
  return shrunk(seen, standing, run.plan, shows);
}

/** The smallest plan found, of those within, that every one of these profiles refuses, as a failure under the first. */
export async function refusedByAll(
  seen: Seen,
  profiles: readonly Profile[],
  run: Observed,
  within: (plan: Plan) => boolean,
): Promise<Failure | null> {
  const [first] = profiles;
  if (!first) return null;
  const standings = profiles.map((profile) => seen.standing(profile)).filter(({ corpus }) => corpus.problem === null);
  return shrunk(
    seen,
    seen.standing(first),
    run.plan,
    async (plan) => within(plan) && agree(standings, plan, "contradicts"),
  );
}

/** Whether every one of these profiles refuses a plan. */
export async function isRefusedByAll(seen: Seen, profiles: readonly Profile[], plan: Plan): Promise<boolean> {
  const standings = profiles.map((profile) => seen.standing(profile)).filter(({ corpus }) => corpus.problem === null);
  return agree(standings, plan, "contradicts");
}

async function shrunk(
  seen: Seen,
  standing: Standing,
  plan: Plan,
  shows: (plan: Plan) => Promise<boolean>,
): Promise<Failure | null> {
  const bench = benchOf(seen.source, standing.profile);
  const smallest = await minimize(plan, new Trials(plan, bench.space, shows));
  const history = await sameTwice(bench, smallest);
  const allowing = [...new Set(seen.allowances.map(({ rule }) => rule))].sort();
  return describeFailure(bench, smallest, history, { foundBy: INFER, allowing });
}
