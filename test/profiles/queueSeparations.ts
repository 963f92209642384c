/** Separations of the axes of a Queue, but for those of `close` and of calls. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { ProfileName } from "../../src/adapters/profiles.js";
import type { ItemOrder, Overflow, PutSettles } from "../../src/models/queue/axes.js";
import { adaptAxisQueue, type AxisAbilities, type AxisChoices } from "../subjects/adaptAxisQueue.js";
import { adaptQueue, type QueueLike } from "../subjects/adaptSubject.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";
import { AxisQueue, type AxisOptions } from "../subjects/axisQueue.js";
import { DirectQueue } from "../subjects/directQueue.js";
import { LayeredQueue } from "../subjects/layeredQueue.js";
import { NewestFirstPriorityQueue } from "../subjects/newestFirstPriorityQueue.js";
import { separationsOf, without, type Separation } from "./separation.js";

/** Few capacities: a plan that separates at 3 or 4 does so at 1 or 2. */
export const CAPACITIES = [1, 2, Infinity] as const;

/** A queue that tells nothing but its outcomes. */
function axisQueue(
  name: string,
  choices: AxisChoices = {},
  abilities: AxisAbilities = {},
  create?: (options: AxisOptions) => AxisQueue,
): AnyAdapter {
  const profile = { capacities: CAPACITIES, ...abilities.profile };
  return without(adaptAxisQueue(name, "fifo", choices, { ...abilities, profile }, create), "size");
}

function plainQueue(name: string, create: (maxsize: number) => QueueLike): AnyAdapter {
  return without(adaptQueue(name, create, "fifo", { capacities: CAPACITIES }), "size");
}

const byPreset: Readonly<Record<ProfileName, AnyAdapter>> = {
  contract: plainQueue("layered-queue", (maxsize) => new LayeredQueue(new DirectQueue(maxsize), 2, 1)),
  fifo: plainQueue("direct-queue", (maxsize) => new DirectQueue(maxsize)),
  asyncio: plainQueue("array-queue", (maxsize) => new ArrayQueue(maxsize)),
};

const presets = separationsOf<ProfileName>({
  axis: "queue.name",
  values: ["contract", "fifo", "asyncio"],
  subject: (value) => byPreset[value],
  declare: (name) => ({ name }),
  includedBecause: (_value, neighbour) =>
    neighbour === "contract" ? "`contract` leaves open when an effect comes; this is one of the ways" : undefined,
});

/** Who wins is a matter of the preset: seen alone where nobody can overtake, neither a getter nor a putter. */
const whoWins = separationsOf<"either" | "cancellation">({
  axis: "queue.whoWins",
  values: ["either", "cancellation"],
  subject: (value) => without(value === "either" ? byPreset.fifo : byPreset.asyncio, "put", "getNowait"),
  declare: (value) => ({ name: value === "either" ? "fifo" : "asyncio", capacities: [Infinity] }),
  includedBecause: (value) => (value === "cancellation" ? "`fifo` lets either win" : undefined),
  bounds: { clients: 1 },
});

const zero = separationsOf<"unbounded" | "rendezvous">({
  axis: "queue.zero",
  values: ["unbounded", "rendezvous"],
  subject: (value) =>
    axisQueue(`zero-${value}-queue`, {}, {}, (options) =>
      value === "unbounded" ? new AxisQueue({ ...options, maxsize: Infinity }) : new AxisQueue(options),
    ),
  declare: (value) => ({ capacities: [0], zero: value }),
});

type Capacity = "none" | "1" | "2" | "Infinity";
const capacities = separationsOf<Capacity>({
  axis: "queue.capacities",
  values: ["none", "1", "2", "Infinity"],
  // it has this capacity, whatever it is asked for
  subject: (value) =>
    axisQueue(
      `queue-of-${value}`,
      {},
      {},
      (options) => new AxisQueue({ ...options, maxsize: value === "none" ? Infinity : Number(value) }),
    ),
  declare: (value) => ({ capacities: value === "none" ? "none" : [Number(value)] }),
  includedBecause: (value, neighbour) =>
    [value, neighbour].every((each) => each === "none" || each === "Infinity")
      ? "both are unbounded; `none` says besides that there is no capacity to ask for"
      : undefined,
});

const order = separationsOf<ItemOrder>({
  axis: "queue.order",
  values: ["fifo", "lifo", "priority"],
  subject: (value) => axisQueue(`${value}-queue`, { order: value }),
  declare: (value) => ({ order: value }),
});

const equalPriority = separationsOf<"any" | "fifo">({
  axis: "queue.equalPriority",
  values: ["any", "fifo"],
  subject: (value) =>
    axisQueue(`${value}-priority-queue`, { order: "priority" }, {}, (options) =>
      value === "fifo" ? new AxisQueue(options) : new NewestFirstPriorityQueue(options),
    ),
  declare: (value) => ({ order: "priority", equalPriority: value }),
  includedBecause: (value) => (value === "fifo" ? "the oldest is one of those that may be next" : undefined),
});

const overflow = separationsOf<Overflow>({
  axis: "queue.overflow",
  values: ["wait", "drop-new", "drop-old", "reject"],
  subject: (value) => axisQueue(`${value}-queue`, { overflow: value }),
  declare: (value) => ({ overflow: value }),
});

const putSettles = separationsOf<PutSettles>({
  axis: "queue.putSettles",
  values: ["accepted", "consumed", "backpressure", "pull", "immediate"],
  subject: (value) => axisQueue(`${value}-queue`, { putSettles: value }),
  declare: (value) => ({ putSettles: value }),
});

const closing = separationsOf<"immediate" | "blocking">({
  axis: "queue.closing",
  values: ["immediate", "blocking"],
  subject: (value) =>
    axisQueue(`${value}-close-queue`, { blockingClose: value === "blocking" }, { close: { close: {} } }),
  declare: (value) => ({ closing: value }),
});

export const queueSeparations: readonly Separation[] = [
  ...presets,
  ...whoWins,
  ...zero,
  ...capacities,
  ...order,
  ...equalPriority,
  ...overflow,
  ...putSettles,
  ...closing,
];
