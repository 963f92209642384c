/** Where `close` is said to be blocking: whether it waits. */
import { EVENT_WIDTH, EventCode, Field } from "../../scheduler/history.js";
import { OutcomeCode } from "../../scheduler/subject.js";
import type { Workbench } from "../workbench.js";

/** A sentence where close() returns though an item that is to be drained is still inside. */
export async function closingHints(bench: Workbench): Promise<readonly string[]> {
  const { adapter, abilities } = bench;
  if (adapter.primitive !== "queue" || adapter.profile.closing !== "blocking") return [];
  if (adapter.profile.close?.["close"]?.items === "discarded") return [];
  const config = bench.space.configs.find(({ capacity }) => capacity !== 0);
  if (!config) return [];
  const { events } = await bench.run({
    config,
    steps: [
      { do: "call", client: 0, verb: abilities.has("putNowait") ? "putNowait" : "put", gap: "quiet" },
      { do: "call", client: 3, verb: "close", gap: "quiet" },
    ],
  });
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    if (events[at] !== EventCode.settle || events[at + Field.step] !== 1) continue;
    if (events[at + Field.outcome] !== OutcomeCode.ok) continue;
    return [
      "`profile.closing` says `blocking`, but `close` returns while an item is still inside, which fits `immediate`: is " +
        "the declaration wrong, or the subject? (Where it answers a promise all the same: `close: (q) => void q.close()`.)",
    ];
  }
  return [];
}
