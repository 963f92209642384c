/**
 * The faults of a Queue that are about who is served in which order, and what a wake hands over. They exist only where a
 * profile promises it.
 */
import { NONE, type Model, type ModelEvent } from "../model.js";
import { admitted, woken } from "./asyncio.js";
import type { QueueAxes } from "./axes.js";
import { adds, fault, isCall, isNow, own, waiting, type QueueFault, type Verb } from "./faults.js";
import { altered, changed, effected, inPhase, outOfLine, without, type QueueState } from "./state.js";

/** An item is taken. */
const takes = (event: ModelEvent): boolean => isCall(event, "get") || isNow(event, "getNowait", "item");

/** Clients of `verb` that wait in line, oldest first. */
const queued = (state: QueueState, verb: Verb): number[] => {
  const awake = waiting(state, verb);
  return state.line.filter((index) => awake.includes(index));
};

/** The event goes as usual, but another than the oldest waiter of `verb` stands first in line. */
function overtaking(model: Model<QueueState>, verb: Verb): QueueFault["relax"] {
  return (state, event) =>
    queued(state, verb)
      .slice(1)
      .flatMap((favourite) =>
        model.step(altered(state, { line: [favourite, ...without(state.line, favourite)] }), event),
      );
}

/** Waiters are served in the order in which they began to wait: `fifo` and `asyncio`. */
export function waiterOrderFaults(model: Model<QueueState>, capacity: number): QueueFault[] {
  return [
    fault(
      "QUEUE-27",
      ["call", "now"],
      (state, event) =>
        adds(event) && (state.items.length < capacity || capacity === 0) && queued(state, "get").length > 1,
      overtaking(model, "get"),
    ),
    fault(
      "QUEUE-28",
      ["call", "now"],
      (state, event) => takes(event) && (state.items.length > 0 || capacity === 0) && queued(state, "put").length > 1,
      overtaking(model, "put"),
    ),
  ];
}

/** Nobody overtakes: `fifo`. The fault: who waits is merely told to look again. */
export function noBargingFaults(model: Model<QueueState>): QueueFault[] {
  const hinted =
    (verb: Verb): QueueFault["relax"] =>
    (state, event) => {
      const told = queued(state, verb);
      const woken = told.reduce((s, index) => changed(outOfLine(s, index), index, { phase: "woken" }), state);
      return model.step(altered(woken, { ready: [...state.ready, ...told] }), event);
    };
  return [
    fault(
      "QUEUE-29",
      ["call", "now"],
      (state, event) => adds(event) && queued(state, "get").length > 0 && state.items.length === 0,
      hinted("get"),
    ),
    fault(
      "QUEUE-30",
      ["call", "now"],
      (state, event) => takes(event) && state.items.length > 0 && queued(state, "put").length > 0,
      hinted("put"),
    ),
  ];
}

/** A wake is only a hint, the beaten one loses its place, and cancel wins: `asyncio`. */
export function hintFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const { capacity } = axes;
  /** The woken waiters of `verb` keep their place if they have to park again. */
  const keepPlaces =
    (verb: Verb): QueueFault["relax"] =>
    (state, event) =>
      model
        .step(state, event)
        .map((next) => inPhase(next, verb, "woken").reduce((s, index) => changed(s, index, { keeps: true }), next));

  return [
    fault(
      "QUEUE-31",
      ["call", "now"],
      (state, event) => adds(event) && state.items.length === 0 && queued(state, "get").length > 0,
      (state, event) => {
        const getter = queued(state, "get")[0] ?? NONE;
        const item = event.kind === "call" || event.kind === "now" ? event.item : NONE;
        const unwatched = state.line.filter((index) => state.operations[index]?.verb === "put");
        return model.step(altered(state, { line: unwatched }), event).map((next) => {
          const given = effected(altered(next, { line: state.line, items: without(next.items, item) }), getter, item);
          const granted = changed(given, getter, { keeps: true });
          return next.items.length < capacity ? granted : woken(granted, "put");
        });
      },
    ),
    fault(
      "QUEUE-32",
      ["call", "now"],
      (state, event) => takes(event) && state.items.length > 0 && queued(state, "put").length > 0,
      (state, event) => {
        const putter = queued(state, "put")[0] ?? NONE;
        const unwatched = state.line.filter((index) => state.operations[index]?.verb === "get");
        return model
          .step(altered(state, { line: unwatched }), event)
          .map((next) => changed(admitted(altered(next, { line: state.line }), putter, axes), putter, { keeps: true }));
      },
    ),
    fault(
      "QUEUE-33",
      ["call", "now"],
      (state, event) =>
        takes(event) && state.items.length > 0 && inPhase(state, "get", "woken").length >= state.items.length,
      keepPlaces("get"),
    ),
    fault(
      "QUEUE-34",
      ["call", "now"],
      (state, event) =>
        adds(event) &&
        state.items.length < capacity &&
        inPhase(state, "put", "woken").length >= capacity - state.items.length,
      keepPlaces("put"),
    ),
    fault(
      "QUEUE-35",
      ["cancel"],
      (state, event) => event.kind === "cancel" && own(state, event)?.phase === "woken",
      (state) => [state],
    ),
  ];
}
