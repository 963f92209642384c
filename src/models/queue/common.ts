/** What all models of a Queue do alike: how operations return, and what is seen of a state. */
import { NONE, type Model, type ModelEvent } from "../model.js";
import {
  changed,
  emptyQueue,
  GHOSTS,
  inPhase,
  knownItems,
  newOperation,
  queueKey,
  renamedItems,
  withOperation,
  type QueueState,
} from "./state.js";

/** What makes one queue model differ from another. */
export interface QueueSemantics {
  /** A blocking operation is called; it is already registered as `waiting`. */
  call(state: QueueState, client: number): QueueState;
  /** Whether putNowait() may store now. */
  mayStore(state: QueueState): boolean;
  /** Whether putNowait() may answer full now. */
  mayRefuse(state: QueueState): boolean;
  /** putNowait() stores the item: every way in which that may go. */
  store(state: QueueState, item: number): readonly QueueState[];
  /** getNowait() takes `item`: every way in which that may go. */
  take(state: QueueState, item: number): readonly QueueState[];
  /** Whether getNowait() may answer empty now. */
  mayBeEmpty(state: QueueState): boolean;
  /** The outstanding operation of `client` is asked to end. */
  cancel(state: QueueState, client: number): QueueState;
  /** Unseen steps. */
  internal(state: QueueState): readonly QueueState[];
  /** Somebody waits who could be served. */
  isServable(state: QueueState): boolean;
  /** What quiescence tells. */
  rest(state: QueueState): QueueState;
}

/** Makes the model of a queue from what is special to it. */
export function queueModel(semantics: QueueSemantics): Model<QueueState> {
  function now(state: QueueState, event: Extract<ModelEvent, { kind: "now" }>): readonly QueueState[] {
    if (event.verb === "putNowait") {
      if (event.outcome === "ok") return semantics.mayStore(state) ? semantics.store(state, event.item) : [];
      return event.outcome === "full" && semantics.mayRefuse(state) ? [state] : [];
    }
    if (event.verb !== "getNowait") return [];
    if (event.outcome === "item") return semantics.take(state, event.item);
    return event.outcome === "empty" && semantics.mayBeEmpty(state) ? [state] : [];
  }

  function settle(state: QueueState, event: Extract<ModelEvent, { kind: "settle" }>): readonly QueueState[] {
    const operation = state.operations[event.client];
    if (!operation) return [];
    const over = withOperation(state, event.client, null);
    if (operation.phase === "ended") return event.outcome === "cancelled" ? [over] : [];
    if (operation.phase !== "done") return [];
    if (operation.verb === "put") return event.outcome === "ok" ? [over] : [];
    return event.outcome === "item" && event.item === operation.item ? [over] : [];
  }

  /** Quiet: nobody is on the way to return, and nobody can be served. */
  function isQuiet(state: QueueState): boolean {
    for (let client = 0; client < GHOSTS; client++) {
      const operation = state.operations[client];
      if (!operation) continue;
      if (operation.cancelled && operation.phase !== "lost") return false;
      if (operation.phase === "done" && !operation.mute) return false;
      if (operation.phase === "woken" || (operation.phase === "ended" && !operation.silent)) return false;
    }
    return state.ready.length === 0 && !semantics.isServable(state);
  }

  function internal(state: QueueState): readonly QueueState[] {
    const next = [...semantics.internal(state)];
    // only after a fault: an item may vanish
    for (const item of state.doomed) {
      if (!state.items.includes(item)) continue;
      const gone = state.items.filter((other) => other !== item);
      next.push({ ...state, items: gone, doomed: state.doomed.filter((other) => other !== item) });
    }
    return next;
  }

  return {
    initial: emptyQueue,
    key: queueKey,
    step: (state, event) => {
      switch (event.kind) {
        case "call": {
          if (event.verb !== "get" && event.verb !== "put") return [];
          const operation = newOperation(event.verb, event.verb === "put" ? event.item : NONE);
          return [semantics.call(withOperation(state, event.client, operation), event.client)];
        }
        case "now":
          return now(state, event);
        case "settle":
          return settle(state, event);
        case "cancel": {
          const operation = state.operations[event.client];
          if (!operation || operation.phase === "lost") return [state];
          return [
            semantics.cancel(event.silent ? changed(state, event.client, { silent: true }) : state, event.client),
          ];
        }
        case "quiet":
          return isQuiet(state) ? [semantics.rest(state)] : [];
        case "observe":
          return event.observer !== "size" || event.value === state.items.length ? [state] : [];
        case "again":
          return [];
        case "lateCancel":
        case "elapse":
        case "turn":
          return [state];
      }
    },
    internal,
    passTurn: (state) => {
      let passed = state;
      state.operations.forEach((operation, index) => {
        if (operation?.fresh) passed = changed(passed, index, { fresh: false });
      });
      return passed;
    },
    items: knownItems,
    rename: renamedItems,
    view: (state) => {
      const parked = [0, 1, 2, 3].filter((client) => {
        const phase = state.operations[client]?.phase;
        return phase === "waiting" || phase === "asleep" || phase === "lost";
      });
      const place = (client: number): number =>
        (state.line.indexOf(client) + state.line.length + 1) % (state.line.length + 1);
      return { content: state.items, waiting: parked.sort((a, b) => place(a) - place(b)) };
    },
  };
}

/** Whether somebody waits, awake, who could be served; ghosts need not be. */
export function somebodyIsServable(state: QueueState, capacity: number): boolean {
  const getters = inPhase(state, "get", "waiting").filter((index) => index < GHOSTS);
  const putters = inPhase(state, "put", "waiting").filter((index) => index < GHOSTS);
  if (getters.length > 0 && state.items.length > 0) return true;
  if (putters.length > 0 && state.items.length < capacity) return true;
  return capacity === 0 && getters.length > 0 && putters.length > 0;
}
