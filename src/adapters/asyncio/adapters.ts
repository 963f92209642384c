/** The kit's adapters for its own asyncio, under profile `asyncio` with every verb that the kit knows. */
import { defineEvent, defineQueue, type AnyAdapter, type QueueAdapter, type QueueDefinition } from "../contract.js";
import { profiles, type ItemOrder, type QueueProfile } from "../profiles.js";
import { QueueEmpty, QueueFull, QueueShutDown } from "./errors.js";
import { Event } from "./event.js";
import { LifoQueue } from "./lifoQueue.js";
import { PriorityQueue } from "./priorityQueue.js";
import { Queue } from "./queue.js";

/** A graceful shutdown. Everything but the items: what it wakes and refuses ends with QueueShutDown (SD-01 to SD-05). */
const SHUTDOWN = {
  items: "drained",
  getters: "closed",
  putters: "closed",
  put: "closed",
  putNowait: "closed",
  get: "closed",
  getNowait: "closed",
  again: "ok",
} as const;

type Entries<T> = Pick<QueueAdapter<Queue<T>>, "put" | "putNowait" | "outcomes">;

const PROFILE: QueueProfile = {
  ...profiles.asyncio,
  capacities: [Infinity, 0, 1, 2, 3, 4],
  zero: "unbounded",
  close: { close: SHUTDOWN, immediate: { ...SHUTDOWN, items: "discarded" } },
};

const THROWN = { full: QueueFull, empty: QueueEmpty, closed: QueueShutDown } as const;

/** The verbs of a queue whose entries are the items themselves. */
const plain: Entries<unknown> = {
  put: (queue, item, { signal }) => queue.put(item, { signal }),
  putNowait: (queue, item) => queue.putNowait(item),
  outcomes: { thrown: THROWN },
};

/** An item with its priority, as Python's tuples. */
interface Entry {
  readonly item: unknown;
  readonly priority: number;
}

/** Those of a queue whose entries are made of items, and read. */
const prioritized: Entries<Entry> = {
  put: (queue, item, { signal, priority }) => queue.put({ item, priority }, { signal }),
  putNowait: (queue, item, { priority }) => queue.putNowait({ item, priority }),
  outcomes: { thrown: THROWN, get: ({ item }: Entry) => item, getNowait: ({ item }: Entry) => item },
};

function adaptQueue<T>(
  name: string,
  order: ItemOrder,
  create: (maxsize: number) => Queue<T>,
  entries: Entries<T>,
): QueueDefinition<Queue<T>> {
  return defineQueue<Queue<T>>({
    name,
    create: ({ maxsize }) => create(maxsize),
    get: (queue, { signal }) => queue.get({ signal }),
    getNowait: (queue) => queue.getNowait(),
    join: (queue, { signal }) => queue.join({ signal }),
    taskDone: (queue) => queue.taskDone(),
    close: (queue) => queue.shutdown(),
    variants: { close: { immediate: (queue) => queue.shutdown({ immediate: true }) } },
    size: (queue) => queue.qsize(),
    isEmpty: (queue) => queue.isEmpty(),
    isFull: (queue) => queue.isFull(),
    ...entries,
    profile: { ...PROFILE, order },
  });
}

/** `asyncio.Event` and the three queues, ready to be checked. */
export const asyncioAdapters: {
  readonly Event: AnyAdapter;
  readonly Queue: AnyAdapter;
  readonly LifoQueue: AnyAdapter;
  readonly PriorityQueue: AnyAdapter;
} = {
  Event: defineEvent({
    name: "asyncio.Event",
    create: () => new Event(),
    wait: (event, { signal }) => event.wait({ signal }),
    set: (event) => event.set(),
    clear: (event) => event.clear(),
    isSet: (event) => event.isSet(),
    profile: { ...profiles.asyncio, waitResult: "true" },
  }),
  Queue: adaptQueue("asyncio.Queue", "fifo", (maxsize) => new Queue<unknown>(maxsize), plain),
  LifoQueue: adaptQueue("asyncio.LifoQueue", "lifo", (maxsize) => new LifoQueue<unknown>(maxsize), plain),
  PriorityQueue: adaptQueue(
    "asyncio.PriorityQueue",
    "priority",
    (maxsize) => new PriorityQueue<Entry>(maxsize, { isLess: (a, b) => a.priority < b.priority }),
    prioritized,
  ),
};
