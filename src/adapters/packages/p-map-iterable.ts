import { BlockingQueue, IterableQueue } from "@shutterstock/p-map-iterable";
import { CLOSED, defineQueue, type AnyAdapter, type Deviation, type QueueAdapter } from "../contract.js";
import { profiles } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

const DEVIATIONS: readonly Deviation[] = [
  {
    rule: "QUEUE-25",
    reason: "an overtaken dequeue() answers undefined, as if done",
    token: "q1.DmMjAQAACQCJujFFA69S",
  },
  { rule: "QUEUE-51", reason: "done() forgets getters while an enqueue() waits", token: "q1.D2MjAQEADADJ-jLoVLYFww" },
];
const TOO_EARLY: Deviation = {
  rule: "QUEUE-52",
  reason: "an overtaken next() ends with done although an item is inside, if done() was called meanwhile",
  token: "q1.EWMjAQAADwCJgrWVgalbDe8p",
};

/**
 * `BlockingQueue` and `IterableQueue` of `@shutterstock/p-map-iterable`.
 *
 * The declarations: `enqueue` waits if the queue is full, until an item is read; `dequeue` waits for an element; `done`
 * says that no more items will be enqueued, and `dequeue` answers undefined when there are no more items and `done` was
 * called. `maxUnread`, the number of pending unread items, is an integer from 0 on or Infinity; with 0 an `enqueue` always
 * finds the queue full. The comments of the code: several calls of `next` or `enqueue` at a time are possible. No order is
 * promised, hence contract.
 *
 * Closing: of an `enqueue` that waits at `done` the comments say that it waits "until an item is read with `dequeue`, or
 * done", and `done` speaks of readers only: nothing is declared. Nor is what a later `enqueue` answers (it throws in the
 * tests of the repository), or a second `done`.
 *
 * `undefined` means done and cannot be enqueued. Left out: `length`, which also counts the items of those who wait and has
 * no comment; the mappers built on these queues. No attempt forms, no cancellation.
 */
const common: Pick<QueueAdapter<BlockingQueue<unknown>>, "version" | "put" | "close" | "profile" | "deviations"> = {
  version: "1.1.2",
  put: (queue, item) => queue.enqueue(item),
  close: (queue) => queue.done(),
  profile: {
    ...profiles.contract,
    capacities: [Infinity, 0, 1, 2, 3, 4],
    zero: "rendezvous",
    items: ["null", "zero", "empty-string", "nan", "false"],
    close: { close: { ...UNPROMISED, items: "drained", getters: "closed", get: "closed" } },
  },
  deviations: DEVIATIONS,
};

const adapters: readonly AnyAdapter[] = [
  defineQueue<BlockingQueue<unknown>>({
    ...common,
    name: "@shutterstock/p-map-iterable BlockingQueue",
    create: ({ maxsize }) => new BlockingQueue<unknown>({ maxUnread: maxsize }),
    get: (queue) => queue.dequeue(),
    outcomes: { get: (value: unknown) => (value === undefined ? CLOSED : value) },
  }),
  defineQueue<IterableQueue<unknown>>({
    ...common,
    name: "@shutterstock/p-map-iterable IterableQueue",
    create: ({ maxsize }) => new IterableQueue<unknown>({ maxUnread: maxsize }),
    get: (queue) => queue.next(),
    outcomes: { get: ({ done, value }: IteratorResult<unknown>) => (done === true ? CLOSED : value) },
    deviations: [...DEVIATIONS, TOO_EARLY],
  }),
];
export default adapters;
