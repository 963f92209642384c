/**
 * Labels: one number for one event as the relation sees it, with items named by their rank among the live ones. Two
 * histories that differ only in which items came when have the same labels.
 */
import { GONE, SPENT, type Manner as CallManner, type ModelEvent } from "../models/model.js";
import {
  CancelManner,
  EventCode,
  Field,
  Manner,
  observerName,
  outcomeName,
  type History,
} from "../scheduler/history.js";
import { OutcomeCode, type Subject } from "../scheduler/subject.js";

/** An event with items named by rank, as one number. */
export type Label = number;

/** The operation table, as far as labels need it. */
export type Table = Pick<Subject, "verbs" | "observers">;

/** Follows which items of a run are live, and names them. */
export class ItemNames {
  /** Put steps of the live items; the index is the rank. */
  readonly live: number[] = [];
  /** Put steps of the items that were delivered. */
  readonly #delivered: number[] = [];

  /** Another run begins. */
  clear(): void {
    // to set their lengths takes longer
    while (this.live.length > 0) this.live.pop();
    this.forgetDelivered();
  }

  /** The rank of an item that was delivered. */
  rankOf(item: number): number {
    if (this.#delivered.includes(item)) return SPENT;
    const rank = this.live.indexOf(item);
    return rank < 0 ? GONE : rank;
  }

  /** The rank of an item that comes up for the first time. */
  add(item: number): number {
    this.live.push(item);
    return this.live.length - 1;
  }

  deliver(item: number): void {
    this.#delivered.push(item);
  }

  /** From here on an item that was delivered, and is live all the same, goes by its rank. */
  forgetDelivered(): void {
    while (this.#delivered.length > 0) this.#delivered.pop();
  }

  /** Keeps only the items with these ranks. */
  keep(ranks: readonly number[]): void {
    for (let at = 0; at < ranks.length; at++) this.live[at] = this.live[ranks[at] ?? 0] ?? GONE;
    // to set its length takes longer than to follow an edge
    while (this.live.length > ranks.length) this.live.pop();
  }
}

/** What a step of each part adds to a label. A part that says nothing at an event of this kind is left out. */
const OF_CLIENT = 16;
const OF_VERB = 8 * OF_CLIENT;
const OF_OUTCOME = 32 * OF_VERB;
const OF_MANNER = 16 * OF_OUTCOME;
const OF_RANK = 128 * OF_MANNER;
/** Makes room below the ranks for NONE, SPENT and GONE. */
const RANKS = 3;

/** What {@link readLabel} found at an event. */
export interface Reading {
  label: Label;
  /** Rank of the event's item. */
  rank: number;
  /** Put step of the item that the event delivers, or -1. */
  delivered: number;
}

/** Reads the event at `at` into `reading`, and names its item. `client` is how the relation calls the event's client. */
export function readLabel(
  history: History,
  at: number,
  table: Table,
  names: ItemNames,
  reading: Reading,
  client: number = history.events[at + Field.client] ?? -1,
): void {
  const { events } = history;
  const kind = events[at] ?? 0;
  reading.delivered = -1;
  reading.rank = -1;
  switch (kind) {
    case EventCode.turn:
    case EventCode.quiet:
      reading.label = kind;
      return;
    case EventCode.lateCancel:
    case EventCode.again:
      // whoever ends or is asked to end knows in which verb
      reading.label = kind + OF_CLIENT * (client + 1);
      return;
    case EventCode.cancel:
    case EventCode.elapse:
      reading.rank = events[at + Field.item] ?? -1;
      reading.label = kind + OF_CLIENT * (client + 1) + OF_RANK * (reading.rank + RANKS);
      return;
  }
  const verb = events[at + Field.verb] ?? -1;
  if (kind === EventCode.observe) {
    reading.rank = events[at + Field.item] ?? -1;
    reading.label = kind + OF_VERB * (verb + 1) + OF_RANK * (reading.rank + RANKS);
    return;
  }
  const outcome = events[at + Field.outcome] ?? -1;
  const item = events[at + Field.item] ?? -1;
  if (kind !== EventCode.settle && table.verbs[verb]?.takesItem === true) {
    reading.rank = names.add(item);
  } else if (outcome === OutcomeCode.item) {
    reading.rank = names.rankOf(item);
    reading.delivered = item;
  }
  const ended = kind + OF_OUTCOME * (outcome + 1) + OF_RANK * (reading.rank + RANKS);
  if (kind === EventCode.settle) {
    reading.label = ended + OF_CLIENT * (client + 1);
    return;
  }
  const manner = events[at + Field.manner] ?? 0;
  const begun = ended + OF_VERB * (verb + 1) + OF_MANNER * manner;
  reading.label = kind === EventCode.call ? begun + OF_CLIENT * (client + 1) : begun;
}

/** The event at `at` in the model's words; `rank` and `client` are how the relation calls its item and its client. */
export function toModelEvent(
  history: History,
  at: number,
  table: Table,
  rank: number,
  client: number = history.events[at + Field.client] ?? -1,
): ModelEvent | null {
  const { events } = history;
  const verb = events[at + Field.verb] ?? -1;
  const outcome = outcomeName(events[at + Field.outcome] ?? -1);
  const name = table.verbs[verb]?.name ?? "";
  const manner = events[at + Field.manner] ?? 0;
  switch (events[at + Field.kind]) {
    case EventCode.call:
      if (manner === 0) return { kind: "call", client, verb: name, item: rank };
      return { kind: "call", client, verb: name, item: rank, ...inManner(table, verb, manner) };
    case EventCode.now:
      // like its label: whose it is makes no difference, and must make none
      if (manner === 0) return { kind: "now", client: -1, verb: name, outcome, item: rank };
      return { kind: "now", client: -1, verb: name, outcome, item: rank, ...inManner(table, verb, manner) };
    case EventCode.settle:
      return { kind: "settle", client, outcome, item: rank };
    case EventCode.again:
      return { kind: "again", client };
    case EventCode.cancel:
      return {
        kind: "cancel",
        client,
        silent: CancelManner.isSilent(rank),
        ...(CancelManner.isShared(rank) ? { shared: true } : {}),
      };
    case EventCode.elapse:
      return { kind: "elapse", isLast: rank === 1 };
    case EventCode.lateCancel:
      return { kind: "lateCancel", client };
    case EventCode.turn:
      return { kind: "turn" };
    case EventCode.quiet:
      return { kind: "quiet" };
    case EventCode.observe:
      return { kind: "observe", observer: observerName(table, verb), value: rank };
    default:
      return null;
  }
}

/** How an operation was called, in the model's words. */
function inManner(table: Table, verb: number, manner: number): CallManner {
  const variant = table.verbs[verb]?.variants?.[Manner.variant(manner) - 1];
  const priority = Manner.priority(manner);
  return {
    ...(variant === undefined ? {} : { variant }),
    ...(priority === 0 ? {} : { priority }),
    ...(Manner.isOdd(manner) ? { odd: true } : {}),
    ...(Manner.isAborted(manner) ? { aborted: true } : {}),
  };
}
