/**
 * Event, profile `fifo`: effects come at the call.
 *
 * set() releases, there and then, everybody who waits: a clear() that follows in the same turn takes nothing back. A
 * wait() on a set event returns. Cancelling a wait() that is still waiting ends it; of one that was released, either the
 * cancellation or the release may win.
 */
import type { Model } from "../model.js";
import { eventModel } from "./common.js";
import { isWaiting, mapWaits, newWait, withWait, type EventState, type Wait } from "./state.js";

const released = (wait: Wait): Wait => ({ ...wait, phase: "done" });

export const eventFifo: Model<EventState> = eventModel({
  wait: (state, client) => withWait(state, client, { ...newWait, phase: state.set ? "done" : "waiting" }),
  set: (state) => ({ ...mapWaits(state, (wait) => (isWaiting(wait) ? released(wait) : wait)), set: true }),
  released,
  cancel: (state, client) => {
    const wait = state.waits[client];
    if (!wait || wait.phase === "lost") return state;
    if (wait.phase === "done" || wait.phase === "free") return withWait(state, client, { ...wait, cancelled: true });
    return withWait(state, client, { ...wait, phase: "ended" });
  },
  internal: (state) => {
    const next: EventState[] = [];
    state.waits.forEach((wait, client) => {
      if (wait?.cancelled) next.push(withWait(state, client, { ...wait, phase: "ended", cancelled: false }));
    });
    return next;
  },
});
