/**
 * Event, profile `asyncio`: what `asyncio.Event` of CPython 3.13 does.
 *
 * set() wakes everybody who waits (EV-03); a woken waiter returns whatever happens to the flag (EV-04), but not in the
 * turn that woke it (GN-01), and a cancellation that comes before it resumes wins (GN-02, EV-14). A wait() on a set
 * event returns without yielding (EV-05).
 */
import type { Model } from "../model.js";
import { eventModel } from "./common.js";
import { isWaiting, mapWaits, newWait, withWait, type EventState, type Wait } from "./state.js";

const released = (wait: Wait): Wait => ({ ...wait, phase: "woken", fresh: true });

export const eventAsyncio: Model<EventState> = eventModel({
  wait: (state, client) => withWait(state, client, { ...newWait, phase: state.set ? "done" : "waiting" }),
  set: (state) => ({ ...mapWaits(state, (wait) => (isWaiting(wait) ? released(wait) : wait)), set: true }),
  released,
  cancel: (state, client) => {
    const wait = state.waits[client];
    if (!wait || wait.phase === "done" || wait.phase === "lost") return state;
    return withWait(state, client, { ...wait, phase: "ended", fresh: false });
  },
  internal: (state) => {
    const next: EventState[] = [];
    state.waits.forEach((wait, client) => {
      if (wait?.phase === "woken" && !wait.fresh) next.push(withWait(state, client, { ...wait, phase: "done" }));
    });
    return next;
  },
});
