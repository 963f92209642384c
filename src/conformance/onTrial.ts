/**
 * Was a declaration on trial in a run? Two models explain the same history, and one of them allows more: the run says
 * something for the stricter one only where the looser one would have let something else happen.
 *
 * Asked wherever the subject was free to show something: what an immediate operation answered, and, where turns had
 * passed, which operation settled, how, or that everything stayed quiet.
 */
import type { ModelEvent } from "../models/model.js";
import { EVENT_WIDTH, EventCode, Field, type History } from "../scheduler/history.js";
import { ANSWERED, SETTLED } from "./alternatives.js";
import { ClientRanks } from "./clientRanks.js";
import { ItemNames, readLabel, toModelEvent, type Reading, type Table } from "./labels.js";
import type { Relation, StateSet } from "./relation.js";

/** One model along a history. */
class Course {
  readonly names = new ItemNames();
  set: StateSet<unknown>;
  readonly #reading: Reading = { label: 0, rank: -1, delivered: -1 };

  constructor(
    readonly relation: Relation<unknown>,
    private readonly table: Table,
  ) {
    this.set = relation.start;
  }

  /** Follows the event at `at`; false where the model does not. */
  take(history: History, at: number, client: number): boolean {
    const { names, table } = this;
    const reading = this.#reading;
    readLabel(history, at, table, names, reading, client);
    const edge = this.relation.follow(
      this.set,
      reading.label,
      () => {
        const event = toModelEvent(history, at, table, reading.rank, client);
        if (!event) throw new Error(`kit error: no model event for event ${String(at / EVENT_WIDTH)}`);
        return event;
      },
      true,
    );
    if (typeof edge.to === "string") return false;
    if (edge.kept) names.keep(edge.kept);
    if (reading.delivered >= 0) names.deliver(reading.delivered);
    this.set = edge.to;
    return true;
  }

  /** Whether an event is allowed next; `item` is the put step that it delivers, or -1. */
  allows(event: ModelEvent, item: number): boolean {
    if (item < 0) return this.relation.allows(this.set, event);
    const rank = this.names.live.indexOf(item);
    return rank >= 0 && this.relation.allows(this.set, { ...event, item: rank } as ModelEvent);
  }
}

/** Answers by the two sets and what was asked: runs share most of them. */
export class Trial {
  readonly #known = new Map<StateSet<unknown>, Map<StateSet<unknown>, Map<string, boolean>>>();

  /** `strict` refuses what the question is about; `loose` allows more. */
  constructor(
    private readonly strict: Relation<unknown>,
    private readonly loose: Relation<unknown>,
    private readonly table: Table,
  ) {}

  /** Whether, at some point of a history that both explain, `loose` allows something that `strict` refuses. */
  isIn(history: History): boolean {
    const strict = new Course(this.strict, this.table);
    const loose = new Course(this.loose, this.table);
    const ranks = new ClientRanks();
    const { events } = history;
    let outstanding = 0;
    for (let at = 0; at < events.length; at += EVENT_WIDTH) {
      const kind = events[at] ?? 0;
      if (this.#isApart(strict, loose, history, at, outstanding)) return true;
      const own = events[at + Field.client] ?? -1;
      const client = own >= 0 ? ranks.rankOf(kind, own) : own;
      if (kind === EventCode.call) outstanding++;
      if (kind === EventCode.settle) outstanding--;
      if (!strict.take(history, at, client) || !loose.take(history, at, client)) return false;
    }
    return false;
  }

  #isApart(strict: Course, loose: Course, history: History, at: number, outstanding: number): boolean {
    const { events } = history;
    const kind = events[at] ?? 0;
    const isNow = kind === EventCode.now;
    if (!isNow && kind !== EventCode.settle && kind !== EventCode.turn && kind !== EventCode.quiet) return false;
    const now = isNow ? this.#asked(history, at, loose) : null;
    const question = now ? JSON.stringify(now) : String(outstanding);
    const answer = (): boolean => differ(strict, loose, now, outstanding);
    // which of the live items have which rank is a matter of the sets, as long as both know the same ones
    if (strict.names.live.join() !== loose.names.live.join()) return answer();
    const answers = this.#answersOf(strict.set, loose.set);
    let known = answers.get(question);
    if (known === undefined) answers.set(question, (known = answer()));
    return known;
  }

  /** An immediate operation, before it answers. */
  #asked(history: History, at: number, { names }: Course): ModelEvent | null {
    const verb = this.table.verbs[history.events[at + Field.verb] ?? -1];
    const rank = verb?.takesItem === true ? names.live.length : -1;
    const event = toModelEvent(history, at, this.table, rank, -1);
    return event?.kind === "now" ? { ...event, outcome: "ok" } : null;
  }

  #answersOf(strict: StateSet<unknown>, loose: StateSet<unknown>): Map<string, boolean> {
    let inner = this.#known.get(strict);
    if (!inner) this.#known.set(strict, (inner = new Map()));
    let answers = inner.get(loose);
    if (!answers) inner.set(loose, (answers = new Map()));
    return answers;
  }
}

/** Whether `loose` allows something next that `strict` refuses. */
function differ(strict: Course, loose: Course, now: ModelEvent | null, outstanding: number): boolean {
  for (const { event, item } of now ? answersTo(now, loose) : endings(loose, outstanding)) {
    if (loose.allows(event, item) && !strict.allows(event, item)) return true;
  }
  return false;
}

interface Possible {
  readonly event: ModelEvent;
  /** The put step of the item that it delivers, or -1. */
  readonly item: number;
}

function* answersTo(now: ModelEvent, { names }: Course): Generator<Possible> {
  for (const outcome of ANSWERED) {
    const event = { ...now, outcome } as ModelEvent;
    if (outcome === "item") for (const item of names.live) yield { event, item };
    else yield { event, item: -1 };
  }
}

function* endings({ names }: Course, outstanding: number): Generator<Possible> {
  yield { event: { kind: "quiet" }, item: -1 };
  for (let client = 0; client < outstanding; client++) {
    for (const outcome of SETTLED) {
      const event: ModelEvent = { kind: "settle", client, outcome, item: -1 };
      if (outcome === "item") for (const item of names.live) yield { event, item };
      else yield { event, item: -1 };
    }
  }
}
