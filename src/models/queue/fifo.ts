/**
 * Queue, profile `fifo`: effects come at the call, by direct hand-over.
 *
 * Whoever cannot be served at once joins the tail of one line. After every change the oldest item goes to the getter who
 * waits longest, and the putter who waits longest is admitted, until neither is possible; with capacity 0 the two meet.
 * Nobody overtakes. Cancelling who waits removes it from the line. Cancelling who was already served may do nothing
 * (the value wins), or take the effect back: the item goes to the next getter or to the head, an item still inside is
 * withdrawn.
 */
import { NONE, type Model } from "../model.js";
import { queueModel, somebodyIsServable } from "./common.js";
import { changed, effected, firstInLine, GHOSTS, outOfLine, without, type QueueState } from "./state.js";

/** The state in which everybody in line who can be served has been. */
export function matched(state: QueueState, capacity: number): QueueState {
  for (let next = state; ;) {
    const getter = firstInLine(next, "get");
    const putter = firstInLine(next, "put");
    const item = next.operations[putter]?.item ?? NONE;
    if (getter >= 0 && next.items.length > 0) {
      next = effected({ ...next, items: next.items.slice(1) }, getter, next.items[0] ?? NONE);
    } else if (putter >= 0 && next.items.length < capacity) {
      next = effected({ ...next, items: [...next.items, item] }, putter, item);
    } else if (putter >= 0 && getter >= 0) {
      next = effected(effected(next, putter, item), getter, item);
    } else {
      return next;
    }
  }
}

/** A cancelled operation that was served ends, with its effect taken back; null where that is no longer possible. */
function takenBack(state: QueueState, client: number, capacity: number): QueueState | null {
  const operation = state.operations[client];
  if (!operation?.cancelled || operation.phase !== "done") return null;
  if (operation.verb === "put" && !state.items.includes(operation.item)) return null;
  const items = operation.verb === "put" ? without(state.items, operation.item) : [operation.item, ...state.items];
  const item = operation.verb === "put" ? operation.item : NONE;
  return matched(changed({ ...state, items }, client, { phase: "ended", cancelled: false, item }), capacity);
}

/** Only after a fault: the first of those who were merely told to look again takes what is there, or joins the tail. */
function lookedAgain(state: QueueState, client: number, capacity: number): QueueState {
  const verb = state.operations[client]?.verb;
  const waiting = changed(outOfLine(state, client), client, { phase: "waiting" });
  const possible = verb === "get" ? state.items.length > 0 : state.items.length < capacity;
  const line = possible ? [client, ...waiting.line] : [...waiting.line, client];
  return matched({ ...waiting, line }, capacity);
}

/** The fifo model of a queue that holds at most `capacity` items: Infinity is unbounded, 0 is a rendezvous. */
export function queueFifo(capacity: number): Model<QueueState> {
  const isRoom = (state: QueueState): boolean => state.items.length < capacity;
  return queueModel({
    call: (state, client) => matched({ ...state, line: [...state.line, client] }, capacity),
    mayStore: (state) => isRoom(state) || firstInLine(state, "get") >= 0,
    mayRefuse: (state) => !isRoom(state) && firstInLine(state, "get") < 0,
    store: (state, item) => [matched({ ...state, items: [...state.items, item] }, capacity)],
    take: (state, item) => {
      if (state.items[0] === item) return [matched({ ...state, items: state.items.slice(1) }, capacity)];
      const putter = capacity === 0 ? firstInLine(state, "put") : NONE;
      return state.operations[putter]?.item === item ? [effected(state, putter, item)] : [];
    },
    mayBeEmpty: (state) => state.items.length === 0 && !(capacity === 0 && firstInLine(state, "put") >= 0),
    cancel: (state, client) => {
      if (state.operations[client]?.phase === "done") return changed(state, client, { cancelled: true });
      return matched(changed(outOfLine(state, client), client, { phase: "ended" }), capacity);
    },
    internal: (state) => {
      const next: QueueState[] = [];
      for (let client = 0; client < GHOSTS; client++) {
        const ended = takenBack(state, client, capacity);
        if (ended) next.push(ended);
        const phase = state.operations[client]?.phase;
        // only after a fault: whoever was overlooked may be found later
        if (phase === "asleep") next.push(matched(changed(state, client, { phase: "waiting" }), capacity));
      }
      const [first] = state.ready;
      if (first !== undefined) next.push(lookedAgain(state, first, capacity));
      return next;
    },
    isServable: (state) => somebodyIsServable(state, capacity),
    rest: (state) => state,
  });
}
