import { AsyncQueue } from "@esfx/async-queue";
import { CancelError, CancelToken } from "@esfx/canceltoken";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `AsyncQueue` of `@esfx/async-queue`.
 *
 * The declarations: `put` adds at the end, or fulfils a pending request directly; `get` takes the first value or the
 * next one to be added, and can be cancelled with a Cancelable (an AbortSignal is refused); a negative size counts
 * pending requests. The README's example fulfils two pending requests in the order of their calls.
 *
 * Unbounded only; no attempt form of `get`. Left out: `doneReading`, `doneWriting`, `end`, items given to the
 * constructor.
 */
const adapter: AnyAdapter = defineQueue({
  name: "@esfx/async-queue",
  version: "1.0.0",
  create: () => new AsyncQueue<unknown>(),
  get: (queue) => {
    const source = CancelToken.source();
    return { promise: queue.get(source.token), cancel: () => source.cancel() };
  },
  putNowait: (queue, item) => queue.put(item),
  size: (queue) => Math.max(0, queue.size),
  outcomes: { thrown: { cancelled: CancelError } },
  profile: { ...profiles.fifo, capacities: [Infinity], cancellation: { get: "method" } },
});
export default adapter;
