/** What all models of an Event do alike: everything but what a set() does, and how a wait() is cancelled. */
import { TIMEOUT_VARIANT, type Model, type ModelEvent, type ModelOutcome } from "../model.js";
import { encodeEvent } from "./codes.js";
import type { EventAxes } from "./axes.js";
import {
  altered,
  alteredWait,
  changedWait,
  clientsIn,
  mapWaits,
  newWait,
  unsetEvent,
  withWait,
  type EventState,
  type Wait,
  renamedClients,
} from "./state.js";

/** A way in which a set() may go. */
export interface SetEffect {
  readonly state: EventState;
  /** Whether it changed anything. */
  readonly changed: boolean;
}

/** What makes one event model differ from another. */
export interface EventSemantics {
  /** wait() is called: `wait` is as new, and not in the state yet. */
  wait(state: EventState, client: number, wait: Wait): readonly EventState[];
  /** set() is called on an event in any state: every way in which that may go. */
  set(state: EventState): readonly SetEffect[];
  /** clear() is called. */
  clear(state: EventState): EventState;
  /** What isSet() says. */
  isSet(state: EventState): boolean;
  /** A waiter that a set() chose. */
  released(wait: Wait): Wait;
  /** The outstanding wait() of `client` is asked to end. */
  cancel(state: EventState, client: number): readonly EventState[];
  /** Unseen steps. */
  internal(state: EventState): readonly EventState[];
  /** Somebody waits who could be released. */
  isServable(state: EventState): boolean;
}

/** The state in which a clear() has taken back what it can. */
export function clearedFlag(state: EventState): EventState {
  return altered(state, { set: false, count: 0, residue: "" });
}

/** Makes the model of an event from what is special to it. */
export function eventModel(axes: EventAxes, semantics: EventSemantics): Model<EventState> {
  const { isSet } = semantics;

  function now(state: EventState, event: Extract<ModelEvent, { kind: "now" }>): readonly EventState[] {
    const { verb, outcome } = event;
    if (verb === "isSet") return outcome === (isSet(state) ? "yes" : "no") ? [state] : [];
    if (verb === "set") {
      const effects = semantics.set(mapWaits(state, bound));
      if (axes.setResult === "nothing") return outcome === "ok" ? effects.map((effect) => effect.state) : [];
      return effects.filter(({ changed }) => outcome === (changed ? "yes" : "no")).map((effect) => effect.state);
    }
    return verb === "clear" && outcome === "ok" ? [semantics.clear(state)] : [];
  }

  function settle(state: EventState, event: Extract<ModelEvent, { kind: "settle" }>): readonly EventState[] {
    const wait = state.waits[event.client];
    const returned = wait?.phase === "done" || wait?.phase === "free";
    if (event.outcome === "ok" && returned) return [withWait(state, event.client, null)];
    if (wait?.phase === "ended" && wait.ends.includes(event.outcome)) return [withWait(state, event.client, null)];
    return [];
  }

  /** A wait() begins. One whose signal is aborted already ends cancelled without a trace, or is cancelled at once. */
  function called(state: EventState, event: Extract<ModelEvent, { kind: "call" }>): readonly EventState[] {
    const { client, aborted, variant } = event;
    const wait = alteredWait(newWait, { timed: variant === TIMEOUT_VARIANT });
    const begun = semantics.wait(state, client, wait);
    if (aborted !== true) return begun;
    return [
      withWait(state, client, alteredWait(wait, { phase: "ended" })),
      ...begun.flatMap((next) => asked(next, client, "cancelled")),
    ];
  }

  /** The wait() is asked to end: it was cancelled, or its time is up. */
  function asked(state: EventState, client: number, end: ModelOutcome): readonly EventState[] {
    const wait = state.waits[client];
    if (!wait || wait.phase === "lost") return [state];
    const isAsked = wait.cancelled || wait.phase === "ended";
    const told = changedWait(state, client, { ends: isAsked ? [...new Set([...wait.ends, end])] : [end] });
    return wait.phase === "ended" ? [told] : semantics.cancel(told, client);
  }

  /** Asked to end with others, before or after them: who waits may still see what comes of that. */
  function askedTogether(state: EventState, client: number, end: ModelOutcome): readonly EventState[] {
    const states = asked(state, client, end);
    const wait = state.waits[client];
    if (wait?.phase !== "waiting") return states;
    const ends = wait.cancelled ? [...new Set([...wait.ends, end])] : [end];
    return [...states, changedWait(state, client, { cancelled: true, ends })];
  }

  /** Time-outs that may, or must, strike now. One that meets a release may lose against it. */
  function elapsed(state: EventState, isLast: boolean): readonly EventState[] {
    let states: readonly EventState[] = [state];
    const ask = state.waits.filter((wait) => wait?.timed === true).length > 1 ? askedTogether : asked;
    state.waits.forEach((wait, client) => {
      if (wait?.timed !== true) return;
      const mayPass = !isLast || wait.phase === "done" || wait.phase === "woken";
      states = states.flatMap((one) => [...(mayPass ? [one] : []), ...ask(one, client, "timedOut")]);
    });
    return states;
  }

  /** Quiet: nobody is on the way to return, and nobody can be released. */
  function isQuiet(state: EventState): boolean {
    if (clientsIn(state, "woken", "done").length > 0) return false;
    if (state.waits.some((wait) => wait?.phase === "ended" && !wait.silent)) return false;
    return state.waits.every((wait) => !wait?.cancelled) && !semantics.isServable(state);
  }

  function observed(state: EventState, observer: string, value: number): boolean {
    switch (observer) {
      case "isSet":
        return value === (isSet(state) ? 1 : 0);
      case "waiters": {
        const waits = state.waits.filter((wait) => wait !== null);
        return value <= waits.length && value >= waits.filter(({ silent }) => !silent).length;
      }
      case "listeners":
      case "rejections":
        return value === 0;
      default:
        return true;
    }
  }

  function step(state: EventState, event: ModelEvent): readonly EventState[] {
    switch (event.kind) {
      case "call":
        return event.verb === "wait" ? called(state, event) : [];
      case "now":
        return now(state, event);
      case "settle":
        return settle(state, event);
      case "cancel": {
        const told = event.silent ? changedWait(state, event.client, { silent: true }) : state;
        return event.shared === true
          ? askedTogether(told, event.client, "cancelled")
          : asked(told, event.client, "cancelled");
      }
      case "elapse":
        return elapsed(state, event.isLast);
      case "quiet":
        return isQuiet(state) ? [mapWaits(state, rested)] : [];
      case "observe":
        return observed(state, event.observer, event.value) ? [state] : [];
      case "again":
        return [];
      case "lateCancel":
      case "turn":
        return [state];
    }
  }

  /** Only after a fault: who may return at any time need not have waited for this set(), but now it has. */
  function bound(wait: Wait): Wait {
    return wait.phase === "free" ? alteredWait(wait, { phase: "waiting" }) : wait;
  }

  /** In some models it matters who has certainly registered. */
  function rested(wait: Wait): Wait {
    const matters = axes.kind === "pulse" || axes.clearedInTurn === "must";
    return matters && (wait.phase === "waiting" || wait.phase === "free") && !wait.parked
      ? alteredWait(wait, { parked: true })
      : wait;
  }

  return {
    initial: unsetEvent,
    encode: encodeEvent,
    step,
    internal: (state) => {
      const next = [...semantics.internal(state)];
      // one of several that were asked together
      state.waits.forEach((wait, client) => {
        if (wait?.phase !== "waiting" || !wait.cancelled) return;
        next.push(...semantics.cancel(state, client).filter((one) => one.waits[client]?.phase !== "waiting"));
      });
      // only after a fault: whoever was overlooked may be found later
      for (const client of isSet(state) ? clientsIn(state, "asleep") : []) {
        const wait = state.waits[client];
        const left = state.count > 0 ? altered(state, { count: state.count - 1 }) : state;
        if (wait) next.push(withWait(left, client, semantics.released(wait)));
      }
      return next;
    },
    passTurn: (state) =>
      state.waits.some((wait) => wait?.fresh)
        ? mapWaits(state, (wait) => (wait.fresh ? alteredWait(wait, { fresh: false }) : wait))
        : state,
    items: () => [],
    rename: (state) => state,
    renameClients: renamedClients,
    view: (state) => ({
      content: isSet(state),
      waiting: state.line.filter((client) => state.waits[client]?.phase !== "woken"),
      woken: clientsIn(state, "woken", "done", "ended"),
    }),
  };
}

/** The cancelled wait() ends. */
export function endedWait(state: EventState, client: number): EventState {
  return changedWait(state, client, { phase: "ended", cancelled: false, fresh: false, parked: false });
}
