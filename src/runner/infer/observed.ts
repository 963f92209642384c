/** What is seen without comparing profiles: capacities, items, timers, how operations are cancelled; and what is declared. */
import type { AnyAdapter } from "../../adapters/contract.js";
import type { Cancellation } from "../../adapters/profiles.js";
import { EVENT_WIDTH, EventCode, Field, Manner, outcomeName } from "../../scheduler/history.js";
import type { Profile } from "../hints/declarations.js";
import type { Observed } from "../hints/fitDeclarations.js";
import type { AxisFinding, OtherValue } from "./inference.js";
import type { Look } from "./look.js";
import { said } from "./profileText.js";
import type { Seen } from "./standing.js";

const LIMITS = ["maxGetters", "maxPutters", "maxWaiters"] as const;

/** How each blocking verb of a subject is cancelled. */
export function cancellationOf(adapter: AnyAdapter, { cancellations }: Look, verbs: readonly string[]): Profile {
  const { cancellable, abortable } = cancellations;
  const ways = verbs.map((verb): [string, Cancellation] => [
    verb,
    !cancellable.includes(verb) ? "none" : abortable.includes(verb) ? "signal" : "method",
  ]);
  return { ...(adapter.profile as Profile), cancellation: Object.fromEntries(ways) };
}

/** Findings of what was seen. */
export async function seenAxes(seen: Seen, profile: Profile): Promise<readonly AxisFinding[]> {
  const { adapter, look } = seen.source;
  const corpus = seen.corpus(profile);
  const runs = await corpus.all();
  const { verbs } = corpus.bench.subject;
  return [
    ...(adapter.primitive === "queue" ? [capacityFinding(profile, look, runs)] : []),
    ...verbs.flatMap(({ name, blocking }, at) => (blocking ? [cancellationFinding(name, at, profile, runs)] : [])),
    ...(look.held ? [itemFinding(profile, look, runs)] : []),
    { ...plainFinding("wakesWithin", look.wakesWithin, runs.length), is: adapter.remote ? "declared" : "seen" },
    ...LIMITS.flatMap((limit) => (profile[limit] === undefined ? [] : [limitFinding(limit, profile[limit])])),
  ];
}

function plainFinding(axis: string, value: unknown, runs: number): AxisFinding {
  return { axis, value: said(axis, value), is: "seen", runs, others: [] };
}

function capacityFinding(
  { capacities, zero }: Profile,
  { isDeaf, taken }: Look,
  runs: readonly Observed[],
): AxisFinding {
  const sizes = Array.isArray(capacities) ? capacities : [];
  const tried = sizes.filter((size) => size !== 0 || zero !== "refused");
  const counts = tried.map((size) => runs.filter(({ plan }) => (plan.config.capacity ?? Infinity) === size).length);
  const left = taken.filter((size) => !isDeaf && capacities !== "none" && !sizes.includes(size));
  const note = [
    ...(isDeaf ? ["it behaves alike whatever maxsize it is made with"] : []),
    ...(zero === "refused" ? ["create throws for 0"] : []),
    ...(left.length > 0 ? [`made with maxsize ${left.join(" or ")} it fits no profile, so that is left out`] : []),
  ].join("; ");
  const least = counts.length === 0 ? runs.length : Math.min(...counts);
  return { ...plainFinding("capacities", capacities, least), ...(note === "" ? {} : { note }) };
}

/** Of a verb: in how many runs an operation of it was cancelled, and how such operations ended. */
function cancellationFinding(name: string, verb: number, profile: Profile, runs: readonly Observed[]): AxisFinding {
  const way = profile.cancellation?.[name] ?? "none";
  const ends = new Map<string, number>();
  let cancelled = 0;
  for (const { history } of runs) {
    const ended = endsOf(history.events, verb);
    if (ended.length > 0) cancelled++;
    for (const end of new Set(ended)) ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const told = [...ends].sort((a, b) => b[1] - a[1]).map(([end, count]) => `${end} in ${String(count)}`);
  const axis = `cancellation.${name}`;
  return {
    ...plainFinding(axis, way, cancelled),
    ...(told.length > 0 ? { note: `cancelled while it waited it ended: ${told.join(", ")}` } : {}),
  };
}

/** How the operations of a verb ended that had been asked to end. */
function endsOf(events: readonly number[], verb: number): readonly string[] {
  const asked = new Set<number>();
  const ends: string[] = [];
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const client = events[at + Field.client] ?? -1;
    if (events[at + Field.verb] !== verb) continue;
    if (events[at] === EventCode.cancel) asked.add(client);
    if (events[at] !== EventCode.settle || !asked.delete(client)) continue;
    const outcome = outcomeName(events[at + Field.outcome] ?? -1);
    ends.push(outcome === "cancelled" ? "cancelled" : `with its result (${outcome})`);
  }
  return [...ends, ...[...asked].map(() => "silently")];
}

function itemFinding(profile: Profile, { held }: Look, runs: readonly Observed[]): AxisFinding {
  const odd = runs.filter(({ history: { events } }) => {
    for (let at = 0; at < events.length; at += EVENT_WIDTH) {
      const kind = events[at];
      if ((kind === EventCode.call || kind === EventCode.now) && Manner.isOdd(events[at + Field.manner] ?? 0))
        return true;
    }
    return false;
  });
  const others = (held?.others ?? []).map(({ item, why }): OtherValue => ({
    value: JSON.stringify(item),
    is: "impossible",
    runs: 0,
    why: ITEM_WORDS[why],
  }));
  return { ...plainFinding("items", profile.items ?? [], odd.length), others };
}

const ITEM_WORDS = {
  refused: "the queue refuses it",
  "looks like nothing": "it is answered as if nothing were there",
  altered: "it does not come back as it was",
  "has a meaning": "the adapter takes it for an answer",
} as const;

function limitFinding(limit: (typeof LIMITS)[number], value: unknown): AxisFinding {
  return {
    ...plainFinding(limit, value, 0),
    is: "declared",
    note: "a limit of use cannot be observed: it is taken from the adapter",
  };
}
