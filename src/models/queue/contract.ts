/**
 * Queue, profile `contract`: the least that any fifo queue promises.
 *
 * An operation takes effect at any moment between its call and its return: a get() takes the oldest item, a put() adds
 * its own while there is room, and with capacity 0 (rendezvous) a put() and a get() meet. Nobody has a place in a line.
 * A cancelled operation either returns as usual, or ends cancelled without a trace: what it had taken goes back to the
 * head, what it had added is withdrawn if it is still there. An item may be reserved for a get() that waits, and a slot
 * for a put(), before it is taken, and so may the other side of a rendezvous: getNowait() may then find nothing and
 * putNowait() no room. Once everything is quiet, nobody waits who could be
 * served.
 */
import { NONE, type Model } from "../model.js";
import { queueModel, somebodyIsServable } from "./common.js";
import { changed, effected, GHOSTS, inPhase, without, type QueueState } from "./state.js";

/** The oldest item goes to `getter`. */
function served(state: QueueState, getter: number): QueueState {
  return effected({ ...state, items: state.items.slice(1) }, getter, state.items[0] ?? NONE);
}

/** The putter's item comes in. */
function admitted(state: QueueState, putter: number): QueueState {
  const item = state.operations[putter]?.item ?? NONE;
  return effected({ ...state, items: [...state.items, item] }, putter, item);
}

/** A put and a get meet. */
function met(state: QueueState, putter: number, getter: number): QueueState {
  const item = state.operations[putter]?.item ?? NONE;
  return effected(effected(state, putter, item), getter, item);
}

/** A cancelled operation ends, with its effect taken back; null where that is no longer possible. */
function withdrawn(state: QueueState, client: number): QueueState | null {
  const operation = state.operations[client];
  if (!operation?.cancelled) return null;
  let items = state.items;
  if (operation.phase === "done") {
    if (operation.verb === "put" && !items.includes(operation.item)) return null;
    items = operation.verb === "put" ? without(items, operation.item) : [operation.item, ...items];
  }
  const item = operation.verb === "put" ? operation.item : NONE;
  return changed({ ...state, items }, client, { phase: "ended", cancelled: false, item, parked: false });
}

/** How many operations of `verb` are certainly registered. */
function parked(state: QueueState, verb: "get" | "put"): number {
  return state.operations.filter((o) => o?.verb === verb && o.parked && o.phase === "waiting" && !o.cancelled).length;
}

/** The contract model of a queue that holds at most `capacity` items: Infinity is unbounded, 0 is a rendezvous. */
export function queueContract(capacity: number): Model<QueueState> {
  const rendezvous = capacity === 0;
  return queueModel({
    call: (state) => state,
    mayStore: (state) => (rendezvous ? inPhase(state, "get", "waiting").length > 0 : state.items.length < capacity),
    mayRefuse: (state) => {
      const room = rendezvous ? parked(state, "get") : capacity - state.items.length;
      return room <= inPhase(state, "put", "waiting").length;
    },
    store: (state, item) => {
      if (!rendezvous) return [{ ...state, items: [...state.items, item] }];
      return inPhase(state, "get", "waiting").map((getter) => effected(state, getter, item));
    },
    take: (state, item) => {
      if (state.items[0] === item) return [{ ...state, items: state.items.slice(1) }];
      if (!rendezvous) return [];
      return inPhase(state, "put", "waiting")
        .filter((putter) => state.operations[putter]?.item === item)
        .map((putter) => effected(state, putter, item));
    },
    mayBeEmpty: (state) => {
      const there = state.items.length + (rendezvous ? parked(state, "put") : 0);
      return there <= inPhase(state, "get", "waiting").length;
    },
    cancel: (state, client) => changed(state, client, { cancelled: true }),
    internal: (state) => {
      const next: QueueState[] = [];
      const getters = inPhase(state, "get", "waiting");
      const putters = inPhase(state, "put", "waiting");
      if (state.items.length > 0) for (const getter of getters) next.push(served(state, getter));
      if (state.items.length < capacity) for (const putter of putters) next.push(admitted(state, putter));
      if (rendezvous) for (const putter of putters) for (const getter of getters) next.push(met(state, putter, getter));
      for (let client = 0; client < GHOSTS; client++) {
        const ended = withdrawn(state, client);
        if (ended) next.push(ended);
        // only after a fault: whoever was overlooked may be found later
        if (state.operations[client]?.phase === "asleep") next.push(changed(state, client, { phase: "waiting" }));
      }
      return next;
    },
    isServable: (state) => somebodyIsServable(state, capacity),
    rest: (state) => {
      if (!rendezvous) return state;
      const operations = state.operations.map((o) => (o?.phase === "waiting" ? { ...o, parked: true } : o));
      return { ...state, operations };
    },
  });
}
