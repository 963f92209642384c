/**
 * The faults of a manual-reset Event, one for each rule: the smallest relaxation of the model that lets the rule be
 * broken. Sentences stand in `src/properties/event` under the same ids.
 */
import { TIMEOUT_VARIANT, type Fault, type Model, type ModelEvent, type ModelOutcome } from "../model.js";
import type { EventAxes } from "./axes.js";
import {
  altered,
  alteredWait,
  clientsIn,
  mapWaits,
  newWait,
  withWait,
  type EventState,
  type WaitPhase,
} from "./state.js";

export type EventFault = Fault<EventState>;
export type Relaxation = (state: EventState, event: ModelEvent) => readonly EventState[];

export const isCall = (event: ModelEvent): boolean => event.kind === "call" && event.verb === "wait";
export const isNow = (event: ModelEvent, verb: string): boolean => event.kind === "now" && event.verb === verb;
/** What a set() or clear() that works may answer. */
export const ANSWERS: readonly ModelOutcome[] = ["ok", "yes", "no"];
export const succeeded = (event: ModelEvent): boolean => event.kind === "now" && ANSWERS.includes(event.outcome);

/** Clients that wait and that a set() would have to release. */
export const waiting = (state: EventState): number[] => clientsIn(state, "waiting", "free");

/** The state with these clients' waits in `phase`. */
export function moved(state: EventState, clients: readonly number[], phase: WaitPhase): EventState {
  return mapWaits(state, (wait, client) => (clients.includes(client) ? alteredWait(wait, { phase }) : wait));
}

/** Each of the clients alone, and all of them together. */
export function oneOrAll(clients: readonly number[]): number[][] {
  const groups = clients.map((client) => [client]);
  if (clients.length > 1) groups.push([...clients]);
  return groups;
}

/** All subsets that are neither empty nor everything. */
export function properSubsets(clients: readonly number[]): number[][] {
  const subsets: number[][] = [];
  for (let mask = 1; mask < (1 << clients.length) - 1; mask++) {
    subsets.push(clients.filter((_, at) => (mask >> at) & 1));
  }
  return subsets;
}

/** A fault that acts at one kind of event, in states that satisfy `situation`. */
export function fault(
  rule: string,
  at: EventFault["at"],
  situation: EventFault["situation"],
  successors: Relaxation,
): EventFault {
  return { rule, at, situation, relax: (state, event) => (situation(state, event) ? successors(state, event) : []) };
}

/** Another than the event's own client, among those that wait. */
export function others(state: EventState, event: ModelEvent): number[] {
  const self = event.kind === "cancel" || event.kind === "lateCancel" ? event.client : -1;
  return waiting(state).filter((client) => client !== self);
}

const ownPhase = (state: EventState, event: ModelEvent): WaitPhase | undefined =>
  "client" in event ? state.waits[event.client]?.phase : undefined;

/** The called wait() stands in `phase`. One whose signal is aborted already has nothing to wait for. */
export function callIn(phase: WaitPhase): Relaxation {
  return (state, event) => (event.kind === "call" && event.aborted === true ? [] : calledIn(phase)(state, event));
}

function calledIn(phase: WaitPhase): Relaxation {
  return (state, event) => {
    if (event.kind !== "call") return [];
    return [withWait(state, event.client, alteredWait(newWait, { phase, timed: event.variant === TIMEOUT_VARIANT }))];
  };
}

/** The called wait() may return; where its signal is aborted already, it returns. */
const returns: Relaxation = (state, event) =>
  event.kind === "call" && event.aborted === true ? calledIn("done")(state, event) : callIn("free")(state, event);

/** Whether a wait() that comes now need not wait. */
const isSet = (state: EventState): boolean => state.set || state.count > 0;

/** Faults that every profile has. */
function commonFaults(model: Model<EventState>): EventFault[] {
  const after = (change: (next: EventState, state: EventState, event: ModelEvent) => EventState[]): Relaxation => {
    return (state, event) => model.step(state, event).flatMap((next) => change(next, state, event));
  };

  return [
    fault("EVENT-01", ["call"], (state, event) => isCall(event) && !isSet(state), returns),
    fault("EVENT-02", ["call"], (state, event) => isCall(event) && isSet(state), callIn("asleep")),
    {
      rule: "EVENT-03",
      at: ["call", "now"],
      situation: (state, event) =>
        (isCall(event) && isSet(state)) || (isNow(event, "set") && succeeded(event) && waiting(state).length > 0),
      relax: (state, event) => (isCall(event) ? callIn("asleep")(state, event) : []),
    },
    fault(
      "EVENT-04",
      ["now"],
      (state, event) =>
        isNow(event, "set") && succeeded(event) && clientsIn(state, "waiting", "free", "asleep").length > 1,
      (state, event) =>
        properSubsets(clientsIn(state, "waiting", "free", "asleep")).flatMap((overlooked) =>
          model.step(moved(state, overlooked, "asleep"), event),
        ),
    ),
    {
      rule: "EVENT-05",
      at: ["now"],
      situation: (state, event) => isNow(event, "clear") && succeeded(event) && state.set,
      relax: (state, event) => {
        const leaky = state.residue === "leak";
        if (isNow(event, "clear") && succeeded(event) && (state.set || leaky)) {
          // the flag stays, or only what wait() looks at
          return [...(state.set ? [state] : []), altered(state, { set: false, residue: "leak" })];
        }
        return leaky && event.kind === "call" ? callIn("free")(state, event) : [];
      },
    },
    fault(
      "EVENT-06",
      ["now"],
      (state, event) => isNow(event, "set") && succeeded(event) && !state.set && waiting(state).length === 0,
      after((_, state) => [state]),
    ),
    fault(
      "EVENT-07",
      ["now"],
      (state, event) => isNow(event, "set") && succeeded(event) && !state.set && waiting(state).length > 0,
      after((next) => [altered(moved(next, waiting(next), "done"), { set: false })]),
    ),
    {
      rule: "EVENT-08",
      at: ["now"],
      situation: (state, event) => isNow(event, "set") && succeeded(event) && state.set,
      relax: (state, event) => {
        if (!succeeded(event)) return [];
        if (isNow(event, "set") && state.set) {
          return model.step(state, event).map((next) => altered(next, { residue: "extra" as const }));
        }
        return isNow(event, "clear") && state.residue === "extra" ? [state, altered(state, { residue: "" })] : [];
      },
    },
    fault(
      "EVENT-11",
      ["now", "observe"],
      (_, event) => isNow(event, "isSet") || (event.kind === "observe" && event.observer === "isSet"),
      (state, event) =>
        event.kind === "observe" || (event.kind === "now" && (event.outcome === "yes" || event.outcome === "no"))
          ? [state]
          : [],
    ),
    fault(
      "EVENT-12",
      ["cancel"],
      (state, event) => event.kind === "cancel" && ["waiting", "asleep"].includes(ownPhase(state, event) ?? ""),
      (state, event) => (event.kind === "cancel" ? [state, moved(state, [event.client], "lost")] : []),
    ),
    {
      rule: "EVENT-13",
      at: ["cancel"],
      situation: (state, event) => event.kind === "cancel" && others(state, event).length > 0,
      relax: (state, event) => {
        if (isCall(event) && state.residue === "jinx") return callIn("asleep")(altered(state, { residue: "" }), event);
        if (event.kind !== "cancel") return [];
        return model
          .step(state, event)
          .flatMap((next) => [
            altered(next, { residue: "jinx" as const }),
            ...oneOrAll(others(state, event)).map((group) => moved(next, group, "asleep")),
          ]);
      },
    },
    fault(
      "EVENT-14",
      ["cancel"],
      (state, event) => event.kind === "cancel" && others(state, event).length > 0,
      after((next, state, event) => oneOrAll(others(state, event)).map((group) => moved(next, group, "ended"))),
    ),
    fault(
      "EVENT-15",
      ["lateCancel"],
      (state, event) => event.kind === "lateCancel" && others(state, event).length > 0,
      after((next, state, event) => oneOrAll(others(state, event)).map((group) => moved(next, group, "asleep"))),
    ),
    fault(
      "EVENT-16",
      ["now", "settle"],
      (_, event) => event.kind === "settle" || event.kind === "now",
      (state, event) => {
        if (event.kind === "settle") {
          const wait = state.waits[event.client];
          const asked = wait?.cancelled === true || wait?.phase === "ended";
          // it returned, if with a wrong answer
          if (event.outcome === "ok" || event.outcome === "foreign") return [];
          if (asked && wait.ends.includes(event.outcome)) return [];
          return [withWait(state, event.client, null)];
        }
        if (event.kind !== "now" || ANSWERS.includes(event.outcome)) return [];
        return [state, ...ANSWERS.flatMap((outcome) => model.step(state, { ...event, outcome }))];
      },
    ),
    fault(
      "EVENT-18",
      ["now"],
      (state, event) => isNow(event, "clear") && succeeded(event) && waiting(state).length > 0,
      after((next, state) => [moved(next, waiting(state), "asleep")]),
    ),
    fault(
      "EVENT-19",
      ["now"],
      (state, event) => isNow(event, "set") && succeeded(event) && state.set,
      after((next) => [altered(next, { set: false })]),
    ),
    {
      rule: "EVENT-20",
      at: ["settle"],
      situation: (_, event) => event.kind === "settle",
      relax: (state, event) => (event.kind === "again" ? [state] : []),
    },
  ];
}

/** Strict profiles only: a pulse releases who waits, that is, who is in `phase` since the set(). */
const pulseIsMissed = (phase: WaitPhase): EventFault =>
  fault(
    "EVENT-09",
    ["now"],
    (state, event) => isNow(event, "clear") && succeeded(event) && clientsIn(state, phase).length > 0,
    (state) => {
      const released = clientsIn(state, phase);
      return [released, ...properSubsets(released)].map((missing) =>
        altered(moved(state, missing, "waiting"), { set: false, residue: "" as const }),
      );
    },
  );

/** Strict profiles only, as `contract` never knows who has been released: who comes later is not part of it. */
const newcomerIsReleased: EventFault = {
  rule: "EVENT-10",
  at: ["now"],
  situation: (state, event) =>
    isNow(event, "clear") && succeeded(event) && state.set && clientsIn(state, "done", "woken").length > 0,
  relax: (state, event) => {
    if (newcomerIsReleased.situation(state, event)) return [altered(state, { set: false, residue: "caught" })];
    return isCall(event) && state.residue === "caught" ? callIn("free")(state, event) : [];
  },
};

/** asyncio only: a cancellation beats a wake. */
const wakeBeatsCancel = fault(
  "EVENT-17",
  ["cancel"],
  (state, event) => event.kind === "cancel" && ownPhase(state, event) === "woken",
  (state) => [state],
);

/** Rules that hold for events of every kind. */
const OF_EVERY_KIND = ["EVENT-01", "EVENT-11", "EVENT-12", "EVENT-13", "EVENT-14", "EVENT-15", "EVENT-16", "EVENT-20"];
/** Rules that hold for whatever remembers a set(). */
const OF_MEMORY = ["EVENT-02", "EVENT-03"];

/** The faults of what all events have in common, under a preset. */
export function plainFaults(
  model: Model<EventState>,
  preset: "contract" | "fifo" | "asyncio",
  { kind, clearedInTurn }: EventAxes,
): readonly EventFault[] {
  const common = commonFaults(model);
  if (kind !== "manual-reset") {
    const rules = kind === "auto-reset" ? [...OF_EVERY_KIND, ...OF_MEMORY] : OF_EVERY_KIND;
    return common.filter(({ rule }) => rules.includes(rule));
  }
  if (preset === "asyncio") return [...common, pulseIsMissed("woken"), newcomerIsReleased, wakeBeatsCancel];
  if (clearedInTurn !== "must") return common;
  return [...common, pulseIsMissed("done"), ...(preset === "fifo" ? [newcomerIsReleased] : [])];
}
