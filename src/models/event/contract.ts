/**
 * Event, profile `contract`: the least that any manual-reset event promises.
 *
 * A wait() takes effect at any moment between its call and its return at which the event is set. So a pulse (`set`,
 * `clear` in one turn) may or may not release who waits; but once everything is quiet, nobody waits while the event is
 * set. A cancelled wait() ends cancelled, or returns if it could have.
 */
import type { Model } from "../model.js";
import { eventModel } from "./common.js";
import { newWait, withWait, type EventState } from "./state.js";

export const eventContract: Model<EventState> = eventModel({
  wait: (state, client) => withWait(state, client, newWait),
  set: (state) => ({ ...state, set: true }),
  released: (wait) => ({ ...wait, phase: "done" }),
  cancel: (state, client) => {
    const wait = state.waits[client];
    return wait && wait.phase !== "lost" ? withWait(state, client, { ...wait, cancelled: true }) : state;
  },
  internal: (state) => {
    const next: EventState[] = [];
    state.waits.forEach((wait, client) => {
      if (!wait) return;
      if (wait.phase === "waiting" && state.set) next.push(withWait(state, client, { ...wait, phase: "done" }));
      if (wait.cancelled) next.push(withWait(state, client, { ...wait, phase: "ended", cancelled: false }));
    });
    return next;
  },
});
