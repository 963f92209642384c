/** How cancelled operations end, and who wins when one is cancelled that was woken already. */
import type { AnyAdapter } from "../../adapters/contract.js";
import { EVENT_WIDTH, EventCode, Field, outcomeName, type History } from "../../scheduler/history.js";
import { GAPS, type Gap, type Step } from "../../scheduler/plan.js";
import type { Profile } from "../hints/declarations.js";
import { parkedCall, type Parked } from "../hints/cancellationHints.js";
import type { Workbench } from "../workbench.js";
import { benchOf } from "./corpus.js";
import type { Cancelling } from "./inference.js";
import type { Seen } from "./standing.js";

/** What wakes an operation of a verb, the first that the subject has. */
const WAKERS: Readonly<Record<string, readonly string[]>> = {
  get: ["putNowait", "put"],
  put: ["getNowait", "get"],
  wait: ["set"],
};

/** Parks an operation of the verb and cancels it; then once more, after something has woken it. */
export async function cancellingOf(seen: Seen, profile: Profile, verb: string): Promise<Cancelling | null> {
  const bench = benchOf(seen.source, profile);
  const parked = parkedCall(bench, verb);
  if (!parked) return null;
  return { ends: await endingOf(seen, profile, parked), wins: await racesOf(bench, parked) };
}

const cancelOf = ({ call }: Parked): Step => ({ do: "cancel", client: call.client, gap: "quiet" });

/** The outcome of the parked call; null where it stays pending. */
function outcomeOf({ events }: History, step: number): string | null {
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    if (events[at] !== EventCode.settle || events[at + Field.step] !== step) continue;
    return outcomeName(events[at + Field.outcome] ?? -1);
  }
  return null;
}

async function racesOf(bench: Workbench, parked: Parked): Promise<Cancelling["wins"]> {
  const { config, before, call } = parked;
  const waker = WAKERS[call.verb]?.find((verb) => bench.subject.verbs.some(({ name }) => name === verb));
  const action = bench.space.actions.find((one) => one.do === "call" && one.verb === waker);
  const client = action?.do === "call" ? action.clients.findLast((other) => other !== call.client) : undefined;
  if (waker === undefined || client === undefined) return [];
  const wins: { readonly gap: Gap; readonly cancelled: boolean }[] = [];
  for (const gap of GAPS) {
    if (gap === "quiet") continue;
    const wake: Step = { do: "call", client, verb: waker, gap };
    const history = await bench.run({ config, steps: [...before, call, wake, cancelOf(parked)] });
    const outcome = outcomeOf(history, before.length);
    if (outcome !== null) wins.push({ gap, cancelled: outcome === "cancelled" });
  }
  return wins;
}

/** Runs the plan with a verb whose promise is looked at. */
async function endingOf({ source }: Seen, profile: Profile, parked: Parked): Promise<Cancelling["ends"]> {
  const { config, before, call } = parked;
  const { adapter } = source;
  if (adapter.remote) return null;
  const watched = new WatchedAnswers(adapter, call.verb);
  const bench = benchOf({ ...source, adapter: watched.adapter }, profile);
  const history = await bench.run({ config, steps: [...before, call, cancelOf(parked)] });
  const outcome = outcomeOf(history, before.length);
  if (outcome === null) return watched.isSilent ? "silent" : null;
  return outcome === "cancelled" ? (watched.ends.at(-1) ?? null) : null;
}

/** An adapter one of whose verbs is watched: how do its promises end? */
class WatchedAnswers {
  readonly adapter: AnyAdapter;
  readonly ends: ("rejected" | "resolved")[] = [];
  isSilent = false;

  constructor(adapter: AnyAdapter, verb: string) {
    type Call = (...args: readonly unknown[]) => unknown;
    const call = (adapter as unknown as Readonly<Record<string, Call>>)[verb];
    const watched: Call = (...args) => {
      const answer = call?.(...args);
      this.#watch(answer);
      return answer;
    };
    this.adapter = { ...adapter, [verb]: watched } as AnyAdapter;
  }

  #watch(answer: unknown): void {
    if (typeof answer !== "object" || answer === null) return;
    const { promise, silent } = answer as { readonly promise?: unknown; readonly silent?: unknown };
    this.isSilent ||= silent === true;
    // only of a promise: whoever asks another thenable may set it going
    for (const one of [answer, promise]) {
      if (!(one instanceof Promise)) continue;
      one.then(
        () => this.ends.push("resolved"),
        () => this.ends.push("rejected"),
      );
    }
  }
}
