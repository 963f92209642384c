/**
 * The smoke check, before any rule: verbs exist, answers have a declared form, the same plan twice gives the same
 * history. What fails here is an adapter error that says what to change. A put item that does not come back is only a
 * hint: the rules decide.
 */
import { toSubject } from "../adapters/subject.js";
import type { AnyAdapter, QueueDefinition } from "../adapters/contract.js";
import { answerHints } from "./hints/answerHints.js";
import { axisHints } from "./hints/axisHints.js";
import { capacityHints } from "./hints/capacityHints.js";
import { cancellationHints } from "./hints/cancellationHints.js";
import { closingHints } from "./hints/closingHints.js";
import { itemClasses } from "./itemClasses.js";
import { EventCode, EVENT_WIDTH, Field, type History } from "../scheduler/history.js";
import type { Config, Gap, Plan, Step } from "../scheduler/plan.js";
import { AdapterError, OutcomeCode, type Subject } from "../scheduler/subject.js";
import type { Host } from "../scheduler/host.js";
import { runOn } from "./runOn.js";
import { WatchedCalls } from "./watchedCalls.js";
import { waysToWait } from "./waysToWait.js";
import { configsOf, modelCapacity } from "./semantics.js";
import type { Cancellations, Workbench } from "./workbench.js";

/** The one configuration of an event. */
const EVENT: Config = { capacity: null };

/**
 * Finds out which blocking verbs support cancellation: those that read their signal, or return a way to cancel; which
 * variants of them do not; and whether the adapter looks at who calls. Of a remote subject the first is declared, and its clients are taken to be alike.
 */
export async function cancellableVerbs(
  adapter: AnyAdapter,
  host: Host,
  onPlan: (plan: Plan) => void,
): Promise<Cancellations> {
  const plain = toSubject(adapter);
  if (adapter.primitive === "queue") await createsAll(adapter, plain, host, onPlan);
  if (adapter.remote) return declaredCancellations(adapter);
  const watched = new WatchedCalls(plain);
  const { subject } = watched;
  const configs = adapter.primitive === "queue" ? configsOf(adapter.profile) : [EVENT];
  const [first = EVENT] = configs;
  const { config, room } = tightest(adapter, configs);
  const seen = { cancellable: 0, own: 0 };
  const run = async (plan: Plan): Promise<number> => {
    onPlan(plan);
    const { cancellable = 0, ownCancel = 0 } = await runOn(adapter, subject, plan, host, { observe: "full" });
    seen.cancellable |= cancellable;
    seen.own |= ownCancel;
    return cancellable;
  };
  const { verbs } = subject;
  const steps = verbs.map(({ name }, at): Step => ({ do: "call", client: at % 4, verb: name, gap: "quiet" }));
  await run({ config: first, steps });
  const uncancelled: string[] = [];
  for (const [at, verb] of verbs.entries()) {
    if (!verb.blocking) continue;
    for (const plan of waysToWait(verbs, verb, undefined, config, room)) await run(plan);
    for (const variant of verb.variants ?? []) {
      let shown = 0;
      for (const plan of waysToWait(verbs, verb, variant, config, room)) shown |= await run(plan);
      if (((shown >> at) & 1) === 0) uncancelled.push(`${verb.name}.${variant}`);
    }
  }
  const blocking = (bits: number): readonly string[] =>
    subject.verbs.filter((verb, at) => verb.blocking && (bits >> at) & 1).map((verb) => verb.name);
  return {
    cancellable: blocking(seen.cancellable),
    abortable: blocking(seen.cancellable & ~seen.own),
    ...(uncancelled.length > 0 ? { uncancelled } : {}),
    clientsDiffer: watched.callersWereRead,
  };
}

/** The configuration with the least room, and how many items that is. */
function tightest(adapter: AnyAdapter, configs: readonly Config[]): { readonly config: Config; readonly room: number } {
  const roomOf = (config: Config): number =>
    adapter.primitive === "queue" ? modelCapacity(adapter.profile, config) : Infinity;
  const [config = EVENT] = [...configs].sort((a, b) => roomOf(a) - roomOf(b));
  return { config, room: roomOf(config) };
}

/** What the profile says. */
export function declaredCancellations({ profile: { cancellation = {} } }: AnyAdapter): Cancellations {
  const verbs = (ways: readonly string[]): readonly string[] =>
    Object.entries(cancellation).flatMap(([verb, way]) => (ways.includes(way) ? [verb] : []));
  return { cancellable: verbs(["signal", "method"]), abortable: verbs(["signal"]), clientsDiffer: false };
}

/** Makes one subject of each capacity. Rejects with an AdapterError that says which was refused. */
async function createsAll(
  adapter: QueueDefinition,
  subject: Subject,
  host: Host,
  onPlan: (plan: Plan) => void,
): Promise<void> {
  const { profile } = adapter;
  const configs = configsOf(profile);
  const refused: { readonly capacity: number; readonly message: string }[] = [];
  for (const config of configs) {
    const plan = { config, steps: [] };
    onPlan(plan);
    try {
      await runOn(adapter, subject, plan, host);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      refused.push({ capacity: config.capacity ?? Infinity, message: error.message });
    }
  }
  const [first] = refused;
  if (!first) return;
  const { capacity, message } = first;
  if (refused.length === configs.length && configs.length > 1) throw new AdapterError(message);
  if (capacity === 0) {
    const said = `\`profile.zero\` says \`${String(profile.zero)}\``;
    throw new AdapterError(`${message} for \`maxsize\` 0: ${said}; if 0 is refused, say \`refused\``);
  }
  if (configs.length === 1) throw new AdapterError(message);
  throw new AdapterError(`${message} for \`maxsize\` ${capacity}: is it one of \`profile.capacities\`?`);
}

/** Runs a few plans under full observation. Rejects with an AdapterError; resolves with hints. */
export async function smokeCheck(bench: Workbench): Promise<readonly string[]> {
  for (const config of bench.space.configs) {
    for (const gap of [0, "quiet", 1] as const) await sameTwice(bench, { config, steps: everyVerb(bench, gap) });
  }
  const cancelled = [...(await answerHints(bench)), ...(await cancellationHints(bench, bench.observed))];
  if (bench.adapter.primitive === "event") {
    const axes = await axisHints(bench);
    return [...(axes.length > 0 ? [] : await eventHints(bench)), ...cancelled, ...axes];
  }
  const { items, hints } = await itemClasses(bench);
  bench.allowItems(items);
  const axes = await axisHints(bench);
  return [
    ...(axes.length > 0 ? [] : await queueHints(bench)),
    ...cancelled,
    ...(await closingHints(bench)),
    ...(await capacityHints(bench)),
    ...hints,
    ...axes,
  ];
}

/** Every verb, each followed by the same gap: variants, cancels and time included. */
function everyVerb(bench: Workbench, gap: Gap): readonly Step[] {
  const { actions } = bench.space;
  return actions.flatMap((action, at): readonly Step[] => {
    if (action.do === "elapse") return [{ do: "elapse", client: 0, gap }];
    if (action.do === "cancel") return [];
    const { verb, variant, blocking, cancellable, clients } = action;
    const client = clients.includes(at % 3) ? at % 3 : (clients[0] ?? 0);
    const call: Step = { do: "call", client, verb, ...(variant === undefined ? {} : { variant }), gap };
    return blocking && cancellable ? [call, { do: "cancel", client, gap }] : [call];
  });
}

/** Runs the plan twice. Rejects with an AdapterError when the histories differ. */
export async function sameTwice(bench: Workbench, plan: Plan): Promise<History> {
  const first = await bench.run(plan, "full");
  const second = await bench.run(plan, "full");
  if (first.events.join() !== second.events.join()) {
    throw new AdapterError(
      `${bench.adapter.name} behaves differently when the same plan runs again: ` +
        `is there randomness, real time, state that outlives \`create\`, or a wake that Node does not show (WebAssembly, ` +
        `\`Atomics.waitAsync\`, a native addon)? Plan: ${JSON.stringify(plan)}`,
    );
  }
  return first;
}

async function queueHints(bench: Workbench): Promise<readonly string[]> {
  const add = ["putNowait", "put"].find((verb) => bench.abilities.has(verb));
  const take = ["get", "getNowait"].find((verb) => bench.abilities.has(verb));
  const config = bench.space.configs.find(({ capacity }) => capacity !== 0);
  if (add === undefined || take === undefined || !config) return [];
  const history = await bench.run({
    config,
    steps: [
      { do: "call", client: 0, verb: add, gap: "quiet" },
      { do: "call", client: 1, verb: take, gap: "quiet" },
    ],
  });
  if (hasOutcome(history, OutcomeCode.item)) return [];
  return [
    `An item that \`${add}\` adds does not come back from \`${take}\`: is it the adapter (\`outcomes.${take}\`), ` +
      "a declared axis, or the subject?",
  ];
}

async function eventHints(bench: Workbench): Promise<readonly string[]> {
  const [config] = bench.space.configs;
  if (!config) return [];
  const history = await bench.run({
    config,
    steps: [
      { do: "call", client: 0, verb: "wait", gap: "quiet" },
      { do: "call", client: 1, verb: "set", gap: "quiet" },
    ],
  });
  if (hasOutcome(history, OutcomeCode.ok, EventCode.settle)) return [];
  return ["A `set` does not release the first `wait`: is it the adapter, a declared axis, or the subject?"];
}

function hasOutcome(history: History, outcome: number, kind?: number): boolean {
  for (let at = 0; at < history.events.length; at += EVENT_WIDTH) {
    if (history.events[at + Field.outcome] !== outcome) continue;
    if (kind === undefined || history.events[at] === kind) return true;
  }
  return false;
}
