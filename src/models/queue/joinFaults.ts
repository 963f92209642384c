/** The faults of join() and taskDone(). */
import type { Model } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { fault, isCall, isNow, oneOrAll, own, type QueueFault } from "./faults.js";
import { altered, changed, inPhase, withOperation, type QueueState } from "./state.js";

/** Clients that wait in join(). */
const joiners = (state: QueueState): number[] => inPhase(state, "join", "waiting");

export function joinFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  if (!axes.joins) return [];
  const asleep = (state: QueueState, clients: readonly number[]): QueueState =>
    clients.reduce((next, client) => changed(next, client, { phase: "asleep" }), state);
  return [
    {
      rule: "QUEUE-40",
      at: ["call"],
      situation: (state, event) => isCall(event, "join") && state.unfinished > 0,
      // decided at its call, or while it waits
      relax: (state, event) => {
        if (event.kind === "call" && event.verb === "join" && state.unfinished > 0) {
          return model.step(state, event).map((next) => changed(next, event.client, { phase: "done" }));
        }
        const operation = own(state, event);
        if (event.kind !== "settle" || event.outcome !== "ok" || operation?.verb !== "join") return [];
        return operation.phase === "waiting" && state.unfinished > 0 ? [withOperation(state, event.client, null)] : [];
      },
    },
    {
      rule: "QUEUE-41",
      at: ["call", "now"],
      situation: (state, event) =>
        (isCall(event, "join") && state.unfinished === 0) ||
        (isNow(event, "taskDone", "ok") && state.unfinished === 1 && joiners(state).length > 0),
      relax: (state, event) => {
        if (event.kind === "call" && event.verb === "join") {
          return model.step(state, event).map((next) => changed(next, event.client, { phase: "asleep" }));
        }
        if (isNow(event, "taskDone", "ok")) {
          return oneOrAll(joiners(state)).flatMap((group) => model.step(asleep(state, group), event));
        }
        // who was overlooked may be found later
        if (event.kind !== "settle" || event.outcome !== "ok" || state.unfinished > 0) return [];
        const operation = own(state, event);
        const isFound = operation?.verb === "join" && operation.phase === "asleep";
        return isFound ? [withOperation(state, event.client, null)] : [];
      },
    },
    fault(
      "QUEUE-42",
      ["now"],
      (state, event) => event.kind === "now" && event.verb === "taskDone" && state.unfinished === 0,
      (state, event) => (isNow(event, "taskDone", "ok") ? [state] : []),
    ),
    fault(
      "QUEUE-43",
      ["now"],
      (state, event) => event.kind === "now" && event.verb === "taskDone" && state.unfinished > 0,
      (state, event) => {
        if (event.kind !== "now") return [];
        // refused without need, or one item too many or too few
        if (event.outcome === "error") return [state];
        if (event.outcome !== "ok") return [];
        const twice =
          state.unfinished > 1 ? model.step(altered(state, { unfinished: state.unfinished - 1 }), event) : [];
        return [state, ...twice];
      },
    ),
    fault(
      "QUEUE-44",
      ["cancel"],
      (state, event) =>
        event.kind === "cancel" && own(state, event)?.verb === "join" && joiners(state).some((c) => c !== event.client),
      (state, event) => {
        if (event.kind !== "cancel") return [];
        const others = joiners(state).filter((client) => client !== event.client);
        return oneOrAll(others).flatMap((group) => model.step(asleep(state, group), event));
      },
    ),
  ];
}
