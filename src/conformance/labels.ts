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

  /** Keeps only the items with these ranks. */
  keep(ranks: readonly number[] | null): void {
    if (!ranks) return;
    for (let at = 0; at < ranks.length; at++) this.live[at] = this.live[ranks[at] ?? 0] ?? GONE;
    this.live.length = ranks.length;
  }
}

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
  const kind = events[at + Field.kind] ?? 0;
  const verb = events[at + Field.verb] ?? -1;
  const outcome = events[at + Field.outcome] ?? -1;
  const item = events[at + Field.item] ?? -1;
  const manner = events[at + Field.manner] ?? 0;
  reading.delivered = -1;
  let rank = -1;
  if (kind === EventCode.observe || kind === EventCode.cancel || kind === EventCode.elapse) {
    rank = item;
  } else if (kind === EventCode.call || kind === EventCode.now || kind === EventCode.settle) {
    const brings = kind !== EventCode.settle && table.verbs[verb]?.takesItem === true;
    if (brings) {
      rank = names.add(item);
    } else if (outcome === OutcomeCode.item) {
      rank = names.rankOf(item);
      reading.delivered = item;
    }
  }
  reading.rank = rank;
  const whose = kind === EventCode.now || kind === EventCode.turn || kind === EventCode.quiet ? -1 : client;
  // whoever ends or is asked to end knows in which verb: it is told of what begins, and of what is read
  const told = kind === EventCode.call || kind === EventCode.now || kind === EventCode.observe ? verb : -1;
  reading.label = kind + 16 * (whose + 1 + 8 * (told + 1 + 32 * (outcome + 1 + 16 * (manner + 128 * (rank + 3)))));
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
      return { kind: "call", client, verb: name, item: rank, ...inManner(table, verb, manner) };
    case EventCode.now:
      // like its label: whose it is makes no difference, and must make none
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
  if (manner === 0) return {};
  const variant = table.verbs[verb]?.variants?.[Manner.variant(manner) - 1];
  const priority = Manner.priority(manner);
  return {
    ...(variant === undefined ? {} : { variant }),
    ...(priority === 0 ? {} : { priority }),
    ...(Manner.isOdd(manner) ? { odd: true } : {}),
    ...(Manner.isAborted(manner) ? { aborted: true } : {}),
  };
}
