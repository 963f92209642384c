/** The faults of time-outs, and of signals that are aborted before the call. */
import { TIMEOUT_VARIANT, type Model, type ModelEvent } from "../model.js";
import { fault, isCall, moved, oneOrAll, waiting, type EventFault } from "./faults.js";
import { alteredWait, changedWait, newWait, withWait, type EventState } from "./state.js";

/** Clients whose wait() has a time-out and has not ended. */
function timed(state: EventState): number[] {
  return state.waits.flatMap((wait, client) => {
    return wait?.timed && wait.phase !== "ended" && wait.phase !== "lost" ? [client] : [];
  });
}

const waits = (state: EventState, client: number): boolean =>
  ["waiting", "asleep"].includes(state.waits[client]?.phase ?? "");

export function eventTimeFaults(model: Model<EventState>): EventFault[] {
  /** The event without the time-outs of these wait() calls. */
  const spared = (state: EventState, event: ModelEvent, clients: readonly number[]): readonly EventState[] => {
    const limited = (one: EventState, isTimed: boolean): EventState =>
      clients.reduce((next, client) => changedWait(next, client, { timed: isTimed }), one);
    return model.step(limited(state, false), event).map((next) => limited(next, true));
  };
  /** Those who have no time-out and wait beside one who has. */
  const patient = (state: EventState): number[] => waiting(state).filter((client) => !state.waits[client]?.timed);
  const isAborted = (event: ModelEvent): boolean => event.kind === "call" && isCall(event) && event.aborted === true;
  const unwarned = (state: EventState, event: ModelEvent): readonly EventState[] =>
    event.kind === "call"
      ? model.step(state, { ...event, aborted: false }).filter((next) => waits(next, event.client))
      : [];
  return [
    fault(
      "EVENT-34",
      ["elapse"],
      (state, event) => event.kind === "elapse" && event.isLast && timed(state).some((client) => waits(state, client)),
      (state, event) => oneOrAll(timed(state)).flatMap((group) => spared(state, event, group)),
    ),
    {
      rule: "EVENT-35",
      at: ["settle"],
      situation: (state, event) => event.kind === "settle" && state.waits[event.client]?.timed === true,
      relax: (state, event) => {
        if (event.kind !== "settle" || event.outcome !== "timedOut") return [];
        const wait = state.waits[event.client];
        if (!wait?.timed || wait.cancelled || wait.phase === "ended" || wait.phase === "done") return [];
        return [withWait(state, event.client, null)];
      },
    },
    fault(
      "EVENT-36",
      ["elapse"],
      (state, event) => event.kind === "elapse" && timed(state).length > 0 && patient(state).length > 0,
      (state, event) => oneOrAll(patient(state)).flatMap((group) => model.step(moved(state, group, "asleep"), event)),
    ),
    fault(
      "EVENT-37",
      ["call"],
      (_, event) => isAborted(event),
      (state, event) => {
        if (event.kind !== "call") return [];
        // it waits like any other, or for nothing: no set() and no cancel ever ends it
        const lost = alteredWait(newWait, { phase: "lost", timed: event.variant === TIMEOUT_VARIANT });
        return [...unwarned(state, event), withWait(state, event.client, lost)];
      },
    ),
  ];
}
