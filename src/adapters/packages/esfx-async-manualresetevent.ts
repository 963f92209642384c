import { AsyncManualResetEvent } from "@esfx/async-manualresetevent";
import { CancelError, CancelToken } from "@esfx/canceltoken";
import { defineEvent, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `AsyncManualResetEvent` of `@esfx/async-manualresetevent`.
 *
 * The declarations: `set` turns the event signaled and resolves the waiting promises; `reset` turns it nonsignaled, so
 * that later waits pause; `wait` can be cancelled with a Cancelable (an AbortSignal is refused). Because `set` itself
 * resolves them, waiters of a `set` that is reset in the same turn are released: the fifo reading.
 *
 * Left out: an initial state other than nonsignaled.
 */
const adapter: AnyAdapter = defineEvent({
  name: "@esfx/async-manualresetevent",
  version: "1.0.0",
  create: () => new AsyncManualResetEvent(),
  wait: (event) => {
    const source = CancelToken.source();
    return { promise: event.wait(source.token), cancel: () => source.cancel() };
  },
  set: (event) => event.set(),
  clear: (event) => event.reset(),
  isSet: (event) => event.isSet,
  outcomes: { thrown: { cancelled: CancelError } },
  profile: { ...profiles.fifo, cancellation: { wait: "method" } },
});
export default adapter;
