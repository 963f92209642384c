/** From the weakest profile to the strictest: axis by axis, as long as everything is explained and the claim was on trial. */
import type { AnyAdapter } from "../../adapters/contract.js";
import { validateAdapter } from "../../adapters/validateAdapter.js";
import { EVENT_WIDTH, EventCode, Field } from "../../scheduler/history.js";
import type { Profile } from "../hints/declarations.js";
import { ENOUGH_SITUATIONS } from "../verdicts.js";
import { axesOf, type Axis } from "./axes.js";
import { runKey, withProfile } from "./corpus.js";
import type { Seen, Standing } from "./standing.js";

/** Whether the adapter may say this at all. */
export function isValid(adapter: AnyAdapter, profile: Profile): boolean {
  return validateAdapter(withProfile(adapter, profile)).length === 0;
}

/**
 * The strictest profile above `weakest` that explains every run. A value is taken only where at least
 * {@link ENOUGH_SITUATIONS} runs could have shown something that it refuses.
 */
export async function strengthened(seen: Seen, weakest: Profile): Promise<Profile> {
  let profile = weakest;
  // what one axis says may show only once another one is settled: a get() that waits may end as a later one does
  for (let before: Profile | null = null; before !== profile;) {
    before = profile;
    for (const axis of inOrder(axesOf(seen.source.adapter, weakest))) {
      const isOpen = axis.loosest !== undefined && axis.of(profile) === axis.loosest;
      if (isOpen) profile = (await stricterOn(seen, axis, profile)) ?? profile;
      seen.forget([profile, weakest]);
    }
  }
  return profile;
}

/** What a set() that is cleared at once does comes before the preset: only then do presets differ in nothing else. */
function inOrder(axes: readonly Axis[]): readonly Axis[] {
  const isEarly = ({ name }: Axis): boolean => name === "clearedInTurn" || name === "releaseOrder";
  return [...axes.filter(isEarly), ...axes.filter((axis) => !isEarly(axis))];
}

/** The profile with the strictest value of one axis that was shown; undefined where none was. */
async function stricterOn(seen: Seen, axis: Axis, profile: Profile): Promise<Profile | undefined> {
  const fitting: Profile[] = [];
  for (const value of axis.values) {
    const stricter = axis.with(profile, value);
    if (value === axis.loosest || !isValid(seen.source.adapter, stricter)) continue;
    if (!(await seen.isExplainedBy(stricter))) continue;
    if ((await onTrial(seen, axis, stricter, profile)) >= ENOUGH_SITUATIONS) fitting.push(stricter);
  }
  return strictest(seen, fitting);
}

/** Of several that explain everything the one that was on trial against the others more often. */
async function strictest(seen: Seen, fitting: readonly Profile[]): Promise<Profile | undefined> {
  let best = fitting[0];
  for (const next of fitting.slice(1)) {
    if (!best) continue;
    const [mine, its] = [seen.standing(next), seen.standing(best)];
    const gained = await mine.onTrialAgainst(its);
    if (gained >= ENOUGH_SITUATIONS && gained > (await its.onTrialAgainst(mine))) best = next;
  }
  return best;
}

/** In how many runs the stricter profile could have been refuted while the looser one could not. */
export async function onTrial(seen: Seen, axis: Axis, strict: Profile, loose: Profile): Promise<number> {
  const standing = seen.standing(strict);
  if (runKey(strict) === runKey(loose)) return standing.onTrialAgainst(seen.standing(loose));
  return axis.answers === undefined ? 0 : answered(standing, axis.answers);
}

/** In how many runs a verb came back with an answer that is read now. */
async function answered({ corpus }: Standing, verb: string): Promise<number> {
  const index = corpus.bench.subject.verbs.findIndex(({ name }) => name === verb);
  const isAnswer = (events: readonly number[], at: number): boolean =>
    (events[at] === EventCode.now || events[at] === EventCode.settle) && events[at + Field.verb] === index;
  let runs = 0;
  for (const { history } of await corpus.all()) {
    const { events } = history;
    for (let at = 0; at < events.length; at += EVENT_WIDTH) {
      if (!isAnswer(events, at)) continue;
      runs++;
      break;
    }
  }
  return runs;
}
