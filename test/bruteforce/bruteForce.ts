/**
 * The relation once more, in the plainest way: depth-first over single states, without determinisation, tables or
 * renaming. Slow, and easy to believe. It shares no code with `src/conformance`.
 *
 * Items keep the numbers that they have in the history; one that was delivered before appears as SPENT. An item that
 * can no longer be anywhere keeps its number as well: no state knows it, so the model refuses anyway.
 */
import { SPENT, type Model, type ModelEvent } from "../../src/models/model.js";
import { stateText } from "./stateText.js";

/** The history as a model reads it, with delivered items marked. */
export function withSpentItems(events: readonly ModelEvent[]): readonly ModelEvent[] {
  const delivered = new Set<number>();
  return events.map((event) => {
    if (!(event.kind === "settle" || event.kind === "now") || event.outcome !== "item") return event;
    if (delivered.has(event.item)) return { ...event, item: SPENT };
    delivered.add(event.item);
    return event;
  });
}

/** Turns may pass before these; before all others only unseen steps of the same turn may come. */
const mayComeLater = (event: ModelEvent): boolean =>
  event.kind === "settle" || event.kind === "turn" || event.kind === "quiet";

/** How many states one search may visit. */
const VISITS = 30_000_000;

/** Whether some run of the model shows exactly `events`. Null when that took too long to find out. */
export function explains<S>(model: Model<S>, events: readonly ModelEvent[]): boolean | null {
  const history = withSpentItems(events);
  let visits = 0;

  function goesOn(state: S, at: number): boolean {
    const event = history[at];
    if (event === undefined) return true;
    if (++visits > VISITS) return false;
    if (model.step(state, event).some((next) => goesOn(next, at + 1))) return true;
    if (model.internal(state).some((next) => goesOn(next, at))) return true;
    if (!mayComeLater(event)) return false;
    const later = model.passTurn(state);
    return stateText(model, later) !== stateText(model, state) && goesOn(later, at);
  }

  const found = goesOn(model.initial, 0);
  return visits > VISITS ? null : found;
}
