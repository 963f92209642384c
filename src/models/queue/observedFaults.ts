/** The faults of what is seen besides outcomes, and of items that are no plain objects. */
import type { Model, ModelEvent, ModelOutcome } from "../model.js";
import type { QueueAxes } from "./axes.js";
import {
  adds,
  fault,
  isCall,
  isNow,
  moved,
  oneOrAll,
  overlookedCall,
  own,
  waiting,
  type QueueFault,
} from "./faults.js";
import { nextItems } from "./itemOrder.js";
import { altered, changed, withOperation, type QueueState } from "./state.js";

/** How a get() may end that takes its item for none, or for the end. */
const FOR_NOTHING: readonly ModelOutcome[] = ["empty", "closed"];

const observes = (event: ModelEvent, ...observers: readonly string[]): boolean =>
  event.kind === "observe" && observers.includes(event.observer);

export function observedFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const isOdd = (event: ModelEvent): boolean => "odd" in event && event.odd === true && adds(event);
  /** An odd item is the next to leave. */
  const isNext = (state: QueueState): boolean => nextItems(state, axes).some((item) => state.doomed.includes(item));
  const overlooked = overlookedCall(model);
  return [
    fault(
      "QUEUE-71",
      ["observe"],
      (_, event) => observes(event, "listeners"),
      (state) => [state],
    ),
    {
      rule: "QUEUE-72",
      at: ["quiet"],
      // recorded only where there is any
      situation: (_, event) => event.kind === "quiet",
      relax: (state, event) => (observes(event, "rejections") ? [state] : []),
    },
    fault(
      "QUEUE-73",
      ["observe"],
      (_, event) => observes(event, "isEmpty", "isFull", "isClosed", "getters", "putters", "signedSize"),
      (state) => [state],
    ),
    {
      rule: "QUEUE-74",
      at: ["call", "now"],
      situation: (_, event) => isOdd(event),
      relax: (state, event) => {
        if (isOdd(event) && "item" in event) {
          const { item } = event;
          // marked: it may vanish, or be taken for nothing
          const mark = (next: QueueState): QueueState => altered(next, { doomed: [...next.doomed, item] });
          const marked = model.step(state, event).map(mark);
          const unseen = oneOrAll(waiting(state, "get")).flatMap((group) =>
            model.step(moved(state, group, "asleep"), event),
          );
          // its put() is overlooked
          return [...marked, ...unseen.map(mark), ...overlooked(state, event)];
        }
        if (event.kind === "settle" && FOR_NOTHING.includes(event.outcome)) {
          const operation = own(state, event);
          const isTaken = operation?.phase === "done" && state.doomed.includes(operation.item);
          return operation?.verb === "get" && isTaken ? [withOperation(state, event.client, null)] : [];
        }
        if (!isNext(state)) return [];
        if (isNow(event, "getNowait", "empty")) return [state];
        return isCall(event, "get") ? overlooked(state, event) : [];
      },
    },
    {
      rule: "QUEUE-75",
      at: ["now"],
      situation: (state, event) =>
        event.kind === "now" &&
        (event.verb === "putNowait" ||
          event.verb === "getNowait" ||
          (event.verb === "taskDone" && state.unfinished === 0)),
      relax: (state, event) => {
        // a join() may take a count below 0 for none, or wait until it is counted down to 0 once more
        if (event.kind === "call" && event.verb === "join" && state.unfinished < 0) {
          const called = model.step(state, event);
          return called.flatMap((next) =>
            (["done", "asleep"] as const).map((phase) => changed(next, event.client, { phase })),
          );
        }
        if (event.kind !== "now" || event.outcome !== "error") return [];
        // counted down all the same: a count below 0, which is refused or not
        if (event.verb === "taskDone" && state.unfinished <= 0) {
          return [state, altered(state, { unfinished: state.unfinished - 1 })];
        }
        if (event.verb === "putNowait") return model.step(state, { ...event, outcome: "ok" });
        if (event.verb !== "getNowait") return [];
        return nextItems(state, axes).flatMap((item) => model.step(state, { ...event, outcome: "item", item }));
      },
    },
  ];
}
