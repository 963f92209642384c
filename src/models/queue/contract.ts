/**
 * Queue, profile `contract`: the least that any queue of its axes promises.
 *
 * An operation takes effect at any moment between its call and its return: a get() takes the item that is next, a put()
 * adds its own while there is room, and with capacity 0 (rendezvous) a put() and a get() meet. Nobody has a place in a
 * line. A cancelled operation either returns as usual, or ends cancelled without a trace: what it had taken goes back,
 * what it had added is withdrawn if it is still there. An item may be reserved for a get() that waits, and a slot for a
 * put(), before it is taken, and so may the other side of a rendezvous: getNowait() may then find nothing and
 * putNowait() no room. Once everything is quiet, nobody waits who could be served.
 */
import { NONE, type Model } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { closeOf, endedByClose, endingOf, endingsOf } from "./closing.js";
import { displaced, overflown, queueModel, somebodyIsServable } from "./common.js";
import { nextItems, taken } from "./itemOrder.js";
import { admitted, handedOver } from "./settling.js";
import {
  altered,
  alteredOperation,
  changed,
  effected,
  GHOSTS,
  inPhase,
  without,
  type Operation,
  type QueueState,
} from "./state.js";
import { backInside, thrownAway } from "./takingBack.js";

/** How many operations of `verb` are certainly registered. */
function parked(state: QueueState, verb: "get" | "put"): number {
  return state.operations.filter((o) => o?.verb === verb && o.parked && o.phase === "waiting" && !o.cancelled).length;
}

/** How many clients wait in `verb`: what they may take is reserved. Nothing is for what a fault left behind. */
function waiting(state: QueueState, verb: "get" | "put"): number {
  const all = [...inPhase(state, verb, "waiting"), ...inPhase(state, verb, "asleep")];
  return all.filter((client) => client < GHOSTS).length;
}

/** The contract model of a queue. */
export function queueContract(axes: QueueAxes): Model<QueueState> {
  const { capacity, overflow, putSettles } = axes;
  const rendezvous = capacity === 0;
  const isRoom = (state: QueueState): boolean => state.items.length < capacity;

  /** An item that is next goes to `getter`. */
  const served = (state: QueueState, getter: number): readonly QueueState[] =>
    nextItems(state, axes).map((item) => effected(taken(state, item), getter, item));

  /** A put and a get meet. */
  const met = (state: QueueState, putter: number, getter: number): QueueState => {
    const item = state.operations[putter]?.item ?? NONE;
    return effected(handedOver(state, putter, axes), getter, item);
  };

  /** The putter's item comes in, or finds the queue full. */
  function arrived(state: QueueState, putter: number): readonly QueueState[] {
    const operation = state.operations[putter];
    const ending = operation ? endingOf(state, operation, axes) : null;
    if (ending && !ending.kept) return [];
    if (isRoom(state) || putSettles === "backpressure") return [admitted(state, putter, axes)];
    if (overflow === "drop-old") return displaced(state, axes).map((next) => admitted(next, putter, axes));
    return overflown(state, putter, axes) ?? [];
  }

  /** A cancelled operation ends, with its effect taken back: every way in which that may go. */
  function withdrawn(state: QueueState, client: number): readonly QueueState[] {
    const operation = state.operations[client];
    if (!operation?.cancelled || operation.verb === "close") return [];
    const end = (next: QueueState, item: number): QueueState =>
      changed(next, client, { phase: "ended", cancelled: false, item, parked: false });
    const { item } = operation;
    if (operation.verb === "join") return [end(state, NONE)];
    if (operation.phase === "waiting") return [end(state, operation.verb === "put" ? item : NONE)];
    if (operation.verb === "get") {
      if (operation.phase !== "done") return [];
      const isThrownAway = state.closed !== "" && closeOf(state, axes).items === "discarded";
      const states = isThrownAway ? thrownAway(state) : backInside(state, item, axes);
      return states.map((next) => end(next, NONE));
    }
    if (!["done", "held", "pulled"].includes(operation.phase)) return [];
    // what is stored at the call may stay: only the wait for room is given up
    const stays = putSettles === "backpressure" || putSettles === "pull" ? [end(state, item)] : [];
    // only after a fault: who was never told that its item was taken gives up as if it had not been
    if (!state.items.includes(item)) return operation.mute ? [end(state, item)] : stays;
    const unfinished = axes.joins ? Math.max(0, state.unfinished - 1) : 0;
    return [...stays, end(altered(state, { items: without(state.items, item), unfinished }), item)];
  }

  /** Adds to `next` what may become of an operation that waits, without anybody asking for it. */
  function begin(state: QueueState, client: number, operation: Operation, next: QueueState[]): void {
    const { verb } = operation;
    if (verb === "put") next.push(...arrived(state, client));
    if (verb === "join" && state.unfinished === 0) next.push(changed(state, client, { phase: "done" }));
    if (verb === "get" && operation.unbegun === "") {
      next.push(...served(state, client));
      if (rendezvous) for (const putter of inPhase(state, "put", "waiting")) next.push(met(state, putter, client));
    }
    // a close ends nobody who left, and no get() that finds something
    if (state.closed === "" || client >= GHOSTS || (verb === "get" && state.items.length > 0)) return;
    for (const ending of endingsOf(state, operation, axes)) {
      if (ending.ends.length > 0 || ending.silent) next.push(endedByClose(state, client, ending));
    }
  }

  return queueModel(axes, {
    call: (state) => [state],
    beginsLater: (verb) => verb === "close" || putSettles === "pull",
    mayStore: (state) => (rendezvous ? inPhase(state, "get", "waiting").length > 0 : isRoom(state)),
    mayRefuse: (state) => {
      const room = rendezvous ? parked(state, "get") : capacity - state.items.length;
      return room <= waiting(state, "put");
    },
    store: (state, item) => {
      if (!rendezvous) return [altered(state, { items: [...state.items, item] })];
      return inPhase(state, "get", "waiting").map((getter) => effected(state, getter, item));
    },
    take: (state, item) => {
      if (nextItems(state, axes).includes(item)) return [taken(state, item)];
      if (!rendezvous) return [];
      return inPhase(state, "put", "waiting")
        .filter((putter) => state.operations[putter]?.item === item)
        .map((putter) => handedOver(state, putter, axes));
    },
    mayBeEmpty: (state) => {
      const there = state.items.length + (rendezvous ? parked(state, "put") : 0);
      return there <= waiting(state, "get");
    },
    cancel: (state, client) => [changed(state, client, { cancelled: true })],
    joined: (state) => state,
    handsOver: true,
    mayIgnoreSecondClose: true,
    close: (state) => [state],
    finished: (state) => state,
    internal: (state) => {
      const next: QueueState[] = [];
      const { operations } = state;
      for (let client = 0; client < operations.length; client++) {
        const operation = operations[client];
        if (!operation) continue;
        if (operation.phase === "waiting") begin(state, client, operation, next);
        if (client >= GHOSTS) continue;
        if (operation.cancelled) next.push(...withdrawn(state, client));
        // only after a fault: whoever was overlooked may be found later
        if (operation.phase === "asleep") next.push(changed(state, client, { phase: "waiting" }));
      }
      return next;
    },
    isServable: (state) => somebodyIsServable(state, axes),
    rest: (state) => {
      if (!rendezvous) return state;
      const operations = state.operations.map((o) =>
        o?.phase === "waiting" ? alteredOperation(o, { parked: true }) : o,
      );
      return altered(state, { operations });
    },
  });
}
