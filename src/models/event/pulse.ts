/**
 * Pulse: set() releases who waits, everybody or one, and is not remembered.
 *
 * - `fifo`: effects come at the call;
 * - `contract`: a wait() that has certainly registered (everything has been quiet since its call) is released; one that was
 *   called just before may be, or may miss the pulse.
 *
 * A wait() that was released and is then cancelled returns, or ends cancelled; where a pulse releases one, it may then
 * release another, or be gone: nothing remembers it. Sources: Java's `Object.notify` and `notifyAll`, Win32's PulseEvent.
 */
import type { Model } from "../model.js";
import { nextInLine, releasedOne } from "./autoReset.js";
import type { EventAxes } from "./axes.js";
import { clearedFlag, endedWait, eventModel, type EventSemantics, type SetEffect } from "./common.js";
import { alteredWait, changedWait, clientsIn, mapWaits, withWait, type EventState } from "./state.js";

const effect =
  (before: EventState) =>
  (state: EventState): SetEffect => ({ state, changed: state !== before });

/** Each way to release some of `clients`, and all of `certain`. */
function subsets(state: EventState, clients: readonly number[], certain: readonly number[]): readonly EventState[] {
  const free = clients.filter((client) => !certain.includes(client));
  const found: EventState[] = [];
  for (let mask = 0; mask < 1 << free.length; mask++) {
    const chosen = new Set([...certain, ...free.filter((_, at) => (mask >> at) & 1)]);
    found.push(
      chosen.size === 0
        ? state
        : mapWaits(state, (wait, client) =>
            chosen.has(client) ? alteredWait(wait, { phase: "done", parked: false }) : wait,
          ),
    );
  }
  return found;
}

function released(state: EventState, axes: EventAxes, isStrict: boolean): readonly EventState[] {
  const waiting = clientsIn(state, "waiting", "free");
  const certain = isStrict ? waiting : waiting.filter((client) => state.waits[client]?.parked);
  if (axes.releases === "all") return subsets(state, waiting, certain);
  if (isStrict) {
    const one = releasedOne(state, nextInLine(state, axes));
    return one.length > 0 ? one : [state];
  }
  // one of those who have certainly registered, or one who may have come before them
  const registered = axes.releaseOrder === "fifo" ? firstCertain(state, certain) : certain;
  const uncertain = waiting.filter((client) => !certain.includes(client));
  const some = releasedOne(state, [...registered, ...uncertain]);
  return certain.length > 0 ? some : [state, ...some];
}

/** The one of `clients` who stands first in line. */
function firstCertain(state: EventState, clients: readonly number[]): readonly number[] {
  return state.line.filter((client) => clients.includes(client)).slice(0, 1);
}

function semantics(axes: EventAxes, isStrict: boolean): EventSemantics {
  return {
    wait: (state, client, wait) => [withWait(state, client, wait)],
    set: (state) => released(state, axes, isStrict).map(effect(state)),
    clear: clearedFlag,
    isSet: () => false,
    released: (wait) => alteredWait(wait, { phase: "done", parked: false }),
    cancel: (state, client) => {
      const phase = state.waits[client]?.phase;
      const isOpen = !isStrict || phase === "done" || phase === "free";
      return [isOpen ? changedWait(state, client, { cancelled: true }) : endedWait(state, client)];
    },
    internal: (state) =>
      state.waits.flatMap((wait, client) => {
        if (!wait?.cancelled) return [];
        const gone = endedWait(state, client);
        if (axes.releases === "all" || wait.phase !== "done") return [gone];
        return [gone, ...releasedOne(gone, clientsIn(gone, "waiting", "free"))];
      }),
    isServable: () => false,
  };
}

/** The model of a pulse. */
export function pulse(preset: "contract" | "fifo", axes: EventAxes): Model<EventState> {
  return eventModel(axes, semantics(axes, preset === "fifo"));
}
