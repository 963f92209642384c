/**
 * Manual-reset Event: stays set until it is cleared; set() releases everybody who waits.
 *
 * - `contract`: a wait() takes effect at any moment between its call and its return at which the event is set;
 * - `fifo`: set() releases, there and then, everybody who waits. Of a wait() that was released and is then cancelled,
 *   either the release or the cancellation wins;
 * - `asyncio`: what `asyncio.Event` of CPython 3.13 does. A woken waiter returns whatever happens to the flag (EV-03,
 *   EV-04), but not in the turn that woke it (GN-01), and a cancellation that comes before it resumes wins (GN-02, EV-14). A
 *   wait() on a set event returns without yielding (EV-05).
 *
 * What becomes of those who wait at a set() that is cleared in the same turn is an axis of its own. `must`: who has
 * certainly registered is released. `must-not`: a waiter looks again when it resumes, and waits on while the flag is
 * unset. `may`: either.
 */
import type { Model } from "../model.js";
import type { EventAxes } from "./axes.js";
import { clearedFlag, endedWait, eventModel, type EventSemantics } from "./common.js";
import {
  altered,
  alteredWait,
  changedWait,
  clientsIn,
  isWaiting,
  mapWaits,
  withWait,
  type EventState,
  type Wait,
} from "./state.js";

/** The presets of a manual-reset event. */
export type ManualPreset = "contract" | "fifo" | "asyncio";

const done = (wait: Wait): Wait => alteredWait(wait, { phase: "done", parked: false });
const woken = (wait: Wait): Wait => alteredWait(wait, { phase: "woken", fresh: true, parked: false });

/** What all of them have in common. */
const flag: Pick<EventSemantics, "clear" | "isSet" | "isServable"> = {
  clear: clearedFlag,
  isSet: (state) => state.set,
  isServable: (state) => state.set && clientsIn(state, "waiting", "free").length > 0,
};

const setFlag = (state: EventState, released: EventState): EventState =>
  altered(released, { set: true, count: state.count });

/** Those who were cancelled and have not ended may. */
function givenUp(state: EventState): EventState[] {
  return state.waits.flatMap((wait, client) => (wait?.cancelled ? [endedWait(state, client)] : []));
}

/** Who waits while the flag is set may be released; then it may return. */
function looking(state: EventState, looksAgain: boolean): EventState[] {
  const next: EventState[] = [];
  state.waits.forEach((wait, client) => {
    if (!wait) return;
    if (wait.phase === "waiting" && state.set) {
      next.push(withWait(state, client, looksAgain ? woken(wait) : done(wait)));
    }
    if (wait.phase === "woken" && !wait.fresh) {
      next.push(changedWait(state, client, { phase: state.set ? "done" : "waiting" }));
    }
  });
  return next;
}

function contract({ clearedInTurn }: EventAxes): EventSemantics {
  return {
    ...flag,
    wait: (state, client, wait) => {
      const waits = withWait(state, client, wait);
      // at its call it may see at once that the flag is set
      return clearedInTurn === "must-not" && state.set ? [waits, withWait(state, client, done(wait))] : [waits];
    },
    set: (state) => {
      const certain = (wait: Wait): boolean => clearedInTurn === "must" && wait.phase === "waiting" && wait.parked;
      const released = mapWaits(state, (wait) => (certain(wait) ? done(wait) : wait));
      return [{ state: setFlag(state, released), changed: !state.set }];
    },
    released: clearedInTurn === "must-not" ? woken : done,
    cancel: (state, client) => [changedWait(state, client, { cancelled: true })],
    internal: (state) => [...looking(state, clearedInTurn === "must-not"), ...givenUp(state)],
  };
}

function fifo({ clearedInTurn }: EventAxes): EventSemantics {
  const isDirect = clearedInTurn === "must";
  return {
    ...flag,
    wait: (state, client, wait) => [withWait(state, client, state.set ? done(wait) : wait)],
    set: (state) => {
      const released = isDirect ? mapWaits(state, (wait) => (isWaiting(wait) ? done(wait) : wait)) : state;
      return [{ state: setFlag(state, released), changed: !state.set }];
    },
    released: clearedInTurn === "must-not" ? woken : done,
    cancel: (state, client) => {
      const phase = state.waits[client]?.phase;
      const isReleased = phase === "done" || phase === "free" || phase === "woken" || (state.set && !isDirect);
      return [isReleased ? changedWait(state, client, { cancelled: true }) : endedWait(state, client)];
    },
    internal: (state) => [...(isDirect ? [] : looking(state, clearedInTurn === "must-not")), ...givenUp(state)],
  };
}

const asyncio: EventSemantics = {
  ...flag,
  wait: (state, client, wait) => [withWait(state, client, state.set ? done(wait) : wait)],
  set: (state) => [
    {
      state: setFlag(
        state,
        mapWaits(state, (wait) => (isWaiting(wait) ? woken(wait) : wait)),
      ),
      changed: !state.set,
    },
  ],
  released: woken,
  cancel: (state, client) => {
    const phase = state.waits[client]?.phase;
    return [phase === "done" || phase === "lost" ? state : endedWait(state, client)];
  },
  internal: (state) =>
    state.waits.flatMap((wait, client) =>
      wait?.phase === "woken" && !wait.fresh ? [changedWait(state, client, { phase: "done" })] : [],
    ),
};

/** The model of a manual-reset event. */
export function manualReset(preset: ManualPreset, axes: EventAxes): Model<EventState> {
  if (preset === "asyncio") return eventModel(axes, asyncio);
  return eventModel(axes, preset === "fifo" ? fifo(axes) : contract(axes));
}
