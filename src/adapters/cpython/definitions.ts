/** The asyncio objects as adapters, wherever their histories come from. */
import type { HistoryDocument } from "../../scheduler/history.js";
import type { ItemClass, Plan } from "../../scheduler/plan.js";
import type { EventDefinition, QueueDefinition } from "../contract.js";
import type { EventProfile, ItemOrder, QueueProfile } from "../profiles.js";
import { profiles } from "../profiles.js";
import { defineRemote } from "../remote/defineRemote.js";

/** The adapters of one interpreter. */
export interface AsyncioDefinitions {
  readonly event: EventDefinition;
  readonly queue: QueueDefinition;
  readonly lifoQueue: QueueDefinition;
  readonly priorityQueue: QueueDefinition;
}

/** Which interpreter it is. */
export interface Source {
  /** `CPython 3.13.0`. */
  readonly version: string;
  /** Its queues can be shut down. */
  readonly hasShutdown: boolean;
  /** Runs a plan on the object of that name in `asyncio`. */
  readonly run: (subject: string, plan: Plan) => Promise<HistoryDocument>;
}

/** What a Python program may put into a queue. */
const ITEMS: readonly ItemClass[] = ["null", "zero", "empty-string", "nan", "false", "error", "function"];

const QUEUE_VERBS = ["put", "get", "putNowait", "getNowait", "join", "taskDone"];

const EVENT_PROFILE: EventProfile = { ...profiles.asyncio, waitResult: "true", cancellation: { wait: "method" } };

const QUEUE_PROFILE: QueueProfile = {
  ...profiles.asyncio,
  cancellation: { put: "method", get: "method", join: "method" },
  capacities: [0, 1, 2, 3],
  zero: "unbounded",
  items: ITEMS,
};

/** `shutdown()`, and `shutdown(immediate=True)`. */
const SHUTDOWN: NonNullable<QueueProfile["close"]> = { close: {}, immediate: { items: "discarded" } };

/** Describes what an interpreter has. Queues with a shutdown have `close`, with the variant `immediate`. */
export function asyncioDefinitions({ version, hasShutdown, run }: Source): AsyncioDefinitions {
  const queue = (name: string, order: ItemOrder): QueueDefinition =>
    defineRemote({
      primitive: "queue",
      name: `asyncio.${name}`,
      version,
      verbs: [...QUEUE_VERBS, ...(hasShutdown ? ["close"] : [])],
      ...(hasShutdown ? { variants: { close: ["immediate"] } } : {}),
      observers: ["size", "isEmpty", "isFull"],
      run: (plan) => run(name, plan),
      profile: {
        ...QUEUE_PROFILE,
        order,
        ...(hasShutdown ? { close: SHUTDOWN } : {}),
        ...(order === "priority" ? { items: [] } : {}),
      },
    }) as QueueDefinition;
  return {
    event: defineRemote({
      primitive: "event",
      name: "asyncio.Event",
      version,
      verbs: ["wait", "set", "clear", "isSet"],
      run: (plan) => run("Event", plan),
      profile: EVENT_PROFILE,
    }) as EventDefinition,
    queue: queue("Queue", "fifo"),
    lifoQueue: queue("LifoQueue", "lifo"),
    priorityQueue: queue("PriorityQueue", "priority"),
  };
}
