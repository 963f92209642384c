/** What all models of a manual-reset Event do alike: everything but when a waiter is released and how it is cancelled. */
import type { Model, ModelEvent } from "../model.js";
import { clientsIn, eventKey, mapWaits, newWait, unsetEvent, withWait, type EventState, type Wait } from "./state.js";

/** What makes one event model differ from another. */
export interface EventSemantics {
  /** wait() is called. */
  wait(state: EventState, client: number): EventState;
  /** set() is called on an event in any state. */
  set(state: EventState): EventState;
  /** A waiter that a set() chose. */
  released(wait: Wait): Wait;
  /** The outstanding wait() of `client` is asked to end. */
  cancel(state: EventState, client: number): EventState;
  /** Unseen steps. */
  internal(state: EventState): readonly EventState[];
}

/** The outstanding wait() need not settle once it is cancelled. */
function silenced(state: EventState, client: number): EventState {
  const wait = state.waits[client];
  return wait ? withWait(state, client, { ...wait, silent: true }) : state;
}

/** Makes the model of an event from what is special to it. */
export function eventModel(semantics: EventSemantics): Model<EventState> {
  function now(state: EventState, event: Extract<ModelEvent, { kind: "now" }>): readonly EventState[] {
    if (event.verb === "isSet") return event.outcome === (state.set ? "yes" : "no") ? [state] : [];
    if (event.outcome !== "ok") return [];
    if (event.verb === "set") return [semantics.set(state)];
    if (event.verb === "clear") return [{ ...state, set: false, residue: "" }];
    return [];
  }

  function settle(state: EventState, event: Extract<ModelEvent, { kind: "settle" }>): readonly EventState[] {
    const wait = state.waits[event.client];
    const returned = wait?.phase === "done" || wait?.phase === "free";
    if (event.outcome === "ok" && returned) return [withWait(state, event.client, null)];
    if (event.outcome === "cancelled" && wait?.phase === "ended") return [withWait(state, event.client, null)];
    return [];
  }

  /** A wait() begins. One whose signal is aborted already ends cancelled without a trace, or is cancelled at once. */
  function called(
    state: EventState,
    { client, aborted }: Extract<ModelEvent, { kind: "call" }>,
  ): readonly EventState[] {
    const begun = semantics.wait(state, client);
    if (aborted !== true) return [begun];
    return [withWait(state, client, { ...newWait, phase: "ended" }), semantics.cancel(begun, client)];
  }

  /** Quiet: nobody is on the way to return, and nobody can be released. */
  function isQuiet(state: EventState): boolean {
    if (clientsIn(state, "woken", "done").length > 0) return false;
    if (state.waits.some((wait) => wait?.phase === "ended" && !wait.silent)) return false;
    return (
      state.waits.every((wait) => !wait?.cancelled) && !(state.set && clientsIn(state, "waiting", "free").length > 0)
    );
  }

  return {
    initial: unsetEvent,
    key: eventKey,
    step: (state, event) => {
      switch (event.kind) {
        case "call":
          return event.verb === "wait" ? called(state, event) : [];
        case "now":
          return now(state, event);
        case "settle":
          return settle(state, event);
        case "cancel":
          return [semantics.cancel(event.silent ? silenced(state, event.client) : state, event.client)];
        case "quiet":
          return isQuiet(state) ? [state] : [];
        case "observe":
          return event.observer !== "isSet" || event.value === (state.set ? 1 : 0) ? [state] : [];
        case "again":
          return [];
        case "lateCancel":
        case "elapse":
        case "turn":
          return [state];
      }
    },
    internal: (state) => {
      const next = [...semantics.internal(state)];
      // only after a fault: whoever was overlooked may be found later
      for (const client of state.set ? clientsIn(state, "asleep") : []) {
        const wait = state.waits[client];
        if (wait) next.push(withWait(state, client, semantics.released(wait)));
      }
      return next;
    },
    passTurn: (state) =>
      state.waits.some((wait) => wait?.fresh) ? mapWaits(state, (wait) => ({ ...wait, fresh: false })) : state,
    items: () => [],
    rename: (state) => state,
    view: (state) => ({ content: state.set, waiting: clientsIn(state, "waiting", "asleep", "free", "lost") }),
  };
}
