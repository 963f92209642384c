/** What a subject can do, in the words of the rules' needs; and the same for readers. */
import type { AnyAdapter } from "../adapters/contract.js";
import { CLIENTS } from "../scheduler/plan.js";
import type { PlanSpace } from "../scheduler/planSpace.js";
import type { Subject } from "../scheduler/subject.js";
import { eventAxes, queueAxes } from "./semantics.js";

/** Verbs that any number of callers may have outstanding, and the ability that this is. */
const CALLERS: Readonly<Record<string, string>> = { get: "getters", put: "putters", wait: "waiters" };

/** Every ability of a subject. `capacities` are the model's. */
export function abilitiesOf(
  adapter: AnyAdapter,
  subject: Subject,
  space: PlanSpace,
  capacities: readonly number[],
): ReadonlySet<string> {
  const abilities = new Set<string>();
  for (const { name, blocking, cancellable, variants = [] } of subject.verbs) {
    abilities.add(name);
    if (blocking && cancellable) abilities.add(`cancel:${name}`);
    for (const variant of variants) abilities.add(`variant:${name}.${variant}`);
  }
  for (const observer of subject.observers) abilities.add(`observer:${observer.name}`);
  for (const action of space.actions) {
    if (action.do === "call" && action.abortable) abilities.add(`aborted:${action.verb}`);
  }
  if (space.items.length > 1) abilities.add("odd");
  // what a remote subject leaves unhandled is not seen from here
  if (!adapter.remote) abilities.add("rejections");
  for (const ability of axisAbilities(adapter, space)) abilities.add(ability);
  for (const action of space.actions) {
    if (action.do !== "call") continue;
    const callers = CALLERS[action.verb];
    if (callers === undefined) continue;
    if (action.clients.length > 1) abilities.add(`several ${callers}`);
    if (action.clients.length === CLIENTS) abilities.add(`many ${callers}`);
  }
  if (capacities.includes(Infinity)) abilities.add("unbounded");
  if (mayHoldItems(adapter, capacities)) abilities.add("buffer");
  if (capacities.some((capacity) => capacity > 0 && capacity < Infinity)) abilities.add("bounded");
  if (capacities.includes(0)) abilities.add("rendezvous");
  if (abilities.has("put")) {
    if (mayWaitForRoom(adapter, capacities)) abilities.add("put for room");
    if (mayWaitForTaker(adapter, capacities)) abilities.add("put for taker");
    if (["put for room", "put for taker"].some((one) => abilities.has(one))) abilities.add("waiting put");
  }
  return abilities;
}

/** Whether a put() may be left waiting outside until there is room. */
function mayWaitForRoom({ primitive, profile }: AnyAdapter, capacities: readonly number[]): boolean {
  if (primitive !== "queue") return false;
  const { overflow, putSettles } = queueAxes(profile, { capacity: null });
  if (overflow !== "wait" || putSettles === "immediate" || putSettles === "backpressure") return false;
  return capacities.some((capacity) => capacity < Infinity);
}

/** Whether a put() may be left waiting though its item is inside or was taken. */
function mayWaitForTaker({ primitive, profile }: AnyAdapter, capacities: readonly number[]): boolean {
  if (primitive !== "queue") return false;
  const { putSettles } = queueAxes(profile, { capacity: null });
  // with nothing between putter and getter an item is taken when it comes
  if (putSettles === "consumed") return capacities.some((capacity) => capacity > 0);
  if (putSettles === "backpressure") return capacities.some((capacity) => capacity < Infinity);
  return putSettles === "pull";
}

/** Whether items may be inside: not where they only change hands. */
function mayHoldItems({ primitive, profile }: AnyAdapter, capacities: readonly number[]): boolean {
  if (capacities.some((capacity) => capacity > 0)) return true;
  return primitive === "queue" && queueAxes(profile, { capacity: null }).putSettles === "backpressure";
}

/** The values of the axes that rules are about. */
function axisAbilities(adapter: AnyAdapter, { configs }: PlanSpace): readonly string[] {
  if (adapter.primitive === "event") {
    const { kind, releases, memory, releaseOrder, clearedInTurn, setResult, waitResult } = eventAxes(adapter.profile);
    return [
      `kind:${kind}`,
      `releases:${releases}`,
      `order:${releaseOrder}`,
      `cleared:${clearedInTurn}`,
      `result:${setResult}`,
      ...(waitResult === "nothing" ? [] : ["wait result"]),
      ...(kind === "auto-reset" && memory > 1 ? ["memory:many"] : []),
      // what a plan can overfill
      ...(kind === "auto-reset" && memory <= 2 ? ["memory:few"] : []),
    ];
  }
  const { profile } = adapter;
  const axes = queueAxes(profile, configs[0] ?? { capacity: null });
  return [
    `order:${axes.order}`,
    `equal:${axes.equalPriority}`,
    `overflow:${axes.overflow}`,
    `settles:${axes.putSettles}`,
    ...Object.keys(axes.close).map((kind) => `close:${kind}`),
    ...Object.values(axes.close).map(({ items }) => `closes:${items}`),
    ...(adapter.close && profile.closing === "blocking" ? ["closing:blocking"] : []),
    ...(profile.constantCost === true ? ["constant cost"] : []),
  ];
}

const AXES: Readonly<Record<string, string>> = {
  order: "order",
  equal: "order among equal priorities",
  overflow: "overflow",
  settles: "put() that settles",
  kind: "kind",
  releases: "set() that releases",
  memory: "memory for",
  cleared: "release before a clear() in the same turn:",
  result: "answer of set():",
};

/** `get()`, `cancellation of get()`, `order lifo`: what an adapter lacks. */
export function abilityInWords(ability: string): string {
  const [kind = "", value = ""] = ability.split(":");
  switch (kind) {
    case "cancel":
      return `cancellation of ${value}()`;
    case "observer":
      return value;
    case "variant": {
      const [verb = "", variant = ""] = value.split(".");
      return variant === "timeout" ? `${verb}() with a time-out` : `${verb}() as ${variant}`;
    }
    case "aborted":
      return `AbortSignal for ${value}()`;
    case "odd":
      return "items other than plain objects";
    case "rejections":
      return "rejections that could be counted";
    case "closing":
      return `${value} close()`;
    case "closes":
      return `close() with items ${value}`;
    case "close":
      return value === "" ? "close()" : `close() as ${value}`;
    case "several getters":
    case "several putters":
    case "several waiters":
    case "many getters":
    case "many putters":
    case "many waiters":
      return `room for ${ability}`;
    case "wait result":
      return "declared waitResult";
    case "put for room":
      return "put() that waits for room";
    case "put for taker":
      return "put() that waits for its item to be taken";
    case "waiting put":
      return "put() that waits";
    case "unbounded":
      return "unbounded capacity";
    case "constant cost":
      return "declared constantCost";
    case "bounded":
      return "finite capacity above 0";
    case "buffer":
      return "capacity other than 0";
    case "rendezvous":
      return "capacity 0 as a rendezvous";
    default:
      return AXES[kind] === undefined ? `${ability}()` : `${AXES[kind]} ${value}`;
  }
}
