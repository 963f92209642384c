/** The faults of what is seen besides outcomes, and of items that are no plain objects. */
import type { Model, ModelEvent } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { fault, isCall, isNow, adds, moved, oneOrAll, waiting, type QueueFault } from "./faults.js";
import { nextItems } from "./itemOrder.js";
import { newOperation, withOperation, type QueueState } from "./state.js";

const observes = (event: ModelEvent, ...observers: readonly string[]): boolean =>
  event.kind === "observe" && observers.includes(event.observer);

export function observedFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const isOdd = (event: ModelEvent): boolean => "odd" in event && event.odd === true && adds(event);
  /** An odd item is the next to leave. */
  const isNext = (state: QueueState): boolean => nextItems(state, axes).some((item) => state.doomed.includes(item));
  return [
    fault(
      "QUEUE-71",
      (_, event) => observes(event, "listeners"),
      (state) => [state],
    ),
    {
      rule: "QUEUE-72",
      // recorded only where there is any
      situation: (_, event) => event.kind === "quiet",
      relax: (state, event) => (observes(event, "rejections") ? [state] : []),
    },
    fault(
      "QUEUE-73",
      (_, event) => observes(event, "isEmpty", "isFull", "isClosed", "getters", "putters"),
      (state) => [state],
    ),
    {
      rule: "QUEUE-74",
      situation: (_, event) => isOdd(event),
      relax: (state, event) => {
        if (isOdd(event) && "item" in event) {
          const { item } = event;
          // marked: it may vanish, or be taken for nothing
          const marked = model.step(state, event).map((next) => ({ ...next, doomed: [item] }));
          const unseen = oneOrAll(waiting(state, "get")).flatMap((group) =>
            model.step(moved(state, group, "asleep"), event),
          );
          return [...marked, ...unseen.map((next) => ({ ...next, doomed: [item] }))];
        }
        if (!isNext(state)) return [];
        if (isNow(event, "getNowait", "empty")) return [state];
        if (event.kind !== "call" || !isCall(event, "get")) return [];
        return [withOperation(state, event.client, { ...newOperation("get", -1), phase: "asleep" })];
      },
    },
    fault(
      "QUEUE-75",
      (_, event) => event.kind === "now" && (event.verb === "putNowait" || event.verb === "getNowait"),
      (state, event) => {
        if (event.kind !== "now" || event.outcome !== "error") return [];
        if (event.verb === "putNowait") return model.step(state, { ...event, outcome: "ok" });
        if (event.verb !== "getNowait") return [];
        return nextItems(state, axes).flatMap((item) => model.step(state, { ...event, outcome: "item", item }));
      },
    ),
  ];
}
