/** The faults of queues whose items do not leave first in, first out: the axes `order` and `equalPriority`. */
import type { Model } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { chooses, fault, outOfOrder, type QueueFault } from "./faults.js";
import type { QueueState } from "./state.js";

/** Items leave in another order than the declared one. */
export function orderFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const { order, equalPriority } = axes;
  if (order === "fifo") return [];
  const urgency = (state: QueueState, item: number): number => state.priorities[item] ?? 0;
  if (order === "lifo") {
    return [fault("QUEUE-37", ["now", "settle"], chooses, (state, event) => outOfOrder(model, state, event, axes))];
  }
  const lessUrgent = fault("QUEUE-38", ["now", "settle"], chooses, (state, event) =>
    outOfOrder(model, state, event, axes, (leaves, stays) => urgency(state, leaves) > urgency(state, stays)),
  );
  if (equalPriority === "any") return [lessUrgent];
  /** Items of the delivered one's priority that are inside, or that another get() has been given. */
  const equals = (state: QueueState, item: number): boolean => {
    const like = (other: number): boolean => other !== item && urgency(state, other) === urgency(state, item);
    return (
      state.items.some(like) || state.operations.some((o) => o?.verb === "get" && o.phase === "done" && like(o.item))
    );
  };
  const outOfTurn = fault(
    "QUEUE-39",
    ["now", "settle"],
    (state, event) => chooses(state, event) && "item" in event && event.item >= 0 && equals(state, event.item),
    (state, event) =>
      outOfOrder(model, state, event, axes, (leaves, stays) => urgency(state, leaves) === urgency(state, stays)),
  );
  return [lessUrgent, outOfTurn];
}
