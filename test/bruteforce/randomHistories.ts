/**
 * Random small histories: walks through the model itself, some of them changed afterwards. All are well-formed: a client
 * has at most one operation outstanding, only what was called settles, an item that comes out was put before.
 */
import type { Model, ModelEvent, ModelOutcome } from "../../src/models/model.js";

export type Primitive = "event" | "queue";
/** A number from 0 up to, and without, `below`. */
export type Draw = (below: number) => number;

/** A small generator (mulberry32), so that a seed gives the same histories everywhere. */
export function drawing(seed: number): Draw {
  let a = seed | 0;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export const CLIENTS = 3;
const none = -1;

/** What a history has done so far, as far as it decides what may come next. */
class Course {
  readonly outstanding: (string | null)[] = Array.from({ length: CLIENTS }, () => null);
  readonly hasCalled: boolean[] = Array.from({ length: CLIENTS }, () => false);
  items = 0;
  wasQuiet = false;

  /** Takes the event in. Answers false, and is spoilt, when it is not well-formed here. */
  take(event: ModelEvent): boolean {
    const followsQuiet = this.wasQuiet;
    this.wasQuiet = event.kind === "quiet";
    switch (event.kind) {
      case "call":
        if (this.outstanding[event.client] !== null) return false;
        if (event.verb === "put" && event.item !== this.items++) return false;
        this.outstanding[event.client] = event.verb;
        this.hasCalled[event.client] = true;
        return true;
      case "now":
        if (event.verb === "putNowait") return event.item === this.items++;
        return event.item < this.items;
      case "settle":
        if (this.outstanding[event.client] === null || event.item >= this.items) return false;
        this.outstanding[event.client] = null;
        return true;
      case "cancel":
        return this.outstanding[event.client] !== null;
      case "lateCancel":
      case "again":
        return this.outstanding[event.client] === null && this.hasCalled[event.client] === true;
      case "observe":
        return followsQuiet;
      case "elapse":
      case "turn":
      case "quiet":
        return true;
    }
  }

  /** An event that is well-formed here, whether or not any model allows it. */
  draw(primitive: Primitive, draw: Draw): ModelEvent {
    const client = draw(CLIENTS);
    const verb = this.outstanding[client] ?? null;
    const now = (name: string, outcome: ModelOutcome, item: number): ModelEvent => {
      return { kind: "now", client: none, verb: name, outcome, item };
    };
    const item = this.items > 0 ? draw(this.items) : none;
    if (this.wasQuiet && draw(3) === 0) {
      const observer = primitive === "event" ? "isSet" : "size";
      return { kind: "observe", observer, value: draw(primitive === "event" ? 2 : this.items + 1) };
    }
    const die = draw(20);
    if (die === 0) return { kind: "turn" };
    if (die <= 2) return { kind: "quiet" };
    if (die <= 7) {
      if (primitive === "event") {
        const [name, outcome] = one(draw, EVENT_ANSWERS);
        return now(name, outcome, none);
      }
      const [name, outcome] = one(draw, QUEUE_ANSWERS);
      if (name === "putNowait") return now(name, outcome, this.items);
      return outcome === "item" && item < 0
        ? now(name, "empty", none)
        : now(name, outcome, outcome === "item" ? item : none);
    }
    if (verb !== null) {
      if (die <= 10) return { kind: "cancel", client, silent: draw(4) === 0 };
      const rare = draw(16);
      if (rare === 0) return { kind: "settle", client, outcome: "error", item: none };
      if (rare <= 4) return { kind: "settle", client, outcome: "cancelled", item: none };
      if (verb !== "get") return { kind: "settle", client, outcome: "ok", item: none };
      const isItem = rare > 5 && item >= 0;
      return { kind: "settle", client, outcome: isItem ? "item" : "foreign", item: isItem ? item : none };
    }
    if (this.hasCalled[client] === true && die === 8) return { kind: draw(2) === 0 ? "lateCancel" : "again", client };
    if (primitive === "event") return { kind: "call", client, verb: "wait", item: none };
    const called = draw(2) === 0 ? "get" : "put";
    return { kind: "call", client, verb: called, item: called === "put" ? this.items : none };
  }
}

const EVENT_ANSWERS: readonly (readonly [string, ModelOutcome])[] = [
  ["set", "ok"],
  ["set", "ok"],
  ["set", "ok"],
  ["clear", "ok"],
  ["clear", "ok"],
  ["isSet", "yes"],
  ["isSet", "no"],
  ["set", "error"],
];
const QUEUE_ANSWERS: readonly (readonly [string, ModelOutcome])[] = [
  ["putNowait", "ok"],
  ["putNowait", "ok"],
  ["putNowait", "ok"],
  ["putNowait", "full"],
  ["getNowait", "item"],
  ["getNowait", "item"],
  ["getNowait", "empty"],
  ["getNowait", "foreign"],
];

function one<T>(draw: Draw, list: readonly T[]): T {
  return list[draw(list.length)] as T;
}

/** Whether the events are a well-formed history. */
export function isWellFormed(events: readonly ModelEvent[]): boolean {
  const course = new Course();
  return events.every((event) => course.take(event));
}

/** The history with its items numbered afresh in the order of their puts; null where one comes out before it was put. */
function renumbered(events: readonly ModelEvent[]): readonly ModelEvent[] | null {
  const names = new Map<number, number>();
  const renamed: ModelEvent[] = [];
  for (const event of events) {
    if (!("item" in event) || event.item < 0) {
      renamed.push(event);
      continue;
    }
    const brings = event.kind === "call" || (event.kind === "now" && event.verb === "putNowait");
    if (brings) names.set(event.item, names.size);
    const item = names.get(event.item);
    if (item === undefined) return null;
    renamed.push({ ...event, item });
  }
  return renamed;
}

/** Walks through the model: draws events until one is allowed, some unseen steps and turns before each. */
function walk<S>(model: Model<S>, primitive: Primitive, length: number, draw: Draw): ModelEvent[] {
  const events: ModelEvent[] = [];
  const course = new Course();
  let state = model.initial;
  for (let tries = 0; events.length < length && tries < 60; tries++) {
    const event = course.draw(primitive, draw);
    const mayComeLater = event.kind === "settle" || event.kind === "turn" || event.kind === "quiet";
    let before = state;
    for (let unseen = draw(6); unseen > 0; unseen--) {
      if (mayComeLater && draw(2) === 0) before = model.passTurn(before);
      const next = model.internal(before);
      if (next.length > 0) before = one(draw, next);
    }
    const after = model.step(before, event);
    if (after.length === 0) continue;
    state = one(draw, after);
    events.push(event);
    course.take(event);
  }
  return events;
}

/** One small change: an event dropped, doubled, exchanged with its neighbour, or replaced or preceded by any other. */
function mutated(events: readonly ModelEvent[], primitive: Primitive, draw: Draw): readonly ModelEvent[] | null {
  const at = draw(events.length);
  const head = events.slice(0, at);
  const here = events[at];
  const tail = events.slice(at + 1);
  const course = new Course();
  for (const event of head) course.take(event);
  if (here === undefined) return null;
  switch (draw(5)) {
    case 0:
      return renumbered([...head, ...tail]);
    case 1: {
      const [next, ...rest] = tail;
      return next === undefined ? null : renumbered([...head, next, here, ...rest]);
    }
    case 2:
      return renumbered([...head, ...tail, here]);
    default: {
      const other = course.draw(primitive, draw);
      // an item that the newcomer brings gets a number of its own
      const fresh = "item" in other && other.item >= course.items ? { ...other, item: 100 } : other;
      return renumbered(draw(2) === 0 ? [...head, fresh, ...tail] : [...head, fresh, here, ...tail]);
    }
  }
}

/** A well-formed history of 2 to 9 events; `changes` small changes were made to what the model itself had done. */
export function randomHistory<S>(
  model: Model<S>,
  primitive: Primitive,
  changes: number,
  draw: Draw,
): readonly ModelEvent[] {
  for (;;) {
    let events: readonly ModelEvent[] | null = walk(model, primitive, 2 + draw(8), draw);
    for (let change = 0; change < changes && events !== null; change++) events = mutated(events, primitive, draw);
    if (events !== null && events.length >= 2 && events.length <= 9 && isWellFormed(events)) return events;
  }
}
