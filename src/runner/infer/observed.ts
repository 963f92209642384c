/** What is seen without comparing profiles: capacities, items, timers, how operations are cancelled; and what is declared. */
import type { AnyAdapter } from "../../adapters/contract.js";
import type { Cancellation } from "../../adapters/profiles.js";
import { EVENT_WIDTH, EventCode, Field, Manner } from "../../scheduler/history.js";
import type { Profile } from "../hints/declarations.js";
import type { Observed } from "../hints/fitDeclarations.js";
import { cancellingOf } from "./cancelling.js";
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
  // what is not seen from here is taken over
  const known = adapter.remote ? ({ is: "declared" } as const) : {};
  const cancellations: AxisFinding[] = [];
  for (const [at, { name, blocking }] of verbs.entries()) {
    if (blocking) cancellations.push(await cancellationFinding(seen, name, at, profile, runs));
  }
  return [
    ...(adapter.primitive === "queue" ? [capacityFinding(profile, look, runs)] : []),
    ...cancellations,
    ...(look.held ? [{ ...itemFinding(profile, look, runs), ...known }] : []),
    { ...plainFinding("wakesWithin", look.wakesWithin, runs.length), ...known },
    ...LIMITS.flatMap((limit) => (profile[limit] === undefined ? [] : [limitFinding(limit, profile[limit])])),
  ];
}

function plainFinding(axis: string, value: unknown, runs: number): AxisFinding {
  return { axis, value: said(axis, value), is: "seen", runs, others: [] };
}

function capacityFinding(
  { capacities, zero }: Profile,
  { isDeaf, isDeclared, taken }: Look,
  runs: readonly Observed[],
): AxisFinding {
  const sizes = Array.isArray(capacities) ? capacities : [];
  const tried = sizes.filter((size) => size !== 0 || zero !== "refused");
  const counts = tried.map((size) => runs.filter(({ plan }) => (plan.config.capacity ?? Infinity) === size).length);
  const left = taken.filter((size) => !isDeaf && capacities !== "none" && !sizes.includes(size));
  const note = [
    ...(isDeclared ? ["as declared: no others were tried"] : []),
    ...(isDeaf ? ["it behaves alike whatever maxsize it is made with"] : []),
    ...(zero === "refused" ? ["create throws for 0"] : []),
    ...(left.length > 0 ? [`made with maxsize ${left.join(" or ")} it fits no profile, so that is left out`] : []),
  ].join("; ");
  const least = counts.length === 0 ? runs.length : Math.min(...counts);
  return { ...plainFinding("capacities", capacities, least), ...(note === "" ? {} : { note }) };
}

/** Of a verb: in how many runs an outstanding operation of it was asked to end, and what became of such operations. */
async function cancellationFinding(
  seen: Seen,
  name: string,
  verb: number,
  profile: Profile,
  runs: readonly Observed[],
): Promise<AxisFinding> {
  const way = profile.cancellation?.[name] ?? "none";
  const asked = runs.filter(({ history: { events } }) => isAskedToEnd(events, verb)).length;
  const finding = plainFinding(`cancellation.${name}`, way, asked);
  const cancelling = way === "none" ? null : await cancellingOf(seen, profile, name);
  return cancelling ? { ...finding, cancelling } : finding;
}

function isAskedToEnd(events: readonly number[], verb: number): boolean {
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    if (events[at] === EventCode.cancel && events[at + Field.verb] === verb) return true;
  }
  return false;
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
  "breaks a rule": "it breaks a rule",
  "has a meaning": "the adapter takes it for an answer",
} as const;

function limitFinding(limit: (typeof LIMITS)[number], value: unknown): AxisFinding {
  return {
    ...plainFinding(limit, value, 0),
    is: "declared",
    note: "a limit of use cannot be observed: it is taken from the adapter",
  };
}
