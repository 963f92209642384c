/**
 * Queue, profile `asyncio`: what `asyncio.Queue`, `LifoQueue` and `PriorityQueue` of CPython 3.13 do.
 *
 * Adding an item wakes the getter who waits longest, taking one the putter who waits longest (QU-14, QU-26). A wake is
 * only a hint: item and slot stay public, a newcomer may barge (QU-08 to QU-11, QU-21 to QU-23). The woken one resumes in
 * a later turn, in the order of waking (GN-01, GN-04), takes what is there, or parks again at the tail (QU-12, QU-24). A
 * cancellation that comes before it resumes wins, and passes the wake on while there is still an item or slot (QU-17 to
 * QU-19, QU-29, QU-30). An operation that need not wait is over at its call (QU-06). A join() that was released returns
 * (QU-37). shutdown() wakes everybody; who resumes then takes what is there, or ends closed (SD-04 to SD-06, SD-11).
 */
import { NONE, type Model } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { endedByClose, endingOf } from "./closing.js";
import { queueModel } from "./common.js";
import { stillInLine } from "./ghosts.js";
import { nextItems, taken } from "./itemOrder.js";
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

/** The state in which the first in line of `verb` has been told to look again. */
export function woken(state: QueueState, verb: "get" | "put"): QueueState {
  const first = firstInLine(state, verb);
  return first < 0 ? state : told(state, first);
}

function told(state: QueueState, client: number): QueueState {
  const fresh = changed(state, client, { phase: "woken", fresh: true });
  return altered(fresh, { line: without(state.line, client), ready: [...state.ready, client] });
}

/** A putter adds its item. */
export function admitted(state: QueueState, putter: number, axes: QueueAxes): QueueState {
  const item = state.operations[putter]?.item ?? NONE;
  const unfinished = state.unfinished + (axes.joins ? 1 : 0);
  return woken(effected(altered(state, { items: [...state.items, item], unfinished }), putter, item), "get");
}

/** Only after a fault: what was handed over directly goes back when the cancellation wins. */
function handedBack(state: QueueState, client: number): QueueState | null {
  const operation = state.operations[client];
  if (operation?.phase !== "done" || !operation.cancelled || operation.verb === "join") return null;
  const ended = changed(state, client, { phase: "ended", cancelled: false });
  if (operation.verb === "get") return woken(altered(ended, { items: [operation.item, ...state.items] }), "get");
  if (!state.items.includes(operation.item)) return null;
  return woken(altered(ended, { items: without(state.items, operation.item) }), "put");
}

/** The asyncio model of a queue. */
export function queueAsyncio(axes: QueueAxes): Model<QueueState> {
  const isRoom = (state: QueueState): boolean => state.items.length < axes.capacity;

  /** A getter takes an item that is next. */
  const served = (state: QueueState, getter: number): readonly QueueState[] =>
    nextItems(state, axes).map((item) => woken(stillInLine(effected(taken(state, item), getter, item), getter), "put"));

  /** Looks once: takes effect, ends closed, or joins the line. */
  function looked(state: QueueState, index: number): readonly QueueState[] {
    const operation = state.operations[index];
    if (!operation) return [state];
    if (operation.verb === "get" && state.items.length > 0) return served(state, index);
    const ending = endingOf(state, operation, axes);
    const over = ending ? [endedByClose(state, index, ending)] : [];
    if (ending && !ending.kept) return over;
    if (operation.verb === "put" && isRoom(state)) return [...over, admitted(state, index, axes)];
    const waiting = changed(outOfLine(state, index), index, { phase: "waiting", fresh: false, keeps: false });
    return [...over, altered(waiting, { line: operation.keeps ? [index, ...waiting.line] : [...waiting.line, index] })];
  }

  /** The first of the woken resumes. */
  function resumed(state: QueueState): readonly QueueState[] {
    const first = state.ready[0];
    const operation = first === undefined ? undefined : state.operations[first];
    if (first === undefined || !operation || operation.fresh) return [];
    const free = altered(state, { ready: state.ready.slice(1) });
    if (!operation.cancelled) return looked(free, first);
    const ended = changed(free, first, { phase: "ended", cancelled: false });
    const { verb } = operation;
    if (verb !== "get" && verb !== "put") return [ended];
    const isLeft = verb === "get" ? state.items.length > 0 : isRoom(state);
    return [isLeft ? woken(ended, verb) : ended];
  }

  return queueModel(axes, {
    call: looked,
    beginsLater: () => false,
    mayStore: isRoom,
    mayRefuse: (state) => !isRoom(state),
    store: (state, item) => [woken(altered(state, { items: [...state.items, item] }), "get")],
    take: (state, item) => (nextItems(state, axes).includes(item) ? [woken(taken(state, item), "put")] : []),
    mayBeEmpty: (state) => state.items.length === 0,
    cancel: (state, client) => {
      const phase = state.operations[client]?.phase;
      if (phase === "woken" && state.operations[client]?.verb === "join") {
        return [changed(state, client, { phase: "ended", fresh: false })];
      }
      if (phase === "woken") return [changed(state, client, { cancelled: true })];
      if (phase === "done" && state.operations[client]?.keeps) return [changed(state, client, { cancelled: true })];
      if (phase !== "waiting" && phase !== "asleep") return [state];
      return [changed(outOfLine(state, client), client, { phase: "ended" })];
    },
    joined: (state, client) => changed(state, client, { phase: "done" }),
    handsOver: false,
    mayIgnoreSecondClose: false,
    close: (state) => {
      let next = state;
      for (const verb of ["get", "put"] as const) {
        for (const client of state.line) {
          const operation = state.operations[client];
          if (operation?.verb === verb && operation.phase === "waiting") next = told(next, client);
        }
      }
      return [next];
    },
    finished: (state) => {
      let next = state;
      state.operations.forEach((operation, client) => {
        if (operation?.verb !== "join" || operation.phase !== "waiting") return;
        next = changed(next, client, { phase: "woken", fresh: true });
      });
      return next;
    },
    internal: (state) => {
      const next = [...resumed(state)];
      for (const join of inPhase(state, "join", "woken")) {
        if (state.operations[join]?.fresh === false) next.push(changed(state, join, { phase: "done" }));
      }
      for (let client = 0; client < GHOSTS; client++) {
        const returned = handedBack(state, client);
        if (returned) next.push(returned);
        // only after a fault: whoever was overlooked may be found later, or in its turn
        const operation = state.operations[client];
        if (operation?.phase !== "asleep" || operation.verb === "join") continue;
        next.push(changed(state, client, { phase: "waiting" }));
        const found = changed(outOfLine(state, client), client, { phase: "woken", fresh: true });
        next.push(altered(found, { ready: [...found.ready, client] }));
      }
      return next;
    },
    isServable: () => false,
    rest: (state) => state,
  });
}
