/**
 * Queue, profile `fifo`: effects come at the call, by direct hand-over.
 *
 * Whoever cannot be served at once joins the tail of one line. After every change the item that is next goes to the
 * getter who waits longest, and the putter who waits longest is admitted, until neither is possible; with capacity 0 the
 * two meet. Nobody overtakes. Cancelling who waits removes it from the line. Cancelling who was already served may do
 * nothing (the value wins), or take the effect back: the item goes to the next getter or back inside, an item still
 * inside is withdrawn. A close ends there and then everybody whom it ends.
 */
import { NONE, type Model } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { closeOf, endedByClose, endingOf } from "./closing.js";
import { displaced, overflown, queueModel, somebodyIsServable } from "./common.js";
import { nextItems, taken } from "./itemOrder.js";
import { admitted, handedOver } from "./settling.js";
import {
  altered,
  changed,
  effected,
  firstInLine,
  GHOSTS,
  inPhase,
  outOfLine,
  without,
  type QueueState,
} from "./state.js";
import { backInside, thrownAway } from "./takingBack.js";

/** Everybody in line who can be served has been: every way in which that may go. */
export function matched(state: QueueState, axes: QueueAxes): readonly QueueState[] {
  const getter = firstInLine(state, "get");
  const putter = firstInLine(state, "put");
  if (getter >= 0 && state.items.length > 0) {
    return nextItems(state, axes).flatMap((item) => matched(effected(taken(state, item), getter, item), axes));
  }
  if (putter >= 0 && (state.items.length < axes.capacity || axes.putSettles === "backpressure")) {
    return matched(admitted(state, putter, axes), axes);
  }
  if (putter >= 0 && getter >= 0) {
    const item = state.operations[putter]?.item ?? NONE;
    return matched(effected(handedOver(state, putter, axes), getter, item), axes);
  }
  return [state];
}

/** A cancelled operation that was served ends, with its effect taken back: every way in which that may go. */
function takenBack(state: QueueState, client: number, axes: QueueAxes): readonly QueueState[] {
  const operation = state.operations[client];
  if (!operation?.cancelled) return [];
  const { phase, verb, item } = operation;
  const end = (next: QueueState, kept: number): readonly QueueState[] =>
    matched(changed(next, client, { phase: "ended", cancelled: false, item: kept }), axes);
  const ended = (next: QueueState): readonly QueueState[] => end(next, NONE);
  if (verb === "get") {
    if (phase !== "done") return [];
    if (state.closed !== "" && closeOf(state, axes).items === "discarded") {
      return thrownAway(state).flatMap((gone) => ended(gone === state || gone.unfinished > 0 ? gone : joined(gone)));
    }
    return backInside(state, item, axes).flatMap(ended);
  }
  if (verb === "join") return end(state, NONE);
  if (verb !== "put" || (phase !== "done" && phase !== "held" && phase !== "pulled")) return [];
  // what is stored at the call may stay: only the wait for room is given up
  const stays = axes.putSettles === "backpressure" || axes.putSettles === "pull" ? end(state, item) : [];
  // only after a fault: who was never told that its item was taken gives up as if it had not been
  if (!state.items.includes(item)) return operation.mute ? end(state, item) : stays;
  const unfinished = axes.joins ? Math.max(0, state.unfinished - 1) : 0;
  const withdrawn = altered(state, { items: without(state.items, item), unfinished });
  return [...stays, ...end(state.unfinished > 0 && unfinished === 0 ? joined(withdrawn) : withdrawn, item)];
}

/** Nothing is unfinished any more: every join() will return. */
function joined(state: QueueState): QueueState {
  const joins = inPhase(state, "join", "waiting");
  return joins.reduce((next, client) => changed(next, client, { phase: "done" }), state);
}

/** Only after a fault: the first of those who were merely told to look again takes what is there, or joins the tail. */
function lookedAgain(state: QueueState, client: number, axes: QueueAxes): readonly QueueState[] {
  const verb = state.operations[client]?.verb;
  const waiting = changed(outOfLine(state, client), client, { phase: "waiting" });
  const possible = verb === "get" ? state.items.length > 0 : state.items.length < axes.capacity;
  const line = possible ? [client, ...waiting.line] : [...waiting.line, client];
  return matched(altered(waiting, { line }), axes);
}

/** The fifo model of a queue. */
export function queueFifo(axes: QueueAxes): Model<QueueState> {
  const { capacity, overflow, putSettles } = axes;
  const isRoom = (state: QueueState): boolean => state.items.length < capacity;

  /** A put() comes to an open queue, at the tail of the line. */
  function arrived(state: QueueState, putter: number): readonly QueueState[] {
    const line = [...state.line, putter];
    const finds = isRoom(state) || putSettles === "backpressure" || firstInLine(state, "get") >= 0;
    if (finds) return matched(altered(state, { line }), axes);
    if (overflow === "drop-old")
      return displaced(state, axes).flatMap((next) => matched(altered(next, { line }), axes));
    return overflown(state, putter, axes) ?? [altered(state, { line })];
  }

  return queueModel(axes, {
    call: (state, client) => {
      const operation = state.operations[client];
      if (!operation) return [state];
      const ending = endingOf(state, operation, axes);
      if (operation.verb === "put") return ending ? [endedByClose(state, client, ending)] : arrived(state, client);
      const isThere = state.items.length > 0 || (capacity === 0 && firstInLine(state, "put") >= 0);
      if (ending && !isThere) return [endedByClose(state, client, ending)];
      return matched(altered(state, { line: [...state.line, client] }), axes);
    },
    beginsLater: () => false,
    mayStore: (state) => isRoom(state) || firstInLine(state, "get") >= 0,
    mayRefuse: (state) => !isRoom(state) && firstInLine(state, "get") < 0,
    store: (state, item) => matched(altered(state, { items: [...state.items, item] }), axes),
    take: (state, item) => {
      if (nextItems(state, axes).includes(item)) return matched(taken(state, item), axes);
      const putter = capacity === 0 ? firstInLine(state, "put") : NONE;
      return state.operations[putter]?.item === item ? [handedOver(state, putter, axes)] : [];
    },
    mayBeEmpty: (state) => state.items.length === 0 && !(capacity === 0 && firstInLine(state, "put") >= 0),
    cancel: (state, client) => {
      const phase = state.operations[client]?.phase;
      if (phase === "done" || phase === "held" || phase === "pulled") {
        return [changed(state, client, { cancelled: true })];
      }
      return matched(changed(outOfLine(state, client), client, { phase: "ended" }), axes);
    },
    joined: (state, client) => changed(state, client, { phase: "done" }),
    handsOver: true,
    mayIgnoreSecondClose: true,
    close: (state) => {
      let next: readonly QueueState[] = [state];
      for (const client of state.line) {
        const operation = state.operations[client];
        const ending = operation && operation.phase === "waiting" ? endingOf(state, operation, axes) : null;
        // a get() that waits for a put() that goes on waiting cannot be: they have met
        if (!ending) continue;
        next = next.flatMap((one) => [...(ending.kept ? [one] : []), endedByClose(one, client, ending)]);
      }
      return next.flatMap((one) => matched(one, axes));
    },
    finished: joined,
    internal: (state) => {
      const next: QueueState[] = [];
      for (let client = 0; client < GHOSTS; client++) {
        next.push(...takenBack(state, client, axes));
        const operation = state.operations[client];
        // only after a fault: whoever was overlooked may be found later
        if (operation?.phase !== "asleep") continue;
        const found = changed(state, client, { phase: "waiting" });
        const ending = endingOf(found, operation, axes);
        next.push(
          ...(ending && state.items.length === 0 ? [endedByClose(found, client, ending)] : matched(found, axes)),
        );
      }
      const [first] = state.ready;
      if (first !== undefined) next.push(...lookedAgain(state, first, axes));
      return next;
    },
    isServable: (state) => somebodyIsServable(state, axes),
    rest: (state) => state,
  });
}
