import { once, setMaxListeners } from "node:events";
import { defineEvent, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `AbortSignal`, as an event that is set once: `abort` of its controller is set. A wait asks `aborted` first, then listens
 * for the event `abort` with `events.once`, which can be cancelled with another signal.
 *
 * The standard: `aborted` is true once the controller was aborted, and stays so; the event is dispatched to all listeners,
 * in the order in which they were added, inside the call of `abort`.
 *
 * Left out: reasons, `timeout`, `any`.
 */
const adapter: AnyAdapter = defineEvent({
  name: "AbortSignal",
  create: () => {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal); // Node warns of more than ten
    return controller;
  },
  wait: (controller, { signal }) =>
    controller.signal.aborted ? undefined : once(controller.signal, "abort", signal ? { signal } : {}),
  set: (controller) => controller.abort(),
  isSet: (controller) => controller.signal.aborted,
  profile: { ...profiles.fifo, cancellation: { wait: "signal" } },
});
export default adapter;
