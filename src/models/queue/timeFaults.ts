/** The faults of time-outs, and of signals that are aborted before the call. */
import { NONE, type Model, type ModelEvent } from "../model.js";
import type { QueueAxes } from "./axes.js";
import {
  fault,
  isAborted,
  isAvailable,
  isHeld,
  moved,
  oneOrAll,
  overlookedOperation,
  own,
  waiting,
  type QueueFault,
} from "./faults.js";
import { haunted } from "./ghosts.js";
import { nextItems, taken } from "./itemOrder.js";
import {
  altered,
  alteredOperation,
  changed,
  ended,
  GHOSTS,
  outOfLine,
  without,
  withOperation,
  type QueueState,
} from "./state.js";

/** Clients whose operation of `verb` has a time-out and has not ended. */
function timed(state: QueueState, verb: "get" | "put"): number[] {
  const found: number[] = [];
  for (let client = 0; client < GHOSTS; client++) {
    const operation = state.operations[client];
    if (operation?.verb !== verb || !operation.timed) continue;
    if (operation.phase !== "ended" && operation.phase !== "lost") found.push(client);
  }
  return found;
}

const waits = (state: QueueState, client: number): boolean =>
  ["waiting", "asleep"].includes(state.operations[client]?.phase ?? "");

/** The event without the time-outs of these operations. */
function spared(
  model: Model<QueueState>,
  state: QueueState,
  event: ModelEvent,
  clients: readonly number[],
): readonly QueueState[] {
  const withTimers = (before: QueueState, timed: boolean): QueueState =>
    clients.reduce((next, client) => changed(next, client, { timed }), before);
  return model.step(withTimers(state, false), event).map((next) => withTimers(next, true));
}

/** Each of the clients alone, those of one verb together, and all of them: timers that fail do so alike. */
function timersAlike(state: QueueState, clients: readonly number[]): number[][] {
  const gets = clients.filter((client) => state.operations[client]?.verb === "get");
  const puts = clients.filter((client) => state.operations[client]?.verb === "put");
  const all = gets.length > 0 && puts.length > 0 ? [[...clients]] : [];
  return [...oneOrAll(gets), ...oneOrAll(puts), ...all];
}

/** The operation timed out, and something of it stays in line. */
function leftInLine(state: QueueState, client: number): readonly QueueState[] {
  const isTold = state.ready.includes(client);
  // who was told to look again has left the line: what stays of it stands at the tail
  const inLine = isTold
    ? altered(state, { line: [...state.line, client], ready: without(state.ready, client) })
    : state;
  const left = haunted(inLine, client);
  return left ? [changed(left, client, { phase: "ended", ends: ["timedOut"], cancelled: false })] : [];
}

/** The call as if its signal were not aborted. */
function unwarned(model: Model<QueueState>, state: QueueState, event: ModelEvent): readonly QueueState[] {
  return event.kind === "call" ? model.step(state, { ...event, aborted: false }) : [];
}

/** Whether the called operation has to wait. */
const stays =
  (event: ModelEvent) =>
  (state: QueueState): boolean =>
    "client" in event && (waits(state, event.client) || isHeld(own(state, event)));

export function timeFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const available = isAvailable(axes.capacity);
  const isElapse = (event: ModelEvent): boolean => event.kind === "elapse";
  /** Clients whose operation has a time-out, and that waits or was merely told to look again. */
  const unserved = (state: QueueState): number[] =>
    [...timed(state, "get"), ...timed(state, "put")].filter(
      (client) => waits(state, client) || state.operations[client]?.phase === "woken",
    );
  /** Waiting get() calls beside one with a time-out: one of them, or all whose time is not limited. */
  const beside = (state: QueueState): number[][] => {
    const [first, second] = timed(state, "get");
    const isLimited = (client: number): boolean => state.operations[client]?.timed === true;
    const waiters = waiting(state, "get");
    if (first === undefined) return [];
    const limited = second === undefined ? [] : waiters.filter(isLimited).map((client) => [client]);
    return [...oneOrAll(waiters.filter((client) => !isLimited(client))), ...limited];
  };
  return [
    fault(
      "QUEUE-64",
      ["elapse"],
      (state, event) => event.kind === "elapse" && event.isLast && unserved(state).length > 0,
      (state, event) => timersAlike(state, unserved(state)).flatMap((group) => spared(model, state, event, group)),
    ),
    {
      rule: "QUEUE-65",
      at: ["settle"],
      situation: (state, event) => event.kind === "settle" && own(state, event)?.timed === true,
      relax: (state, event) => {
        const operation = own(state, event);
        if (event.kind !== "settle" || event.outcome !== "timedOut" || !operation?.timed) return [];
        // one that was cancelled as well may end either way
        if (operation.phase === "done" || !operation.ends.includes("cancelled")) return [];
        return [withOperation(outOfLine(state, event.client), event.client, null)];
      },
    },
    fault(
      "QUEUE-66",
      ["elapse"],
      (state, event) => isElapse(event) && timed(state, "get").length > 0,
      (state, event) =>
        timed(state, "get").flatMap((client) =>
          spared(model, state, event, [client]).flatMap((next) => {
            const gone = changed(ended(next, client, ["timedOut"]), client, { item: NONE });
            if (state.operations[client]?.phase === "done") return [gone];
            // it takes what is there, or stays in line and swallows a later item
            if (available(next)) return nextItems(next, axes).map((item) => taken(gone, item));
            return leftInLine(next, client);
          }),
        ),
    ),
    fault(
      "QUEUE-67",
      ["elapse"],
      (state, event) => isElapse(event) && timed(state, "put").length > 0,
      (state, event) =>
        timed(state, "put").flatMap((client) =>
          spared(model, state, event, [client]).flatMap((next) => {
            if (!waits(next, client))
              return [changed(next, client, { phase: "ended", ends: ["timedOut"], cancelled: false })];
            return leftInLine(next, client);
          }),
        ),
    ),
    fault(
      "QUEUE-68",
      ["elapse"],
      (state, event) => isElapse(event) && beside(state).length > 0,
      (state, event) => beside(state).flatMap((group) => model.step(moved(state, group, "asleep"), event)),
    ),
    ...(["get", "put"] as const).map((verb) =>
      fault(verb === "get" ? "QUEUE-69" : "QUEUE-70", ["call"], isAborted(verb), (state, event) => {
        if (event.kind !== "call") return [];
        // it waits like any other, or for nothing: no item, no room, no cancel and no close() ever ends it
        const lost = alteredOperation(overlookedOperation(state, event), { phase: "lost" });
        return [...unwarned(model, state, event).filter(stays(event)), withOperation(state, event.client, lost)];
      }),
    ),
  ];
}
