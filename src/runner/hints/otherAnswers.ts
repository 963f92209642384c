/** A history as another adapter would have told it, and what can be read of it without a model. */
import { EVENT_WIDTH, EventCode, Field, type History } from "../../scheduler/history.js";
import { OutcomeCode, type OutcomeName, type Verb } from "../../scheduler/subject.js";

/** What a verb answered, and what it is to mean. */
export interface Answering {
  readonly verb: string;
  readonly from: readonly OutcomeName[];
  readonly to: OutcomeName;
}

/** Reads a history with other meanings for some answers. */
export type Reading = (history: History, verbs: readonly Verb[]) => History;

/** The history with these answers in place of those. */
export function answersInstead(...all: readonly Answering[]): Reading {
  return (history, verbs) => {
    const events = [...history.events];
    for (let at = 0; at < events.length; at += EVENT_WIDTH) {
      const kind = events[at];
      if (kind !== EventCode.now && kind !== EventCode.settle) continue;
      const name = verbs[events[at + Field.verb] ?? -1]?.name;
      const outcome = events[at + Field.outcome];
      const other = all.find(({ verb, from }) => verb === name && from.some((is) => OutcomeCode[is] === outcome));
      if (other) events[at + Field.outcome] = OutcomeCode[other.to];
    }
    return { ...history, events };
  };
}

/** Most calls of a verb that were outstanding at a time. */
export function mostOutstanding({ events }: History, verbs: readonly Verb[], verb: string): number {
  let outstanding = 0;
  let most = 0;
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    if (verbs[events[at + Field.verb] ?? -1]?.name !== verb) continue;
    if (events[at] === EventCode.call) most = Math.max(most, ++outstanding);
    else if (events[at] === EventCode.settle) outstanding--;
  }
  return most;
}
