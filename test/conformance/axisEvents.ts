/** Events beyond those of the plain verbs, as the axes of a queue bring them in. */
import type { ModelEvent, ModelOutcome } from "../../src/models/model.js";
import type { Course } from "./explore.js";

/** What a walk over a queue of certain axes may do besides put, get, putNowait, getNowait and cancel. */
export interface Extras {
  readonly joins?: boolean;
  /** Ways to close. */
  readonly close?: readonly string[];
  readonly closing?: "immediate" | "blocking";
  readonly timeouts?: boolean;
  readonly priorities?: boolean;
  readonly odd?: boolean;
  readonly early?: boolean;
  /** Observers, each with the highest value that it may show. */
  readonly observers?: Readonly<Record<string, number>>;
}

/** Ends that only some axes know. */
const ENDS: readonly ModelOutcome[] = ["closed", "error", "full", "timedOut"];

/** Every further event that may come next. */
export function axisEventsAfter(course: Course, clients: number, extras: Extras): ModelEvent[] {
  const events: ModelEvent[] = [];
  if (course.quiet) {
    for (const [observer, most] of Object.entries(extras.observers ?? {})) {
      for (let value = 0; value <= most; value++) events.push({ kind: "observe", observer, value });
    }
    if (events.length > 0) return events;
  }
  const calls: ModelEvent[] = [];
  const call = (verb: string, more: object = {}): void => {
    const item = verb === "put" ? course.items : -1;
    calls.push({ kind: "call", client: -1, verb, item, ...more });
  };
  const manners: object[] = [];
  if (extras.priorities) manners.push({ priority: 1 });
  if (extras.odd) manners.push({ odd: true });
  for (const manner of manners) call("put", manner);
  if (extras.timeouts) for (const verb of ["get", "put"]) call(verb, { variant: "timeout" });
  if (extras.early) for (const verb of ["get", "put"]) call(verb, { aborted: true });
  if (extras.joins) call("join");
  const variant = (kind: string): object => (kind === "close" ? {} : { variant: kind });
  if (extras.closing === "blocking") for (const kind of extras.close ?? []) call("close", variant(kind));
  let fresh = false;
  for (let client = 0; client < clients; client++) {
    const verb = course.outstanding[client];
    if (verb) {
      for (const outcome of ENDS) events.push({ kind: "settle", client, outcome, item: -1 });
      if (verb === "get") events.push({ kind: "settle", client, outcome: "ok", item: -1 });
      continue;
    }
    if (!course.used[client]) {
      if (fresh) continue;
      fresh = true;
    }
    for (const one of calls) events.push({ ...one, client } as ModelEvent);
  }
  const now = (verb: string, outcome: ModelOutcome, item = -1, more: object = {}): void => {
    events.push({ kind: "now", client: -1, verb, outcome, item, ...more });
  };
  for (const manner of manners) now("putNowait", "ok", course.items, manner);
  for (const outcome of ["closed", "error"] as const) {
    now("putNowait", outcome, course.items);
    if (outcome === "closed") now("getNowait", outcome);
  }
  if (extras.joins) for (const outcome of ["ok", "error"] as const) now("taskDone", outcome);
  if (extras.closing !== "blocking") {
    for (const kind of extras.close ?? []) {
      for (const outcome of ["ok", "closed", "error"] as const) now("close", outcome, -1, variant(kind));
    }
  }
  if (extras.timeouts) events.push({ kind: "elapse", isLast: true }, { kind: "elapse", isLast: false });
  return events;
}
