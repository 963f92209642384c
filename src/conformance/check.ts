/** Compares one history with a relation. */
import type { ModelEvent } from "../models/model.js";
import { EVENT_WIDTH, Field, type History } from "../scheduler/history.js";
import { ClientRanks } from "./clientRanks.js";
import { ItemNames, readLabel, toModelEvent, type Reading, type Table } from "./labels.js";
import { REFUSED } from "./edges.js";
import type { Effect, Relation, StateSet } from "./relation.js";
import { addSituations, type SituationCounts } from "./situations.js";

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

/** What {@link compare} tells of each event that it follows. */
export interface Follower<S> {
  /** Called after each event that is allowed. `live` names the live items by put step. */
  (event: number, set: StateSet<S>, live: readonly number[]): void;
}

/** What comes along with the states while a history is followed. Made once: no comparison begins inside of another. */
const names = new ItemNames();
const ranks = new ClientRanks();
const reading: Reading = { label: 0, rank: -1, delivered: -1 };
const seen: number[] = [];

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
  if (follower) return retrace(relation, history, table, situations, follower);
  seen.fill(0);
  const comparison = follow(relation, history, table);
  situations?.addRun(seen);
  return comparison;
}

/** By the table: items and clients go by rank, so that most of what comes up is known. */
function follow<S>(relation: Relation<S>, history: History, table: Table): Comparison {
  names.clear();
  ranks.clear();
  let set = relation.start.id;
  let last: Effect | undefined;
  const { events } = history;
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const own = events[at + Field.client] ?? -1;
    const client = own >= 0 ? ranks.rankOf(events[at] ?? 0, own) : own;
    readLabel(history, at, table, names, reading, client);
    let edge = relation.edge(set, reading.label);
    if (edge < 0) edge = relation.explore(set, reading.label, eventAt(history, at, table, reading.rank, client));
    const effect = relation.effect(edge);
    // mostly the same ones follow each other
    if (effect !== last) addSituations(seen, (last = effect).situations);
    set = relation.target(edge);
    if (set < 0) return { is: set === REFUSED ? "contradicts" : "overflow", event: at / EVENT_WIDTH };
    if (effect.kept) names.keep(effect.kept);
    if (reading.delivered >= 0) names.deliver(reading.delivered);
  }
  return conforms;
}

/** Event by event, worked out afresh and told: clients go by their own numbers. */
function retrace<S>(
  relation: Relation<S>,
  history: History,
  table: Table,
  situations: SituationCounts | undefined,
  follower: Follower<S>,
): Comparison {
  const names = new ItemNames();
  const reading: Reading = { label: 0, rank: -1, delivered: -1 };
  const seen: number[] = [];
  let { start: set } = relation;
  let comparison: Comparison = conforms;
  for (let at = 0; at < history.events.length; at += EVENT_WIDTH) {
    readLabel(history, at, table, names, reading);
    const edge = relation.compute(set, eventAt(history, at, table, reading.rank));
    addSituations(seen, edge.situations);
    if (typeof edge.to === "string") {
      comparison = { is: edge.to === "refused" ? "contradicts" : "overflow", event: at / EVENT_WIDTH };
      break;
    }
    if (edge.kept) names.keep(edge.kept);
    if (reading.delivered >= 0) names.deliver(reading.delivered);
    set = edge.to;
    follower(at / EVENT_WIDTH, set, names.live);
  }
  situations?.addRun(seen);
  return comparison;
}

/** What happened, in the words of a model. */
export function eventAt(history: History, at: number, table: Table, rank: number, client?: number): ModelEvent {
  const event = toModelEvent(history, at, table, rank, client);
  if (!event) throw new Error(`kit error: no model event for event ${String(at / EVENT_WIDTH)}`);
  return event;
}
