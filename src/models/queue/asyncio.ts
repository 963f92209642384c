/**
 * Queue, profile `asyncio`: what `asyncio.Queue` of CPython 3.13 does.
 *
 * Adding an item wakes the getter who waits longest, taking one the putter who waits longest (QU-14, QU-26). A wake is
 * only a hint: item and slot stay public, a newcomer may barge (QU-08 to QU-11, QU-21 to QU-23). The woken one resumes in
 * a later turn, in the order of waking (GN-01, GN-04), takes what is there, or parks again at the tail (QU-12, QU-24). A
 * cancellation that comes before it resumes wins, and passes the wake on while there is still an item or slot (QU-17 to
 * QU-19, QU-29, QU-30). An operation that need not wait is over at its call (QU-06).
 */
import { NONE, type Model } from "../model.js";
import { queueModel } from "./common.js";
import { changed, effected, firstInLine, GHOSTS, outOfLine, without, type QueueState } from "./state.js";

/** The state in which the first in line of `verb` has been told to look again. */
export function woken(state: QueueState, verb: "get" | "put"): QueueState {
  const first = firstInLine(state, verb);
  if (first < 0) return state;
  const told = changed(state, first, { phase: "woken", fresh: true });
  return { ...told, line: without(state.line, first), ready: [...state.ready, first] };
}

/** A getter takes the oldest item. */
export function served(state: QueueState, getter: number): QueueState {
  return woken(effected({ ...state, items: state.items.slice(1) }, getter, state.items[0] ?? NONE), "put");
}

/** A putter adds its item. */
export function admitted(state: QueueState, putter: number): QueueState {
  const item = state.operations[putter]?.item ?? NONE;
  return woken(effected({ ...state, items: [...state.items, item] }, putter, item), "get");
}

/** Only after a fault: what was handed over directly goes back when the cancellation wins. */
function handedBack(state: QueueState, client: number): QueueState | null {
  const operation = state.operations[client];
  if (operation?.phase !== "done" || !operation.cancelled) return null;
  const ended = changed(state, client, { phase: "ended", cancelled: false });
  if (operation.verb === "get") return woken({ ...ended, items: [operation.item, ...state.items] }, "get");
  if (!state.items.includes(operation.item)) return null;
  return woken({ ...ended, items: without(state.items, operation.item) }, "put");
}

/** The asyncio model of a queue that holds at most `capacity` items; Infinity is unbounded. */
export function queueAsyncio(capacity: number): Model<QueueState> {
  const isRoom = (state: QueueState): boolean => state.items.length < capacity;

  /** Looks once: takes effect, or joins the line. */
  function looked(state: QueueState, index: number): QueueState {
    const operation = state.operations[index];
    if (!operation) return state;
    if (operation.verb === "get" ? state.items.length > 0 : isRoom(state)) {
      return operation.verb === "get" ? served(state, index) : admitted(state, index);
    }
    const waiting = changed(outOfLine(state, index), index, { phase: "waiting", fresh: false, keeps: false });
    return { ...waiting, line: operation.keeps ? [index, ...waiting.line] : [...waiting.line, index] };
  }

  /** The first of the woken resumes. */
  function resumed(state: QueueState): readonly QueueState[] {
    const first = state.ready[0];
    const operation = first === undefined ? undefined : state.operations[first];
    if (first === undefined || !operation || operation.fresh) return [];
    const free = { ...state, ready: state.ready.slice(1) };
    if (!operation.cancelled) return [looked(free, first)];
    const ended = changed(free, first, { phase: "ended", cancelled: false });
    const isLeft = operation.verb === "get" ? state.items.length > 0 : isRoom(state);
    return [isLeft ? woken(ended, operation.verb) : ended];
  }

  return queueModel({
    call: looked,
    mayStore: isRoom,
    mayRefuse: (state) => !isRoom(state),
    store: (state, item) => [woken({ ...state, items: [...state.items, item] }, "get")],
    take: (state, item) => (state.items[0] === item ? [woken({ ...state, items: state.items.slice(1) }, "put")] : []),
    mayBeEmpty: (state) => state.items.length === 0,
    cancel: (state, client) => {
      const phase = state.operations[client]?.phase;
      if (phase === "woken") return changed(state, client, { cancelled: true });
      if (phase === "done" && state.operations[client]?.keeps) return changed(state, client, { cancelled: true });
      if (phase !== "waiting" && phase !== "asleep") return state;
      return changed(outOfLine(state, client), client, { phase: "ended" });
    },
    internal: (state) => {
      const next = [...resumed(state)];
      for (let client = 0; client < GHOSTS; client++) {
        const returned = handedBack(state, client);
        if (returned) next.push(returned);
        // only after a fault: whoever was overlooked may be found later
        if (state.operations[client]?.phase !== "asleep") continue;
        const found = changed(outOfLine(state, client), client, { phase: "woken", fresh: true });
        next.push({ ...found, ready: [...found.ready, client] });
      }
      return next;
    },
    isServable: () => false,
    rest: (state) => state,
  });
}
