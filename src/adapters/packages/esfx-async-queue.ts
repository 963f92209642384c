import { AsyncQueue } from "@esfx/async-queue";
import { CancelError, CancelToken } from "@esfx/canceltoken";
import { CANCELLED, defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

/**
 * `AsyncQueue` of `@esfx/async-queue`.
 *
 * The declarations: `put` adds at the end, or fulfils a pending request directly; `get` takes the first value or the
 * next one to be added, and can be cancelled with a Cancelable (an AbortSignal is refused); a positive size counts values,
 * a negative one pending requests. The README's example fulfils two pending requests in the order of their calls.
 * No capacity is mentioned; no attempt form of `get`.
 *
 * Closing: `end` blocks future attempts to read or write, values inside can still be read, and pending reads are rejected
 * with a CancelError. What a blocked attempt answers is not said. As CancelError therefore means closed, the adapter
 * cancels with a reason of its own, which a token passes on.
 *
 * Left out: `doneWriting` (puts are still accepted where a request is pending) and `doneReading` (puts are still
 * accepted), which close one side only; values given to the constructor.
 */
const adapter: AnyAdapter = defineQueue({
  name: "@esfx/async-queue",
  version: "1.0.0",
  create: () => new AsyncQueue<unknown>(),
  get: (queue) => {
    const source = CancelToken.source();
    return { promise: queue.get(source.token), cancel: () => source.cancel(CANCELLED) };
  },
  putNowait: (queue, item) => queue.put(item),
  close: (queue) => queue.end(),
  signedSize: (queue) => queue.size,
  outcomes: { thrown: { closed: CancelError } },
  profile: {
    ...profiles.fifo,
    capacities: "none",
    cancellation: { get: "method" },
    close: { close: { ...UNPROMISED, items: "drained", getters: "closed" } },
  },
});
export default adapter;
