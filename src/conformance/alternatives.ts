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

/** Every way in which a blocking operation may end. */
export const SETTLED: readonly ModelOutcome[] = ["ok", "item", "closed", "cancelled", "timedOut", "full", "error"];
/** Every answer of an immediate operation. */
export const ANSWERED: readonly ModelOutcome[] = ["ok", "item", "full", "empty", "closed", "error", "yes", "no"];

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
      return found.length > 0 ? found : [pending(event.client)];
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

/**
 * How the outstanding operations may end if no other step comes: the outcomes of each that may end, and `pending` behind
 * them where it need not, because some run of the model becomes quiet without it. The others keep waiting.
 */
export function endings(
  relation: Relation<unknown>,
  set: StateSet<unknown>,
  outstanding: readonly number[],
): readonly Alternative[] {
  return outstanding.flatMap((client) => {
    const found = settlements(relation, set, client);
    const mayWait = found.length > 0 && mayRest(relation, set, client, outstanding);
    return mayWait ? [...found, pending(client)] : found;
  });
}

/** Whether everything may become quiet while the operation of `client` is outstanding. */
function mayRest(
  relation: Relation<unknown>,
  set: StateSet<unknown>,
  client: number,
  outstanding: readonly number[],
): boolean {
  if (relation.allows(set, { kind: "quiet" })) return true;
  const others = outstanding.filter((other) => other !== client);
  return others.some((other) =>
    settlements(relation, set, other).some(({ outcome, item }) => {
      const { to } = relation.compute(set, {
        kind: "settle",
        client: other,
        outcome: outcome as ModelOutcome,
        item,
      });
      const left = outstanding.filter((each) => each !== other);
      return typeof to !== "string" && mayRest(relation, to, client, left);
    }),
  );
}

function pending(client: number): Alternative {
  return { client, outcome: "pending", item: -1 };
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
  const all = outcomes.flatMap((outcome) => {
    const ranks = outcome === "item" ? Array.from({ length: set.live }, (_, rank) => rank) : [brought];
    return ranks.map((item): Alternative => ({ client, outcome, item }));
  });
  const event = ({ outcome, item }: Alternative): ModelEvent => make(outcome as ModelOutcome, item);
  // what only an allowed fault would let happen is no help, unless there is nothing else
  const promised = all.filter((one) => relation.promises(set, event(one)));
  return promised.length > 0 ? promised : all.filter((one) => relation.allows(set, event(one)));
}
