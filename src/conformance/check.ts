/** Compares one history with a relation. */
import type { ModelEvent } from "../models/model.js";
import { EVENT_WIDTH, type History } from "../scheduler/history.js";
import { ItemNames, readLabel, toModelEvent, type Reading, type Table } from "./labels.js";
import type { Relation, StateSet } from "./relation.js";

/** How a history compares with a model. */
export type Comparison<S> =
  | { readonly is: "conforms" }
  | {
      readonly is: "contradicts";
      /** Index of the first event that no followed state allows. */
      readonly event: number;
      /** The states that were followed until then. */
      readonly set: StateSet<S>;
    }
  | { readonly is: "overflow"; readonly event: number };

const conforms = { is: "conforms" } as const;

/** What {@link compare} tells of each event that it follows. */
export interface Follower<S> {
  /** Called after each event that is allowed. `live` names the live items by put step. */
  (event: number, set: StateSet<S>, live: readonly number[]): void;
}

/**
 * Follows a history through a relation.
 *
 * @param situations - gets the indexes of watched faults whose situation came up
 * @param follower - told the states after each event
 */
export function compare<S>(
  relation: Relation<S>,
  history: History,
  table: Table,
  situations?: Set<number>,
  follower?: Follower<S>,
): Comparison<S> {
  const names = new ItemNames();
  const reading: Reading = { label: 0, rank: -1, delivered: -1 };
  let set = relation.start;
  const { length } = history.events;
  for (let at = 0; at < length; at += EVENT_WIDTH) {
    readLabel(history, at, table, names, reading);
    const { rank } = reading;
    const edge = relation.follow(set, reading.label, (): ModelEvent => {
      const event = toModelEvent(history, at, table, rank);
      if (!event) throw new Error(`kit error: no model event for event ${String(at / EVENT_WIDTH)}`);
      return event;
    });
    if (situations) for (const index of edge.situations) situations.add(index);
    if (edge.to === "refused") return { is: "contradicts", event: at / EVENT_WIDTH, set };
    if (edge.to === "overflow") return { is: "overflow", event: at / EVENT_WIDTH };
    names.keep(edge.kept);
    if (reading.delivered >= 0) names.deliver(reading.delivered);
    set = edge.to;
    follower?.(at / EVENT_WIDTH, set, names.live);
  }
  return conforms;
}
