/** The faults of what one set() releases, and of what is remembered: auto-reset events, pulses, flags cleared in a turn. */
import { NONE, type Model, type ModelEvent } from "../model.js";
import { nextInLine } from "./autoReset.js";
import type { EventAxes } from "./axes.js";
import {
  ANSWERS,
  callIn,
  fault,
  isCall,
  isNow,
  moved,
  properSubsets,
  succeeded,
  waiting,
  type EventFault,
} from "./faults.js";
import { altered, changedWait, clientsIn, type EventState } from "./state.js";

const sets = (event: ModelEvent): boolean => isNow(event, "set") && succeeded(event);
const clears = (event: ModelEvent): boolean => isNow(event, "clear") && succeeded(event);

export function releaseFaults(
  model: Model<EventState>,
  preset: "contract" | "fifo" | "asyncio",
  axes: EventAxes,
): readonly EventFault[] {
  /** The set() answers as it should, and goes as `effect` says. */
  const instead = (effect: (state: EventState) => readonly EventState[]): EventFault["relax"] => {
    return (state, event) => (model.step(state, event).length > 0 ? effect(state) : []);
  };
  /** As if the event were set once more. */
  const setAgain = (state: EventState): readonly EventState[] =>
    ANSWERS.flatMap((outcome) => model.step(state, { kind: "now", client: NONE, verb: "set", outcome, item: NONE }));
  const { kind, releases, releaseOrder, memory, clearedInTurn } = axes;
  const isAuto = kind === "auto-reset";
  const isPulse = kind === "pulse";
  const isOne = isAuto || (isPulse && releases === "one");

  /** Two waiters, or all of them, are released together. */
  const several: EventFault = fault(
    "EVENT-21",
    ["now"],
    (state, event) => sets(event) && waiting(state).length > 1,
    instead((state) => {
      const clients = waiting(state);
      const pairs = clients.flatMap((first, at) => clients.slice(at + 1).map((second) => [first, second]));
      return [...pairs, ...(clients.length > 2 ? [clients] : [])].map((group) => moved(state, group, "done"));
    }),
  );
  const nobody: EventFault = fault(
    "EVENT-22",
    ["now"],
    (state, event) => sets(event) && waiting(state).length > 0,
    instead((state) => [state]),
  );
  const forgotten: EventFault = fault(
    "EVENT-23",
    ["now"],
    (state, event) => sets(event) && waiting(state).length === 0 && state.count === 0,
    instead((state) => [state]),
  );
  const tooOften: EventFault = fault(
    "EVENT-24",
    ["now"],
    (state, event) => sets(event) && waiting(state).length === 0 && state.count >= memory,
    instead((state) => [altered(state, { count: state.count + 1 })]),
  );
  const notCounted: EventFault = fault(
    "EVENT-25",
    ["now"],
    (state, event) => sets(event) && waiting(state).length === 0 && state.count > 0 && state.count < memory,
    instead((state) => [state]),
  );
  const notUsedUp: EventFault = fault(
    "EVENT-26",
    ["settle"],
    (state, event) => event.kind === "settle" && event.outcome === "ok" && state.waits[event.client]?.phase === "done",
    (state, event) =>
      event.kind === "settle" && event.outcome === "ok" ? model.step(state, event).flatMap(setAgain) : [],
  );
  const notCleared: EventFault = fault(
    "EVENT-27",
    ["now"],
    (state, event) => clears(event) && state.count > 0,
    (state) => [state],
  );
  const swallowed: EventFault = {
    rule: "EVENT-28",
    at: ["cancel", "elapse"],
    situation: (state, event) =>
      (event.kind === "cancel" || event.kind === "elapse") && clientsIn(state, "waiting", "done").length > 0,
    relax: (state, event) => {
      // it stays in line, and the next set() goes to it
      if (event.kind === "cancel" && state.waits[event.client]?.phase === "waiting") {
        return model.step(state, event).map((next) => altered(next, { residue: "ghost" }));
      }
      if (sets(event) && state.residue === "ghost") return [altered(state, { residue: "" })];
      // it ends cancelled, or timed out, and what it was given is gone
      if (event.kind !== "settle" || event.outcome === "ok") return [];
      const wait = state.waits[event.client];
      if (wait?.phase !== "done" || !wait.cancelled || !wait.ends.includes(event.outcome)) return [];
      return model.step(changedWait(state, event.client, { phase: "ended", cancelled: false }), event);
    },
  };
  const outOfTurn: EventFault = fault(
    "EVENT-29",
    ["now"],
    (state, event) => sets(event) && waiting(state).length > 1,
    instead((state) => {
      const [first] = nextInLine(state, axes);
      return waiting(state)
        .filter((client) => client !== first)
        .map((client) => moved(state, [client], "done"));
    }),
  );
  const remembered: EventFault = {
    rule: "EVENT-30",
    at: ["now"],
    situation: (_, event) => sets(event),
    relax: (state, event) => {
      if (sets(event)) return model.step(state, event).map((next) => altered(next, { residue: "caught" }));
      if (!isCall(event) || state.residue !== "caught") return [];
      // it catches one who begins later, or several
      return [...callIn("free")(altered(state, { residue: "" }), event), ...callIn("free")(state, event)];
    },
  };
  const overlooks: EventFault = fault(
    "EVENT-31",
    ["now"],
    (state, event) => sets(event) && waiting(state).length > 0,
    instead((state) => {
      const clients = waiting(state);
      return [[], ...properSubsets(clients)].map((group) => moved(state, group, "done"));
    }),
  );
  const looksTooSoon: EventFault = fault(
    "EVENT-32",
    ["now"],
    (state, event) => clears(event) && state.set && clientsIn(state, "waiting", "woken").length > 0,
    (state, event) => {
      const waiters = clientsIn(state, "waiting", "woken");
      return [waiters, ...properSubsets(waiters)].flatMap((group) => model.step(moved(state, group, "done"), event));
    },
  );

  return [
    ...(isOne ? [several, nobody] : []),
    ...(isAuto ? [forgotten, notUsedUp, notCleared, swallowed] : []),
    ...(isAuto && memory < Infinity ? [tooOften] : []),
    ...(isAuto && memory > 1 ? [notCounted] : []),
    ...(isOne && releaseOrder === "fifo" && !(isAuto && preset === "contract") ? [outOfTurn] : []),
    ...(isPulse ? [remembered] : []),
    ...(isPulse && releases === "all" ? [overlooks] : []),
    ...(kind === "manual-reset" && clearedInTurn === "must-not" ? [looksTooSoon] : []),
  ];
}
