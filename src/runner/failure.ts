/** Turns a failing plan into what a report says of it. */
import { alternatives } from "../conformance/alternatives.js";
import { readLabel, toModelEvent, ItemNames, type Reading } from "../conformance/labels.js";
import { compare } from "../conformance/check.js";
import type { Relation, StateSet } from "../conformance/relation.js";
import {
  describeHistory,
  EventCode,
  EVENT_WIDTH,
  Field,
  observerName,
  type History,
  type HistoryDocument,
} from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import type { Outcome } from "../scheduler/subject.js";
import { encodeToken } from "../scheduler/token.js";
import { nameFailure } from "./nameFailure.js";
import type { AllowedOutcome, Failure, ModelView } from "./report.js";
import { staysQuiet } from "./staysQuiet.js";
import { viewOf } from "./viewOf.js";
import type { Workbench } from "./workbench.js";

/** Where a failure came from. */
export interface Origin {
  readonly foundBy: string;
  readonly seed?: number;
  readonly path?: string;
  /** Rules whose faults were allowed. */
  readonly allowing: readonly string[];
  readonly mayHaveSameCauseAs?: string;
}

/**
 * What a report says of a plan whose history the model contradicts; null where it does not. Rejects with an AdapterError
 * where the subject goes on at what looked like quiet points.
 */
export async function describeFailure(
  bench: Workbench,
  plan: Plan,
  history: History,
  origin: Origin,
): Promise<Failure | null> {
  const judge = bench.judge(plan.config);
  const relation = judge.relation(origin.allowing);
  const course = followed(bench, relation, history);
  if (!course.contradiction) return null;
  await staysQuiet(bench, plan, history);
  const naming = await nameFailure(bench, plan, history, origin.allowing);
  return {
    rule: naming.rule,
    alsoExplainedBy: naming.alsoExplainedBy,
    ...(naming.ruledOut.length > 0 ? { ruledOut: naming.ruledOut } : {}),
    refusedBy: naming.refusedBy,
    ...(origin.mayHaveSameCauseAs === undefined ? {} : { mayHaveSameCauseAs: origin.mayHaveSameCauseAs }),
    plan,
    history: course.document,
    contradictedAt: course.contradiction.at,
    allowed: course.contradiction.allowed,
    views: course.views,
    token: encodeToken(plan, bench.table),
    ...(origin.seed === undefined ? {} : { seed: origin.seed }),
    ...(origin.path === undefined ? {} : { path: origin.path }),
    foundBy: origin.foundBy,
    allowing: origin.allowing,
  };
}

/** The course of a history beside the model's. */
export interface Course {
  readonly document: HistoryDocument;
  /** The model after each event of the document, as far as it follows. */
  readonly views: readonly ModelView[];
  /**
   * What the model allows at each event of the document, up to the contradiction, and where an operation settles also how
   * others could have settled instead; empty where nobody asked.
   */
  readonly allowed: readonly (readonly AllowedOutcome[])[];
  readonly contradiction: { readonly at: number; readonly allowed: readonly AllowedOutcome[] } | null;
}

/** Follows a history through a relation, for a reader. `isStepped`: who wants to know what is allowed at each event. */
export function followed(
  bench: Workbench,
  relation: Relation<unknown>,
  history: History,
  { isStepped = false }: { readonly isStepped?: boolean } = {},
): Course {
  const document = describeHistory(history, bench.subject);
  const views: ModelView[] = [];
  const allowed: (readonly AllowedOutcome[])[] = [];
  let set: StateSet<unknown> = relation.start;
  let live: readonly number[] = [];
  const comparison = compare(relation, history, bench.subject, undefined, (event, next, names) => {
    const at = event * EVENT_WIDTH;
    const isAsked = isStepped && history.events[at] !== EventCode.observe;
    if (isAsked) allowed.push(allowedAt(bench, relation, set, live, history, event, true));
    const inPlace = history.events[at] === EventCode.now ? allowedAt(bench, relation, set, live, history, event) : [];
    const hadToEndSo = inPlace.length < 2;
    set = next;
    live = [...names];
    const view = viewOf(relation, next, live, {
      inPlace: hadToEndSo ? [] : inPlace,
      outstanding: outstandingSteps(history, at),
    });
    // observers belong to the quiet event before them
    if (history.events[at] === EventCode.observe) views[views.length - 1] = view;
    else views.push(view);
  });
  if (comparison.is !== "contradicts") return { document, views, allowed, contradiction: null };
  const isObserver = history.events[comparison.event * EVENT_WIDTH] === EventCode.observe;
  const at = isObserver ? views.length - 1 : views.length;
  const instead = allowedAt(bench, relation, set, live, history, comparison.event);
  if (isStepped) allowed[at] = instead;
  return { document, views, allowed, contradiction: { at, allowed: instead } };
}

function allowedAt(
  bench: Workbench,
  relation: Relation<unknown>,
  set: StateSet<unknown>,
  live: readonly number[],
  history: History,
  index: number,
  /** Where an operation settles: also how the others could have settled instead. */
  isStepped = false,
): readonly AllowedOutcome[] {
  const { events } = history;
  const at = index * EVENT_WIDTH;
  const names = new ItemNames();
  names.live.push(...live);
  const reading: Reading = { label: 0, rank: -1, delivered: -1 };
  readLabel(history, at, bench.subject, names, reading);
  const event = toModelEvent(history, at, bench.subject, reading.rank);
  if (!event) return [];
  const calls = outstandingCalls(history, at);
  const own = alternatives(relation, set, event, [...calls.keys()]);
  const others = isStepped && event.kind === "settle" ? [...calls.keys()].filter((one) => one !== event.client) : [];
  const all = [...own, ...alternatives(relation, set, { kind: "quiet" }, others)];
  return all.map(({ client, outcome, item }) => {
    const isObserver = event.kind === "observe";
    const call = event.kind === "now" || isObserver ? at : (calls.get(client) ?? at);
    const verb = events[call + Field.verb] ?? -1;
    const name = isObserver ? observerName(bench.subject, verb) : bench.subject.verbs[verb]?.name;
    const is: Outcome | "pending" | number = isObserver
      ? item
      : outcome === "pending"
        ? outcome
        : { is: outcome, ...(outcome === "item" ? { item: live[item] ?? -1 } : {}) };
    return {
      step: isObserver ? -1 : (events[call + Field.step] ?? -1),
      client: isObserver ? -1 : (events[call + Field.client] ?? -1),
      verb: name ?? "",
      outcome: is,
    };
  });
}

/** Steps of the operations that are outstanding after the event at offset `at`, by client. */
function outstandingSteps(history: History, at: number): ReadonlyMap<number, number> {
  const { events } = history;
  const calls = outstandingCalls(history, at);
  return new Map(
    [...calls]
      .filter(([client]) => events[at] !== EventCode.settle || events[at + Field.client] !== client)
      .map(([client, call]) => [client, events[call + Field.step] ?? -1]),
  );
}

/** Where in `events` the outstanding operation of each client was called, right before offset `end`. */
function outstandingCalls(history: History, end: number): ReadonlyMap<number, number> {
  const calls = new Map<number, number>();
  for (let at = 0; at <= end; at += EVENT_WIDTH) {
    const client = history.events[at + Field.client] ?? -1;
    if (history.events[at] === EventCode.call) calls.set(client, at);
    if (history.events[at] === EventCode.settle && at < end) calls.delete(client);
  }
  return calls;
}
