/**
 * Walks all histories up to a bound, following several relations at once. Used to show that faults, `refines` and
 * smallest wrong histories are what the rules say.
 */
import { SPENT, GONE, type Model, type ModelEvent } from "../../src/models/model.js";
import { axisEventsAfter, type Extras } from "./axisEvents.js";
import { Relation, type StateSet } from "../../src/conformance/relation.js";

/** What clients may do in the walk. */
export interface Alphabet {
  readonly primitive: "event" | "queue";
  readonly clients: number;
  readonly observed: boolean;
  /** What the axes bring in besides the plain verbs. */
  readonly extras?: Extras;
}

interface Followed<S> {
  readonly set: StateSet<S>;
  readonly live: readonly number[];
}

/** What a well-formed history has done so far. */
export interface Course {
  readonly outstanding: readonly (string | null)[];
  readonly cancelled: readonly boolean[];
  readonly used: readonly boolean[];
  readonly items: number;
  readonly delivered: readonly number[];
  readonly quiet: boolean;
}

/** A node of the walk. `at` holds one entry per relation, null once it has refused. */
export interface Node<S> {
  readonly at: readonly (Followed<S> | null)[];
  readonly course: Course;
  readonly events: readonly ModelEvent[];
}

/** A relation with a table of its own for events with absolute items. */
export class Walker<S> {
  readonly #relations: readonly Relation<S>[];
  /** A number for every event that came up. */
  readonly #labels = new Map<string, number>();

  constructor(models: readonly Model<S>[]) {
    this.#relations = models.map((model) => new Relation(model));
  }

  start(clients: number): Node<S> {
    return {
      at: this.#relations.map((relation) => ({ set: relation.start, live: [] })),
      course: {
        outstanding: Array.from({ length: clients }, () => null),
        cancelled: Array.from({ length: clients }, () => false),
        used: Array.from({ length: clients }, () => false),
        items: 0,
        delivered: [],
        quiet: false,
      },
      events: [],
    };
  }

  step(node: Node<S>, event: ModelEvent): Node<S> {
    const { course } = node;
    const brings =
      (event.kind === "call" && event.verb === "put") || (event.kind === "now" && event.verb === "putNowait");
    const at = node.at.map((followed, index) => {
      const relation = this.#relations[index];
      if (!followed || !relation) return null;
      let rank = -1;
      let live = followed.live;
      if (brings) {
        rank = live.length;
        live = [...live, course.items];
      } else if ("item" in event && event.item >= 0) {
        rank = course.delivered.includes(event.item) ? SPENT : live.indexOf(event.item);
        if (rank === -1) rank = GONE;
      }
      const named: ModelEvent = "item" in event ? { ...event, item: rank } : event;
      const edge = relation.follow(followed.set, this.#label(named), () => named);
      if (typeof edge.to === "string") return null;
      const { kept } = edge;
      return { set: edge.to, live: kept ? kept.map((r) => live[r] ?? -1) : live };
    });
    return { at, course: advanced(course, event), events: [...node.events, event] };
  }

  #label(event: ModelEvent): number {
    const name = JSON.stringify(event);
    const label = this.#labels.get(name) ?? this.#labels.size;
    this.#labels.set(name, label);
    return label;
  }
}

function advanced(course: Course, event: ModelEvent): Course {
  const next = {
    outstanding: [...course.outstanding],
    cancelled: [...course.cancelled],
    used: [...course.used],
    items: course.items,
    delivered: [...course.delivered],
    quiet: event.kind === "quiet",
  };
  if (event.kind === "call") {
    next.outstanding[event.client] = event.verb;
    next.cancelled[event.client] = false;
    next.used[event.client] = true;
    if (event.verb === "put") next.items++;
  }
  if (event.kind === "now" && event.verb === "putNowait") next.items++;
  if ((event.kind === "now" || event.kind === "settle") && event.outcome === "item") next.delivered.push(event.item);
  if (event.kind === "settle") next.outstanding[event.client] = null;
  if (event.kind === "cancel" || event.kind === "lateCancel") next.cancelled[event.client] = true;
  return next;
}

/** Every event that may come next in a well-formed history. Clients are interchangeable, so they come in order. */
export function eventsAfter(course: Course, alphabet: Alphabet): ModelEvent[] {
  const events = plainEventsAfter(course, alphabet);
  return alphabet.extras ? [...events, ...axisEventsAfter(course, alphabet.clients, alphabet.extras)] : events;
}

function plainEventsAfter(course: Course, alphabet: Alphabet): ModelEvent[] {
  const events: ModelEvent[] = [];
  if (course.quiet && alphabet.observed) {
    if (alphabet.primitive === "event") {
      return [0, 1].map((value) => ({ kind: "observe", observer: "isSet", value }));
    }
    return Array.from({ length: course.items + 1 }, (_, value) => ({ kind: "observe", observer: "size", value }));
  }
  const isQueue = alphabet.primitive === "queue";
  const items = Array.from({ length: course.items }, (_, item) => item);
  let fresh = false;
  for (let client = 0; client < alphabet.clients; client++) {
    const verb = course.outstanding[client];
    if (verb) {
      for (const outcome of ["cancelled", "error"] as const) events.push({ kind: "settle", client, outcome, item: -1 });
      if (verb === "get") {
        for (const item of items) events.push({ kind: "settle", client, outcome: "item", item });
        events.push({ kind: "settle", client, outcome: "foreign", item: -1 });
      } else events.push({ kind: "settle", client, outcome: "ok", item: -1 });
      if (!course.cancelled[client]) events.push({ kind: "cancel", client, silent: false });
      continue;
    }
    if (course.used[client] && !course.cancelled[client]) {
      events.push({ kind: "lateCancel", client }, { kind: "again", client });
    }
    if (!course.used[client]) {
      if (fresh) continue;
      fresh = true;
    }
    for (const name of isQueue ? ["get", "put"] : ["wait"]) {
      events.push({ kind: "call", client, verb: name, item: name === "put" ? course.items : -1 });
    }
  }
  const now = (
    verb: string,
    outcome: "ok" | "full" | "empty" | "item" | "foreign" | "yes" | "no" | "error",
    item = -1,
  ): ModelEvent => ({
    kind: "now",
    client: -1,
    verb,
    outcome,
    item,
  });
  if (isQueue) {
    events.push(
      now("putNowait", "ok", course.items),
      now("putNowait", "full", course.items),
      now("getNowait", "empty"),
    );
    events.push(now("getNowait", "foreign"), now("getNowait", "error"));
    for (const item of items) events.push(now("getNowait", "item", item));
  } else {
    events.push(now("set", "ok"), now("clear", "ok"), now("isSet", "yes"), now("isSet", "no"), now("set", "error"));
  }
  const last = { kind: "turn" } as const;
  events.push(last, { kind: "quiet" });
  return events;
}
