/** The faults of what a full queue does, and of when put() settles: the axes `overflow` and `putSettles`. */
import type { Model, ModelEvent } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { fault, isCall, isHeld, isNow, overlookedCall, own, waiting, type QueueFault } from "./faults.js";
import {
  altered,
  changed,
  effected,
  ended,
  inPhase,
  newOperation,
  without,
  withOperation,
  type QueueState,
} from "./state.js";

/** An item comes to an open queue that is full, with nobody to take one. */
function isFull(axes: QueueAxes): (state: QueueState) => boolean {
  return (state) => state.closed === "" && state.items.length >= axes.capacity && waiting(state, "get").length === 0;
}

const brings = (event: ModelEvent): boolean =>
  isCall(event, "put") || (event.kind === "now" && event.verb === "putNowait");

/** The put() has returned, or will, with `items` inside. */
function stored(
  axes: QueueAxes,
  state: QueueState,
  event: ModelEvent,
  items: readonly number[],
): readonly QueueState[] {
  if (event.kind !== "now" && event.kind !== "call") return [];
  const isCounted = axes.joins && items.includes(event.item);
  const after = altered(state, { items, unfinished: state.unfinished + (isCounted ? 1 : 0) });
  if (event.kind === "now") return event.outcome === "ok" ? [after] : [];
  const called = withOperation(after, event.client, newOperation("put", event.item));
  return [effected(called, event.client, event.item)];
}

/** Each list with one item left out. */
function withoutOne(items: readonly number[]): readonly (readonly number[])[] {
  return items.map((item) => without(items, item));
}

/** The item is turned away as by a queue that refuses. */
function refused(state: QueueState, event: ModelEvent): readonly QueueState[] {
  if (event.kind === "now") return event.outcome === "full" ? [state] : [];
  if (event.kind !== "call") return [];
  return [ended(withOperation(state, event.client, newOperation("put", event.item)), event.client, ["full"])];
}

/** What a full queue does with an item. */
export function overflowFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const { overflow } = axes;
  if (overflow === "wait") return [];
  const full = isFull(axes);
  const item = (event: ModelEvent): number => ("item" in event ? event.item : -1);
  const never = fault(
    "QUEUE-45",
    ["call"],
    (state, event) => isCall(event, "put") && full(state),
    (state, event) => {
      if (event.kind !== "call") return [];
      return overlookedCall(model)(state, event);
    },
  );
  const comes = (state: QueueState, event: ModelEvent): boolean => brings(event) && full(state);
  if (overflow === "drop-new") {
    return [
      never,
      fault("QUEUE-46", ["call", "now"], comes, (state, event) => [
        // another one is dropped in its place, or none, or it is refused
        ...[state.items, ...withoutOne(state.items)].flatMap((left) =>
          stored(axes, state, event, [...left, item(event)]),
        ),
        ...refused(state, event),
      ]),
    ];
  }
  if (overflow === "drop-old") {
    return [
      never,
      fault("QUEUE-47", ["call", "now"], comes, (state, event) => [
        ...stored(axes, state, event, state.items),
        // another one is dropped, or none, or more of the old ones, or it is refused
        ...[
          state.items,
          ...withoutOne(state.items).slice(1),
          ...state.items.map((_, at) => state.items.slice(at + 1)).slice(1),
        ].flatMap((left) => stored(axes, state, event, [...left, item(event)])),
        ...refused(state, event),
      ]),
    ];
  }
  return [
    never,
    fault(
      "QUEUE-48",
      ["call"],
      (state, event) => isCall(event, "put") && full(state),
      (state, event) =>
        [[...state.items, item(event)], state.items].flatMap((items) => stored(axes, state, event, items)),
    ),
  ];
}

/** When a put() returns whose item is inside. */
export function settlingFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const { putSettles } = axes;
  if (putSettles === "accepted" || putSettles === "immediate") return [];
  const holders = (state: QueueState): number[] => [
    ...inPhase(state, "put", "held"),
    ...inPhase(state, "put", "pulled"),
  ];
  return [
    {
      rule: "QUEUE-49",
      at: ["quiet"],
      situation: (state, event) => event.kind === "quiet" && holders(state).length > 0,
      relax: (state, event) => {
        const operation = own(state, event);
        if (event.kind !== "settle" || event.outcome !== "ok" || operation?.verb !== "put") return [];
        return isHeld(operation) ? [withOperation(state, event.client, null)] : [];
      },
    },
    {
      rule: "QUEUE-50",
      at: ["call", "now"],
      situation: (state, event) =>
        (isCall(event, "get") || isNow(event, "getNowait", "item")) && holders(state).length > 0,
      relax: (state, event) => {
        if (event.kind !== "call" || event.verb !== "put") return [];
        return model.step(state, event).map((next) => changed(next, event.client, { mute: true }));
      },
    },
  ];
}
