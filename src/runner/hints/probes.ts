/** Plans of a few steps in which different declarations show. Steps whose verb is absent are left out. */
import type { CallAction } from "../../scheduler/planSpace.js";
import { CLIENTS, type CallStep, type Gap, type Priority, type Step } from "../../scheduler/plan.js";
import type { Workbench } from "../workbench.js";

/** More set() calls than any memory that is told apart. */
const MANY_SETS = 9;

/** The probes of a subject, simplest first. */
export function probes(bench: Workbench): readonly (readonly Step[])[] {
  const kit = new Steps(bench);
  const found = bench.adapter.primitive === "event" ? eventProbes(kit) : queueProbes(kit);
  return found.filter((steps) => steps.length > 0);
}

/** Makes steps out of what the subject has. */
class Steps {
  readonly calls: readonly CallAction[];

  constructor(bench: Workbench) {
    this.calls = bench.space.actions.flatMap((action) => (action.do === "call" ? [action] : []));
  }

  has(verb: string): boolean {
    return this.calls.some((call) => call.verb === verb);
  }

  isCancellable(verb: string): boolean {
    return this.calls.some((call) => call.verb === verb && call.cancellable);
  }

  /** A call by `client`, or by another one where this one may not. */
  call(verb: string, client: number, gap: Gap = "quiet", priority: Priority = 0): CallStep {
    const clients = this.calls.find((action) => action.verb === verb)?.clients ?? [];
    const caller = clients.includes(client) ? client : (clients[0] ?? client);
    return { do: "call", verb, client: caller, ...(priority > 0 ? { priority } : {}), gap };
  }

  /** The same call by each of the first clients. */
  each(verb: string, count: number): readonly CallStep[] {
    return Array.from({ length: count }, (_, client) => this.call(verb, client));
  }

  kept(...steps: readonly Step[]): readonly Step[] {
    return steps.filter((step) => step.do !== "call" || this.has(step.verb));
  }

  /** A call that waits, then in one turn what lets it go on and its cancellation. */
  race(waits: CallStep, released: string): readonly (readonly Step[])[] {
    if (!this.isCancellable(waits.verb) || !this.has(released)) return [];
    const now = this.call(released, CLIENTS - 1, 0);
    if (now.client === waits.client) return [];
    const cancel: Step = { do: "cancel", client: waits.client, gap: 0 };
    return [
      [waits, now, cancel],
      [waits, cancel, now],
    ];
  }
}

function eventProbes(kit: Steps): readonly (readonly Step[])[] {
  const [set, clear, now] = [kit.call("set", 3), kit.call("clear", 3), kit.call("set", 3, 0)];
  const [a, b, c] = [kit.call("wait", 0), kit.call("wait", 1), kit.call("wait", 2)];
  return [
    kit.kept(a, set, b, clear, c),
    kit.kept(set, set, a, b, c),
    kit.kept(set, clear, set, set, clear, set),
    kit.kept(a, b, set, c),
    kit.kept(a, b, c, set, set, set),
    kit.kept(a, now, clear),
    kit.kept(kit.call("wait", 0, 0), now, clear),
    kit.kept(a, b, now, set),
    kit.kept(a, b, set, a, set, b),
    kit.kept(...Array.from({ length: MANY_SETS }, () => set), ...Array.from({ length: MANY_SETS }, () => a)),
    ...kit.race(a, "set"),
  ];
}

function queueProbes(kit: Steps): readonly (readonly Step[])[] {
  const add = kit.has("putNowait") ? "putNowait" : "put";
  const take = kit.has("getNowait") ? "getNowait" : "get";
  const takes = kit.each(take, 3);
  const ranked = ([2, 0, 1] as const).map((priority, client) => kit.call(add, client, "quiet", priority));
  const equal = ([1, 1, 0, 1] as const).map((priority, client) => kit.call(add, client, "quiet", priority));
  return [
    kit.kept(...kit.each(add, 3), ...takes),
    kit.kept(...kit.each("get", 4), ...kit.each(add, 4)),
    kit.kept(...ranked, ...takes),
    kit.kept(...equal, ...takes, kit.call(take, 3)),
    kit.kept(...kit.each("put", 4), ...takes),
    kit.kept(...kit.each("put", 4), kit.call("put", 0), kit.call("putNowait", 3), ...takes),
    kit.kept(kit.call("get", 0), kit.call("get", 1), ...kit.each(add, 3)),
    kit.kept(kit.call("get", 0), kit.call("putNowait", 3, 0), kit.call("getNowait", 3)),
    kit.kept(kit.call("get", 0, 0), kit.call("putNowait", 3, 0), kit.call("getNowait", 3)),
    kit.kept(kit.call("put", 0, 0), kit.call("getNowait", 3)),
    kit.kept(kit.call("get", 0, 0), kit.call("get", 1), kit.call(add, 2, 0), kit.call("get", 3)),
    ...kit.race(kit.call("get", 0), "putNowait"),
    ...kit.race(kit.call("get", 0), "put"),
    ...kit.race(kit.call("put", 0), "get"),
    ...(kit.has("put") ? kit.race(kit.call("put", 0), "getNowait").map((race) => [kit.call("put", 1), ...race]) : []),
    ...kit.calls.filter(({ verb }) => verb === "close").flatMap(({ variant }) => closeProbes(kit, variant, add)),
  ];
}

/** One way to close: who waits, what is inside, and every verb afterwards. */
function closeProbes(kit: Steps, variant: string | undefined, add: string): readonly (readonly Step[])[] {
  const close: Step = { ...kit.call("close", 3), ...(variant === undefined ? {} : { variant }) };
  const again: Step = { ...close, client: 2 };
  const call = kit.call.bind(kit);
  const after = [call("putNowait", 3), call("getNowait", 3), call("get", 1), call("put", 0), again];
  return [
    kit.kept(close, ...after),
    kit.kept(call("get", 0), close, ...after),
    kit.kept(call("get", 0), call("get", 1), close, again, ...after),
    kit.kept(call(add, 0), close, call("get", 1), ...after),
    kit.kept(call("put", 0), call("put", 1), close, call("get", 2), ...after),
    kit.kept(call("put", 0), call("put", 1), call("put", 2), close, ...after, call("getNowait", 3)),
  ];
}
