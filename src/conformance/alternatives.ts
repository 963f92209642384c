/** What the model would have allowed where a history went wrong. */
import type { ModelEvent, ModelOutcome } from "../models/model.js";
import type { Relation, StateSet } from "./relation.js";

/** An allowed outcome. `client` is -1 for an observer. */
export interface Alternative {
  readonly client: number;
  readonly outcome: ModelOutcome | "pending";
  /** Rank of the item, or the observer's value. */
  readonly item: number;
}

const SETTLED: readonly ModelOutcome[] = ["ok", "item", "cancelled", "full", "closed", "timedOut", "error"];
const ANSWERED: readonly ModelOutcome[] = ["ok", "item", "full", "empty", "closed", "error", "yes", "no"];

/** Outcomes that the model allows in place of `event`, in the states of `set`. `outstanding` lists busy clients. */
export function alternatives(
  relation: Relation<unknown>,
  set: StateSet<unknown>,
  event: ModelEvent,
  outstanding: readonly number[],
): readonly Alternative[] {
  switch (event.kind) {
    case "now":
      return tried(ANSWERED, set, event.client, event.item, (outcome, item) => ({ ...event, outcome, item }), relation);
    case "settle": {
      const found = settlements(relation, set, event.client);
      return found.length > 0 ? found : [{ client: event.client, outcome: "pending", item: -1 }];
    }
    case "quiet":
      return outstanding.flatMap((client) => settlements(relation, set, client));
    case "observe":
      return Array.from({ length: set.live + 2 }, (_, value) => value)
        .filter((value) => relation.allows(set, { ...event, value }))
        .map((value) => ({ client: -1, outcome: "ok" as const, item: value }));
    default:
      return [];
  }
}

function settlements(relation: Relation<unknown>, set: StateSet<unknown>, client: number): readonly Alternative[] {
  return tried(SETTLED, set, client, -1, (outcome, item) => ({ kind: "settle", client, outcome, item }), relation);
}

function tried(
  outcomes: readonly ModelOutcome[],
  set: StateSet<unknown>,
  client: number,
  brought: number,
  make: (outcome: ModelOutcome, item: number) => ModelEvent,
  relation: Relation<unknown>,
): readonly Alternative[] {
  const found: Alternative[] = [];
  for (const outcome of outcomes) {
    const ranks = outcome === "item" ? Array.from({ length: set.live }, (_, rank) => rank) : [brought];
    for (const item of ranks) if (relation.allows(set, make(outcome, item))) found.push({ client, outcome, item });
  }
  return found;
}
