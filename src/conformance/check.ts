/** Compares one history with a relation. */
import type { ModelEvent } from "../models/model.js";
import { EVENT_WIDTH, Field, type History } from "../scheduler/history.js";
import { ClientRanks } from "./clientRanks.js";
import { ItemNames, readLabel, toModelEvent, type Reading, type Table } from "./labels.js";
import type { Relation, StateSet } from "./relation.js";
import { addSituations, type SituationCounts, type Situations } from "./situations.js";

/** How a history compares with a model. */
export type Comparison =
  | { readonly is: "conforms" }
  | {
      readonly is: "contradicts";
      /** Index of the first event that no followed state allows. */
      readonly event: number;
    }
  | { readonly is: "overflow"; readonly event: number };

const conforms = { is: "conforms" } as const;
const NO_SITUATIONS: Situations = [];

/** What {@link compare} tells of each event that it follows. */
export interface Follower<S> {
  /** Called after each event that is allowed. `live` names the live items by put step. */
  (event: number, set: StateSet<S>, live: readonly number[]): void;
}

/**
 * Follows a history through a relation.
 *
 * @param situations - counts the watched faults whose situation came up
 * @param follower - told the states after each event, in which clients then go by their own numbers
 */
export function compare<S>(
  relation: Relation<S>,
  history: History,
  table: Table,
  situations?: SituationCounts,
  follower?: Follower<S>,
): Comparison {
  const seen: number[] = [];
  const comparison = follow(relation, history, table, seen, follower);
  situations?.addRun(seen);
  return comparison;
}

function follow<S>(
  relation: Relation<S>,
  history: History,
  table: Table,
  situations: number[],
  follower: Follower<S> | undefined,
): Comparison {
  const names = new ItemNames();
  const ranks = follower ? null : new ClientRanks();
  const reading: Reading = { label: 0, rank: -1, delivered: -1 };
  let set = relation.start;
  let counted: Situations = NO_SITUATIONS;
  const { events } = history;
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const own = events[at + Field.client] ?? -1;
    const client = ranks && own >= 0 ? ranks.rankOf(events[at] ?? 0, own) : own;
    readLabel(history, at, table, names, reading, client);
    let edge = ranks ? set.edge(reading.label) : undefined;
    if (!edge) {
      const event = eventAt(history, at, table, reading.rank, client);
      edge = ranks ? relation.follow(set, reading.label, () => event, true) : relation.compute(set, event);
    }
    // the same lists are the same objects, and mostly the same ones follow each other
    if (edge.situations !== counted) addSituations(situations, (counted = edge.situations));
    if (edge.to === "refused") return { is: "contradicts", event: at / EVENT_WIDTH };
    if (edge.to === "overflow") return { is: "overflow", event: at / EVENT_WIDTH };
    names.keep(edge.kept);
    if (reading.delivered >= 0) names.deliver(reading.delivered);
    set = edge.to;
    follower?.(at / EVENT_WIDTH, set, names.live);
  }
  return conforms;
}

function eventAt(history: History, at: number, table: Table, rank: number, client: number): ModelEvent {
  const event = toModelEvent(history, at, table, rank, client);
  if (!event) throw new Error(`kit error: no model event for event ${String(at / EVENT_WIDTH)}`);
  return event;
}
