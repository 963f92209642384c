/**
 * Auto-reset Event: set() releases one waiter, or is remembered for the next one.
 *
 * - `fifo`: effects come at the call. A set() releases somebody who waits (the one who waits longest, or any: an axis), and
 *   is remembered where nobody does, as often as declared. Of a wait() that was released and is then cancelled, either the
 *   release wins, or it passes to the next waiter or is remembered.
 * - `contract`: a wait() takes effect at any moment between its call and its return at which something is remembered. So
 *   several set() calls in a row, before anybody has resumed, may count as one where no more than one is remembered.
 *
 * Sources: the auto-reset event of Win32 and .NET; a count without a bound is a semaphore.
 */
import type { Model } from "../model.js";
import type { EventAxes } from "./axes.js";
import { clearedFlag, endedWait, eventModel, type EventSemantics, type SetEffect } from "./common.js";
import {
  altered,
  alteredWait,
  changedWait,
  clientsIn,
  isWaiting,
  withWait,
  type EventState,
  type Wait,
} from "./state.js";

const done = (wait: Wait): Wait => alteredWait(wait, { phase: "done", parked: false });

/** Clients of whom one set() may release one, under the declared order. */
export function nextInLine(state: EventState, { releaseOrder }: EventAxes): readonly number[] {
  const waiting = state.line.filter((client) => {
    const wait = state.waits[client];
    return wait && isWaiting(wait);
  });
  return releaseOrder === "fifo" ? waiting.slice(0, 1) : waiting;
}

/** The state with one waiter released: every way in which that may go. */
export function releasedOne(state: EventState, clients: readonly number[]): readonly EventState[] {
  return clients.map((client) => changedWait(state, client, { phase: "done", parked: false }));
}

/** The state that remembers one more set(), as far as it can. */
function remembered(state: EventState, { memory }: EventAxes): SetEffect {
  const count = Math.min(memory, state.count + 1);
  return { state: altered(state, { count }), changed: count > state.count };
}

const common: Pick<EventSemantics, "clear" | "isSet" | "released"> = {
  clear: clearedFlag,
  isSet: (state) => state.count > 0,
  released: done,
};

function fifo(axes: EventAxes): EventSemantics {
  /** A set(), or a release that was not used. */
  const set = (state: EventState): readonly SetEffect[] => {
    const released = releasedOne(state, nextInLine(state, axes));
    if (released.length === 0) return [remembered(state, axes)];
    return released.map((next) => ({ state: next, changed: true }));
  };
  return {
    ...common,
    wait: (state, client, wait) =>
      state.count > 0
        ? [withWait(altered(state, { count: state.count - 1 }), client, done(wait))]
        : [withWait(state, client, wait)],
    set,
    cancel: (state, client) => {
      const phase = state.waits[client]?.phase;
      const isReleased = phase === "done" || phase === "free";
      return [isReleased ? changedWait(state, client, { cancelled: true }) : endedWait(state, client)];
    },
    internal: (state) =>
      state.waits.flatMap((wait, client) => {
        if (!wait?.cancelled) return [];
        const gone = endedWait(state, client);
        return wait.phase === "done" ? set(gone).map((effect) => effect.state) : [gone];
      }),
    isServable: (state) => state.count > 0 && nextInLine(state, axes).length > 0,
  };
}

function contract(axes: EventAxes): EventSemantics {
  /** A set(), or a release that was not used: it goes to somebody who waits, or is remembered until somebody takes it. */
  const set = (state: EventState): readonly SetEffect[] => [
    remembered(state, axes),
    ...releasedOne(state, clientsIn(state, "waiting", "free")).map((next) => ({ state: next, changed: true })),
  ];
  return {
    ...common,
    wait: (state, client, wait) => [withWait(state, client, wait)],
    set,
    cancel: (state, client) => [changedWait(state, client, { cancelled: true })],
    internal: (state) => {
      const next: EventState[] = [];
      state.waits.forEach((wait, client) => {
        if (!wait) return;
        if (wait.phase === "waiting" && state.count > 0) {
          next.push(withWait(altered(state, { count: state.count - 1 }), client, done(wait)));
        }
        if (!wait.cancelled) return;
        const gone = endedWait(state, client);
        next.push(...(wait.phase === "done" ? set(gone).map((effect) => effect.state) : [gone]));
      });
      return next;
    },
    isServable: (state) => state.count > 0 && clientsIn(state, "waiting", "free").length > 0,
  };
}

/** The model of an auto-reset event. */
export function autoReset(preset: "contract" | "fifo", axes: EventAxes): Model<EventState> {
  return eventModel(axes, preset === "fifo" ? fifo(axes) : contract(axes));
}
