/**
 * Plans in which a blocking verb is likely to have to wait. Some subjects show how an operation is cancelled only where it
 * waits: they read its signal there, or answer an operation with `cancel` instead of a plain promise.
 */
import type { Config, Plan, Step } from "../scheduler/plan.js";
import type { Verb } from "../scheduler/subject.js";

/** What a plan fills at most, so that one more put() waits. */
const MOST_ROOM = 8;

/** Who calls the verb, and who calls another one before. */
const CALLER = 0;
const OTHER = 1;

/**
 * The verb alone, once and again until what it fills is full, and behind each of the others: a get() waits where nothing is
 * inside, a put() where no room is, a join() or close() where something is.
 *
 * @param verbs - all that the subject has
 * @param variant - of the verb; undefined is the plain one
 * @param config - a configuration with little room
 * @param room - how many items that has room for, in the model
 */
export function waysToWait(
  verbs: readonly Verb[],
  verb: Verb,
  variant: string | undefined,
  config: Config,
  room: number,
): readonly Plan[] {
  const call = (name: string, client: number): Step => ({ do: "call", client, verb: name, gap: "quiet" });
  const asked: Step = { ...call(verb.name, CALLER), ...(variant === undefined ? {} : { variant }) } as Step;
  const times = verb.takesItem && room <= MOST_ROOM ? room + 1 : 1;
  const alone = Array.from({ length: times }, () => asked);
  const others = verbs.filter(({ name }) => name !== verb.name);
  return [alone, ...others.map(({ name }) => [call(name, OTHER), asked])].map((steps) => ({ config, steps }));
}
