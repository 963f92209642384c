/** What a reader of a trace sees of the states that are followed. */
import { endings, type Alternative } from "../conformance/alternatives.js";
import type { Relation, StateSet } from "../conformance/relation.js";
import type { StateView } from "../models/model.js";
import type { AllowedOutcome, CommonPart, ExpectedOutcome, ModelView } from "./report.js";

/** What is known of a run besides its states. */
export interface Circumstances {
  /** How the immediate event could have ended; empty for others. */
  readonly inPlace: readonly AllowedOutcome[];
  /** Steps of the outstanding operations, by client. */
  readonly outstanding: ReadonlyMap<number, number>;
}

/** The view of a set of followed states. `live` names the live items by put step. */
export function viewOf(
  relation: Relation<unknown>,
  set: StateSet<unknown>,
  live: readonly number[],
  { inPlace, outstanding }: Circumstances,
): ModelView {
  const views = relation.views(set).map((view) => named(view, live));
  const content = agreed(views.map((view) => view.content));
  const waiting = agreed(views.map((view) => view.waiting));
  const woken = agreed(views.map((view) => view.woken));
  const common: CommonPart = {
    ...(content === null ? shared("content", views.map(itemsOf)) : {}),
    ...(waiting === null
      ? shared(
          "waiting",
          views.map((view) => view.waiting),
        )
      : {}),
    ...(woken === null
      ? shared(
          "woken",
          views.map((view) => view.woken),
        )
      : {}),
  };
  const allowed = [
    ...inPlace.flatMap(({ step, outcome }) => (typeof outcome === "number" ? [] : [{ step, outcome }])),
    ...endings(relation, set, [...outstanding.keys()]).map((ending) => expected(ending, outstanding, live)),
  ];
  return {
    content,
    waiting,
    woken,
    ...(Object.keys(common).length > 0 ? { common } : {}),
    states: views.length,
    ...(allowed.length > 0 ? { allowed } : {}),
  };
}

/** The view with items named by put step instead of by rank. */
function named(view: StateView, live: readonly number[]): StateView {
  const { content } = view;
  return typeof content === "boolean" ? view : { ...view, content: content.map((rank) => live[rank] ?? -1) };
}

/** What all are; null where they differ. */
function agreed<T>(values: readonly T[]): T | null {
  const [first] = values;
  const text = JSON.stringify(first);
  return first !== undefined && values.every((value) => JSON.stringify(value) === text) ? first : null;
}

function itemsOf({ content }: StateView): readonly number[] {
  return typeof content === "boolean" ? [] : content;
}

function shared(part: keyof CommonPart, lists: readonly (readonly number[])[]): CommonPart {
  const inAll = commonPart(lists);
  return inAll.length > 0 ? { [part]: inAll } : {};
}

/** What is in every list, as far as it stands in the same order in all of them. */
export function commonPart(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = lists;
  const found: number[] = [];
  let last = lists.map(() => -1);
  for (const value of first) {
    const places = lists.map((list) => list.indexOf(value));
    if (!places.every((place, index) => place > (last[index] ?? -1))) continue;
    found.push(value);
    last = places;
  }
  return found;
}

function expected(
  { client, outcome, item }: Alternative,
  outstanding: ReadonlyMap<number, number>,
  live: readonly number[],
): ExpectedOutcome {
  const step = outstanding.get(client) ?? -1;
  if (outcome === "pending") return { step, outcome };
  return { step, outcome: { is: outcome, ...(outcome === "item" ? { item: live[item] ?? -1 } : {}) } };
}
