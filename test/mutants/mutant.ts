/** The shape of a wrong implementation, and a short way to write its plan. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { EventProfile, ProfileName, QueueProfile } from "../../src/adapters/profiles.js";
import type { CallStep, CancelStep, Gap, ItemClass, Plan, Priority, Step } from "../../src/scheduler/plan.js";
import { adaptAxisQueue, type AxisAbilities, type AxisChoices } from "../subjects/adaptAxisQueue.js";
import {
  adaptEvent,
  adaptQueue,
  type EventAbilities,
  type EventLike,
  type QueueLike,
} from "../subjects/adaptSubject.js";
import type { AxisOptions, AxisQueue } from "../subjects/axisQueue.js";

/** A wrong implementation that breaks one rule, and as little else as possible. */
export interface Mutant {
  /** Id of the rule that it breaks. */
  readonly rule: string;
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly what: string;
  readonly adapter: AnyAdapter;
  /** The shortest plan known to show it. */
  readonly shortest: Plan;
  /** Where a bug of this shape really happened; absent where it was only thought of. */
  readonly happened?: string;
}

/** A wrong queue, under the weakest profile in which its rule applies. */
export function wrongQueue(
  rule: string,
  name: string,
  what: string,
  shortest: Plan,
  create: (maxsize: number) => QueueLike,
  profile: ProfileName = "contract",
  choices?: Omit<QueueProfile, "name">,
): Mutant {
  return { rule, name, what, shortest, adapter: adaptQueue(name, create, profile, choices) };
}

/** What a wrong queue with axes declares; whatever is absent is as usual. */
export interface Declared extends AxisAbilities {
  readonly choices?: AxisChoices;
  /** Default `contract`. */
  readonly preset?: ProfileName;
}

/** A wrong queue that declares axes: it is made with the options that its profile declares. */
export function wrongAxisQueue(
  rule: string,
  name: string,
  what: string,
  shortest: Plan,
  create: (options: AxisOptions) => AxisQueue,
  { choices, preset = "contract", ...abilities }: Declared = {},
): Mutant {
  return { rule, name, what, shortest, adapter: adaptAxisQueue(name, preset, choices, abilities, create) };
}

/** A wrong event, under the weakest profile in which its rule applies. */
export function wrongEvent(
  rule: string,
  name: string,
  what: string,
  shortest: Plan,
  create: () => EventLike,
  profile: ProfileName = "contract",
  choices?: Omit<EventProfile, "name">,
  abilities?: EventAbilities,
): Mutant {
  return { rule, name, what, shortest, adapter: adaptEvent(name, create, profile, choices, abilities) };
}

/** Clients A to D, to write plans with. */
export const A = 0;
export const B = 1;
export const C = 2;

export function plan(capacity: number | null, ...steps: readonly Step[]): Plan {
  return { config: { capacity }, steps };
}

function call(verb: string): (client: number, gap?: Gap) => CallStep {
  return (client, gap = "quiet") => ({ do: "call", client, verb, gap });
}

export const put: (client: number, gap?: Gap) => CallStep = call("put");
export const get: (client: number, gap?: Gap) => CallStep = call("get");
export const putNowait: (client: number, gap?: Gap) => CallStep = call("putNowait");
export const getNowait: (client: number, gap?: Gap) => CallStep = call("getNowait");
export const join: (client: number, gap?: Gap) => CallStep = call("join");
export const taskDone: (client: number, gap?: Gap) => CallStep = call("taskDone");
export const close: (client: number, gap?: Gap) => CallStep = call("close");
export const wait: (client: number, gap?: Gap) => CallStep = call("wait");
export const set: (client: number, gap?: Gap) => CallStep = call("set");
export const clear: (client: number, gap?: Gap) => CallStep = call("clear");
export const isSet: (client: number, gap?: Gap) => CallStep = call("isSet");

/** Calls a verb with a limit. */
export function limited(verb: string, client: number, gap: Gap = "quiet"): CallStep {
  return { do: "call", client, verb, variant: "timeout", gap };
}

/** Calls a verb with a signal that is aborted already. */
export function aborted(verb: string, client: number, gap: Gap = "quiet"): CallStep {
  return { do: "call", client, verb, aborted: true, gap };
}

/** Puts an item of this priority at once. */
export function urgent(client: number, priority: Priority): CallStep {
  return { do: "call", client, verb: "putNowait", priority, gap: "quiet" };
}

/** Puts an item of this class at once. */
export function odd(client: number, item: ItemClass): CallStep {
  return { do: "call", client, verb: "putNowait", item, gap: "quiet" };
}

/** Lets time pass. */
export function elapse(gap: Gap = "quiet"): Step {
  return { do: "elapse", client: 0, gap };
}

export function cancel(client: number, gap: Gap = "quiet"): CancelStep {
  return { do: "cancel", client, gap };
}
