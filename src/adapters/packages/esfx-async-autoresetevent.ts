import { AsyncAutoResetEvent } from "@esfx/async-autoresetevent";
import { CancelError, CancelToken } from "@esfx/canceltoken";
import { defineEvent, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `AsyncAutoResetEvent` of `@esfx/async-autoresetevent`.
 *
 * The declarations: an event that resets automatically after it released a single waiting operation; `set` turns it
 * signaled and resolves at most one waiting promise; `reset` turns it nonsignaled, so that operations pause; `wait` can be
 * cancelled with a Cancelable. One state, hence a memory of one. Because `set` itself resolves, a `reset` in the same turn
 * takes nothing back. No order among those who wait is promised.
 *
 * Left out: what `set` answers (whether it resolved a waiting promise, which no axis asks), an initial state other than
 * nonsignaled. There is no way to ask for the state.
 */
const adapter: AnyAdapter = defineEvent({
  name: "@esfx/async-autoresetevent",
  version: "1.0.0-pre.8",
  create: () => new AsyncAutoResetEvent(),
  wait: (event) => {
    const source = CancelToken.source();
    return { promise: event.wait(source.token), cancel: () => source.cancel() };
  },
  set: (event) => void event.set(),
  clear: (event) => event.reset(),
  outcomes: { thrown: { cancelled: CancelError } },
  profile: { ...profiles.fifo, kind: "auto-reset", memory: 1, releaseOrder: "any", cancellation: { wait: "method" } },
});
export default adapter;
