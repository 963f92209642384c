/** The faults of what an event answers and shows besides its outcomes. */
import type { Model } from "../model.js";
import type { EventAxes } from "./axes.js";
import { fault, isNow, succeeded, type EventFault } from "./faults.js";
import type { EventState } from "./state.js";

export function eventObservedFaults(model: Model<EventState>, axes: EventAxes): EventFault[] {
  const observes = (observer: string): EventFault["situation"] => {
    return (_, event) => event.kind === "observe" && event.observer === observer;
  };
  const answers = fault(
    "EVENT-33",
    ["now"],
    (_, event) => isNow(event, "set") && succeeded(event),
    (state, event) =>
      event.kind === "now"
        ? [...model.step(state, { ...event, outcome: "yes" }), ...model.step(state, { ...event, outcome: "no" })]
        : [],
  );
  const returns = fault(
    "EVENT-42",
    ["settle"],
    (_, event) => event.kind === "settle" && (event.outcome === "ok" || event.outcome === "foreign"),
    (state, event) =>
      event.kind === "settle" && event.outcome === "foreign" ? model.step(state, { ...event, outcome: "ok" }) : [],
  );
  return [
    ...(axes.setResult === "changed" ? [answers] : []),
    ...(axes.waitResult === "nothing" ? [] : [returns]),
    fault("EVENT-38", ["observe"], observes("listeners"), (state) => [state]),
    {
      rule: "EVENT-39",
      at: ["quiet"],
      // recorded only where there is any
      situation: (_, event) => event.kind === "quiet",
      relax: (state, event) => (event.kind === "observe" && event.observer === "rejections" ? [state] : []),
    },
    fault("EVENT-40", ["observe"], observes("waiters"), (state) => [state]),
  ];
}
