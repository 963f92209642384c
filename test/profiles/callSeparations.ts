/** Separations of what concerns calls, not the model: cancellation, items, limits, timers. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { ITEM_CLASSES, type ItemClass } from "../../src/scheduler/plan.js";
import { adaptEvent, adaptQueue } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { DirectQueue } from "../subjects/directQueue.js";
import { adaptGivingUpEvent, type GivingUp } from "../subjects/givingUpEvent.js";
import { adaptOperationQueue } from "../subjects/operationQueue.js";
import { SlowQueue } from "../subjects/slowQueue.js";
import { declaring, separationsOf, without, type Declared, type Separation } from "./separation.js";

const plain = (name: string): AnyAdapter =>
  without(
    adaptQueue(name, (maxsize) => new DirectQueue(maxsize), "fifo", { capacities: [1] }),
    "size",
  );

const cancellations = {
  signal: plain("signal-queue"),
  method: without(declaring(adaptOperationQueue("operation-queue", false, "fifo"), { capacities: [1] }), "size"),
  none: { ...plain("deaf-queue"), get: (queue: DirectQueue) => queue.get() } as AnyAdapter,
};

const cancellation = separationsOf<keyof typeof cancellations>({
  axis: "cancellation",
  values: ["signal", "method", "none"],
  subject: (value) => cancellations[value],
  declare: (value) => ({ cancellation: { get: value } }),
  includedBecause: (value, neighbour) => {
    if (neighbour === "none") return "no plan cancels what is said to have no cancellation";
    return value === "none" ? undefined : "the kit finds out by itself which of the two a verb offers, and uses that";
  },
  isNarrower: (value) => value === "none",
});

/** How an adapter tells the ending is no field of the profile: the subject itself is made for it. */
const endings = (["rejected", "resolved", "silent"] as const).flatMap((value: GivingUp) =>
  (["rejected", "resolved", "silent"] as const)
    .filter((neighbour) => neighbour !== value)
    .map((neighbour): Separation => {
      return {
        axis: "cancellation ends",
        value,
        neighbour,
        subject: adaptGivingUpEvent(value, value),
        misdeclared: adaptGivingUpEvent(value, neighbour),
        bounds: {},
      };
    }),
);

/** Holds plain objects, and throws for everything else. */
class PlainObjectQueue extends DirectQueue {
  override putNowait(item: unknown): boolean {
    const isPlain = typeof item === "object" && item !== null && !(item instanceof Error || item instanceof Promise);
    if (!isPlain) throw new TypeError("not an object");
    return super.putNowait(item);
  }
}

const items = separationsOf<ItemClass>({
  axis: "queue.items",
  values: ITEM_CLASSES,
  areNeighbours: (value, neighbour) => value === "object" || neighbour === "object",
  subject: (value) =>
    value === "object"
      ? without(
          adaptQueue("plain-object-queue", (maxsize) => new PlainObjectQueue(maxsize), "fifo", { capacities: [1] }),
          "size",
          "put",
          "getNowait",
        )
      : without(plain("direct-queue"), "put", "getNowait"),
  declare: (value) => ({ items: value === "object" ? [] : [value] }),
  includedBecause: (_value, neighbour) =>
    neighbour === "object" ? "no plan brings an item of a class that is not declared" : undefined,
  isNarrower: (value) => value === "object",
  bounds: { odd: true },
});

/** A call of `verb` is refused while another one is outstanding. */
function oneAtATime(adapter: AnyAdapter, verb: "get" | "put" | "wait"): AnyAdapter {
  const busy = new WeakSet<object>();
  const call = (adapter as unknown as Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>)[
    verb
  ];
  const guarded = (instance: object, ...args: readonly unknown[]): unknown => {
    if (busy.has(instance)) throw new Error("one at a time");
    busy.add(instance);
    const over = (): void => {
      busy.delete(instance);
    };
    const promise = call?.(instance, ...args);
    promise?.then(over, over);
    return promise;
  };
  return { ...adapter, name: `one-${verb}-${adapter.primitive}`, [verb]: guarded } as AnyAdapter;
}

function limit(axis: string, adapter: AnyAdapter, declared: (most: number) => Declared): readonly Separation[] {
  return separationsOf<"1" | "any number">({
    axis,
    values: ["1", "any number"],
    subject: (value) => (value === "1" ? adapter : unlimited(adapter)),
    declare: (value) => (value === "1" ? declared(1) : {}),
    includedBecause: (value) => (value === "1" ? undefined : "fewer plans run, and those that run are judged alike"),
    isNarrower: (value) => value === "1",
    bounds: { steps: 3 },
  });
}

/** A subject without a limit. */
function unlimited({ primitive }: AnyAdapter): AnyAdapter {
  return primitive === "queue" ? plain("direct-queue") : anEvent();
}

const anEvent = (): AnyAdapter => adaptEvent("array-event", () => new ArrayEvent(), "fifo", {}, { hasFlag: false });

const wakesWithin = separationsOf<"1" | "5">({
  axis: "wakesWithin",
  values: ["1", "5"],
  subject: (value) =>
    without(
      adaptQueue("slow-queue", (maxsize) => new SlowQueue(maxsize, Number(value)), "fifo", { capacities: [1] }),
      "size",
    ),
  declare: (value) => ({ wakesWithin: Number(value) }),
  includedBecause: (value) => (value === "1" ? "who wakes within 1 ms wakes within 5" : undefined),
});

export const callSeparations: readonly Separation[] = [
  ...cancellation,
  ...endings,
  ...items,
  ...limit("queue.maxGetters", oneAtATime(plain("direct-queue"), "get"), (maxGetters) => ({ maxGetters })),
  ...limit("queue.maxPutters", oneAtATime(plain("direct-queue"), "put"), (maxPutters) => ({ maxPutters })),
  ...limit("event.maxWaiters", oneAtATime(anEvent(), "wait"), (maxWaiters) => ({ maxWaiters })),
  ...wakesWithin,
];
