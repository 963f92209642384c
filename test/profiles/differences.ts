/** What stored plans show, for readers: tables and sentences. Neighbours that one plan separates alike stand together. */
import { toModelEvent } from "../../src/conformance/labels.js";
import { inWords } from "../../src/conformance/words.js";
import { allowedWords, observedWords } from "../../src/report/explain.js";
import { runOf, type Run } from "../../src/report/trace.js";
import { traceRows } from "../../src/report/traceRows.js";
import { traceTable } from "../../src/report/traceTable.js";
import { EventCode, EVENT_WIDTH, Field, type History } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { mayRun, ownCourse, ownHistory, pairOf, refusalOf, type Pair, type Refusal } from "./searchSeparation.js";
import type { Separation } from "./separation.js";
import { planOf, storedOf } from "./stored.js";

/** One plan that shows a value, and the declarations that refuse it. */
export interface Difference {
  readonly neighbours: readonly string[];
  /** Undefined for an event. */
  readonly capacity: string | undefined;
  /** The trace as the report shows it. */
  readonly table: readonly string[];
  /** The history in one line. */
  readonly words: string;
  /** The first declaration has no such plans. */
  readonly isRuledOut: boolean;
  readonly reasons: readonly Reason[];
}

/** Why a declaration refuses the history. */
export interface Reason {
  readonly neighbour: string;
  /** What it says was observed. */
  readonly seen: string;
  /** What it allows in place of that; empty for a declaration that is a mistake. */
  readonly allowed: string;
}

interface Shown {
  readonly neighbour: string;
  readonly key: string;
  readonly pair: Pair;
  readonly plan: Plan;
  readonly refusal: Refusal;
}

/** The differences of separations that have the same value. */
export async function differencesOf(separations: readonly Separation[]): Promise<readonly Difference[]> {
  const groups = new Map<string, Shown[]>();
  for (const separation of separations) {
    const one = await shown(separation);
    groups.set(one.key, [...(groups.get(one.key) ?? []), one]);
  }
  return Promise.all([...groups.values()].map(differenceOf));
}

async function shown(separation: Separation): Promise<Shown> {
  const { neighbour } = separation;
  const pair = await pairOf(separation);
  const plan = planOf(storedOf(separation), pair);
  const refusal = plan && (await refusalOf(pair, plan));
  if (!plan || !refusal) throw new Error(`nothing separates ${neighbour}`);
  const at = refusal.is === "mistake" ? refusal.text : String(refusal.failure.contradictedAt);
  const where = pair.runsTwice ? neighbour : "";
  return { neighbour, pair, plan, refusal, key: `${JSON.stringify(plan)} ${pair.own.adapter.name} ${at} ${where}` };
}

async function differenceOf(group: readonly Shown[]): Promise<Difference> {
  const [first] = group;
  if (!first) throw new Error("an empty group");
  const { pair, plan, refusal } = first;
  const neighbours = group.map(({ neighbour }) => neighbour);
  const run = await runShown(first);
  const clients = [...new Set(run.plan.steps.map(({ client }) => client))].sort((a, b) => a - b);
  const { primitive } = pair.own.adapter;
  const marks = { content: primitive, contradiction: `refused under ${neighbours.join(", ")}` };
  const { capacity } = run.plan.config;
  return {
    neighbours,
    capacity: primitive === "event" ? undefined : capacity === null ? "unbounded" : String(capacity),
    table: traceTable(traceRows(run, clients), clients, marks),
    words: historyInWords(mayRun(pair.own, plan) ? await ownHistory(pair, plan) : await pair.own.run(plan), pair),
    isRuledOut: !mayRun(pair.own, plan),
    reasons: group.map(reasonOf),
  };

  async function runShown({ pair: { runsTwice } }: Shown): Promise<Run> {
    // where only the other declaration runs it, or runs it in another way, that run is the one to see
    if (refusal.is === "refuses" && (runsTwice || !mayRun(pair.own, plan))) return runOf(refusal.failure);
    const { document, views } = await ownCourse(pair, plan);
    const contradictedAt = refusal.is === "refuses" ? refusal.failure.contradictedAt : -1;
    return { plan, history: document, views, contradictedAt };
  }
}

function reasonOf({ neighbour, refusal }: Shown): Reason {
  if (refusal.is === "mistake") return { neighbour, seen: `it is an adapter error, "${refusal.text}"`, allowed: "" };
  const run = runOf(refusal.failure);
  const { allowed } = refusal.failure;
  const others = allowedWords(run, allowed);
  return {
    neighbour,
    seen: observedWords(run, allowed).join("; "),
    allowed: others.length > 0 ? others.join("; ") : "nothing of the kind",
  };
}

/** Whether an event's field names an item: of a cancel, of time that passes and of observers it says something else. */
function isItem(kind: number | undefined, item: number): boolean {
  return item >= 0 && (kind === EventCode.call || kind === EventCode.now || kind === EventCode.settle);
}

/** The history as the smallest wrong histories of docs/rules.md are told. */
function historyInWords(history: History, { own }: Pair): string {
  const { events } = history;
  const puts: number[] = [];
  const told = [];
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const item = events[at + Field.item] ?? -1;
    const verb = own.subject.verbs[events[at + Field.verb] ?? -1];
    if (verb?.takesItem === true && item >= 0 && !puts.includes(item)) puts.push(item);
    const event = toModelEvent(history, at, own.subject, isItem(events[at], item) ? puts.indexOf(item) : item);
    if (event && event.kind !== "turn" && event.kind !== "observe") told.push(event);
  }
  return inWords(told);
}
