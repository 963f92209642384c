/** Does a verb that has to wait answer a promise? A function that forgets to return it answers nothing, which means done. */
import { runOn } from "../runOn.js";
import { WatchedCalls } from "../watchedCalls.js";
import type { Config, Step } from "../../scheduler/plan.js";
import type { Workbench } from "../workbench.js";

/** Sentences about verbs that answer nothing where they have to wait. */
export async function answerHints(bench: Workbench): Promise<readonly string[]> {
  const { adapter, subject, host } = bench;
  if (adapter.remote) return [];
  const silent: string[] = [];
  for (const { config, verb, times } of waitingCalls(bench)) {
    const watched = new WatchedCalls(subject);
    const call: Step = { do: "call", client: 0, verb, gap: "quiet" };
    const plan = { config, steps: new Array<Step>(times).fill(call) };
    bench.onPlan(plan);
    await runOn(adapter, watched.subject, plan, host);
    if (watched.withoutAnswer.has(verb)) silent.push(verb);
  }
  return silent.map(
    (verb) =>
      `\`${verb}\` answers nothing where it has to wait, so that it seems to be done at once: does its function return ` +
      "what the subject answers? An arrow function in braces returns nothing of itself",
  );
}

/** How often a verb is called on a fresh subject until it has to wait. */
interface WaitingCall {
  readonly config: Config;
  readonly verb: string;
  readonly times: number;
}

function waitingCalls({ adapter, subject, space }: Workbench): readonly WaitingCall[] {
  const [first] = space.configs;
  const has = (name: string): boolean => subject.verbs.some((verb) => verb.name === name && verb.blocking);
  if (adapter.primitive === "event") return first && has("wait") ? [{ config: first, verb: "wait", times: 1 }] : [];
  const calls: WaitingCall[] = first && has("get") ? [{ config: first, verb: "get", times: 1 }] : [];
  const { overflow = "wait", putSettles = "stored" } = adapter.profile;
  const bounded = space.configs.find(({ capacity }) => capacity !== null && capacity > 0 && Number.isFinite(capacity));
  if (!bounded || !has("put") || overflow !== "wait" || putSettles !== "stored") return calls;
  return [...calls, { config: bounded, verb: "put", times: (bounded.capacity ?? 0) + 1 }];
}
