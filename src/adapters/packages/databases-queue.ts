import { AsyncQueue } from "@databases/queue";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `AsyncQueue` of `@databases/queue`.
 *
 * The declarations: `push` adds at the end at once; `shift` takes the first item and waits for one when the queue is
 * empty; the length is that of the items, and negative where `shift` was called more often than `push`. The example of its
 * documentation page parks two shifts, which get the next two items in the order of their calls. Any type of item is
 * allowed, and no capacity is mentioned.
 *
 * No attempt form of `shift`, no cancellation, no close. Left out: the synchronous `Queue`.
 */
const adapter: AnyAdapter = defineQueue({
  name: "@databases/queue",
  version: "1.0.1",
  create: () => new AsyncQueue<unknown>(),
  get: (queue) => queue.shift(),
  putNowait: (queue, item) => queue.push(item),
  signedSize: (queue) => queue.getLength(),
  profile: { ...profiles.fifo, capacities: "none" },
  deviations: [
    {
      rule: "QUEUE-74",
      reason: "a falsy item that had to be stored is taken for an empty queue, and lost",
      token: "q1.C-yI4gAABgD1W1NS",
    },
  ],
});
export default adapter;
