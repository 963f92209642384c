/** Does cancelling work in the way that is declared or found? */
import type { Cancellation } from "../../adapters/profiles.js";
import { EVENT_WIDTH, EventCode, Field, outcomeName, type History } from "../../scheduler/history.js";
import type { Config, Step } from "../../scheduler/plan.js";
import type { Cancellations, Workbench } from "../workbench.js";

/** Sentences about verbs that are not cancelled as their adapter says. */
export async function cancellationHints(bench: Workbench, seen: Cancellations): Promise<readonly string[]> {
  const hints: string[] = [];
  for (const { name, blocking, cancellable } of bench.subject.verbs) {
    if (!blocking) continue;
    const declared = bench.adapter.profile.cancellation?.[name];
    const wrong = wrongWay(name, declared, wayOf(name, seen));
    if (wrong !== null) hints.push(wrong);
    else if (cancellable) hints.push(...(await endingHints(bench, name)));
  }
  return hints;
}

/** How the verb lets itself be cancelled, as the first calls showed. */
function wayOf(verb: string, { cancellable, abortable }: Cancellations): Cancellation {
  if (!cancellable.includes(verb)) return "none";
  return abortable.includes(verb) ? "signal" : "method";
}

const SHOWN: Readonly<Record<Cancellation, (verb: string) => string>> = {
  signal: (verb) => `\`${verb}\` reads \`signal\``,
  method: (verb) => `\`${verb}\` answers an operation with \`cancel\``,
  none: (verb) => `\`${verb}\` neither reads \`signal\` nor answers an operation with \`cancel\``,
};

function wrongWay(verb: string, declared: Cancellation | undefined, shown: Cancellation): string | null {
  if (declared === undefined || declared === shown) return null;
  return (
    `\`profile.cancellation.${verb}\` says \`${declared}\`, but ${SHOWN[shown](verb)}, which fits \`${shown}\`: ` +
    "is the declaration wrong, or the adapter?"
  );
}

/** Parks a call of the verb, cancels it, and looks how it ends. */
async function endingHints(bench: Workbench, verb: string): Promise<readonly string[]> {
  const parked = parkedCall(bench, verb);
  if (parked === null) return [];
  const { config, before, call } = parked;
  const cancel: Step = { do: "cancel", client: call.client, gap: "quiet" };
  const history = await bench.run({ config, steps: [...before, call, cancel] });
  const step = before.length;
  const { cancelled, ended } = endOf(history, step);
  if (cancelled === null) return [];
  const how = `A cancelled \`${verb}\``;
  if (ended === null) {
    if (cancelled.isSilent) return [];
    return [
      `${how} does not end: if nothing cancels it, say \`none\` in \`profile.cancellation.${verb}\`; if it never settles, ` +
        "answer an operation with `silent: true`",
    ];
  }
  const { is, detail } = ended;
  if (is === "error") {
    return [`${how} ends with ${detail}: if that means cancelled, name it in \`outcomes.thrown.cancelled\``];
  }
  if (is === "foreign") {
    return [`${how} answers ${detail}: if that means cancelled, answer CANCELLED for it in \`outcomes.${verb}\``];
  }
  return [];
}

/** A call that waits until it is cancelled. */
export interface Parked {
  readonly config: Config;
  readonly before: readonly Step[];
  readonly call: Step & { readonly do: "call" };
}

/** A call that waits, and what has to come before it; null for verbs that nobody can make wait so simply. */
export function parkedCall(bench: Workbench, verb: string): Parked | null {
  const { actions, configs } = bench.space;
  const action = actions.find((one) => one.do === "call" && one.verb === verb && one.variant === undefined);
  if (action?.do !== "call") return null;
  const [client = 0, next = client] = action.clients;
  const call = { do: "call", client, verb, gap: "quiet" } as const;
  const [any] = configs;
  if (!any || verb === "join" || verb === "close") return null;
  if (verb !== "put") return { config: any, before: [], call };
  const full = configs.find(({ capacity }) => capacity !== null && capacity <= 1);
  if (!full) return null;
  const before = full.capacity === 0 ? [] : [bench.abilities.has("putNowait") ? fill(next) : { ...call, client: next }];
  return { config: full, before, call };

  function fill(by: number): Step {
    return { do: "call", client: by, verb: "putNowait", gap: "quiet" };
  }
}

interface End {
  readonly cancelled: { readonly isSilent: boolean } | null;
  readonly ended: { readonly is: string; readonly detail: string } | null;
}

/** Whether the call of a step was cancelled while it waited, and how it ended. */
function endOf({ events, details }: History, step: number): End {
  let cancelled: End["cancelled"] = null;
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    if (events[at] === EventCode.cancel) cancelled = { isSilent: events[at + Field.item] === 1 };
    if (events[at] !== EventCode.settle || events[at + Field.step] !== step) continue;
    const detail = details.get(at / EVENT_WIDTH) ?? "something";
    return { cancelled, ended: { is: outcomeName(events[at + Field.outcome] ?? -1), detail } };
  }
  return { cancelled, ended: null };
}
