/** What a caller has to do, and when, to see a failure again: the run up to its contradiction, in the order of its events. */
import { NotWritten } from "./printer.js";
import type { HistoryEvent } from "../scheduler/history.js";
import type { Run } from "../report/trace.js";

/** One call of a verb. */
export interface CallAction {
  readonly does: "call";
  readonly step: number;
  readonly client: number;
  readonly verb: string;
  readonly isBlocking: boolean;
  /** Calls that its client makes in the very continuation in which this one settles. */
  readonly next: Action[];
}

/** One thing that happens. `turns` and `quiet` let the world run. */
export type Action =
  | CallAction
  | { readonly does: "cancel"; readonly step: number; readonly of: CallAction }
  | { readonly does: "elapse"; readonly step: number }
  | { readonly does: "turns"; readonly turns: number }
  /** `settled`: steps of the operations that had settled there; absent where that is not known. */
  | { readonly does: "quiet"; readonly settled?: readonly number[] };

/** The actions of a run up to the event that the model contradicts. Throws a {@link NotWritten}. */
export function actionsOf({ plan, history, contradictedAt }: Run): readonly Action[] {
  const actions: Action[] = [];
  const last = new Map<number, CallAction>();
  const settled: number[] = [];
  let driven = -1;
  const events = history.events.slice(0, contradictedAt + 1);
  for (const [at, event] of events.entries()) {
    const before = events[at - 1];
    const isOwn = before?.kind === "settle" && before.client === event.client && event.kind !== "cancel";
    const parent = isOwn ? last.get(event.client ?? -1) : undefined;
    switch (event.kind) {
      case "call":
      case "now": {
        const call = callOf(event);
        if (event.kind === "call") last.set(call.client, call);
        if (!parent) driven = call.step;
        (parent?.next ?? actions).push(call);
        break;
      }
      case "cancel":
      case "lateCancel": {
        const of = last.get(event.client ?? -1);
        driven = event.step ?? -1;
        // one abort of a shared signal is told for each operation that it ends
        const isTold = actions.some((one) => one.does === "cancel" && one.step === event.step);
        if (of && !isTold) actions.push({ does: "cancel", step: event.step ?? -1, of });
        break;
      }
      case "elapse":
        if ((event.step ?? -1) >= 0) actions.push({ does: "elapse", step: event.step ?? -1 });
        break;
      case "turn": {
        const gap = plan.steps[event.step ?? -1]?.gap;
        if (event.step === driven && typeof gap === "number" && gap > 0) actions.push({ does: "turns", turns: gap });
        else if (event.step !== undefined && event.step !== driven && plan.steps[event.step]?.do === "call")
          throw new NotWritten("one of its clients counts turns on its own, beside the others");
        break;
      }
      case "quiet":
        actions.push({ does: "quiet", settled: [...settled] });
        break;
      case "again":
        throw new NotWritten("an operation settles a second time, which no `await` shows");
      case "settle":
        settled.push(event.step ?? -1);
        break;
    }
  }
  return tidied(actions, events.at(-1)?.kind === "now");
}

function callOf({ step = -1, client = 0, verb = "", kind }: HistoryEvent): CallAction {
  return { does: "call", step, client, verb, isBlocking: kind === "call", next: [] };
}

/** Without two quiet points in a row; and quiet at the end, where an answer at once is not what is wrong. */
function tidied(actions: readonly Action[], isAnswer: boolean): readonly Action[] {
  const all: readonly Action[] = isAnswer ? actions : [...actions, { does: "quiet" }];
  return all.filter((one, at) => one.does !== "quiet" || all[at - 1]?.does !== "quiet");
}

/** Every call among actions, also those that clients make by themselves. */
export function callsAmong(actions: readonly Action[]): readonly CallAction[] {
  return actions.flatMap((one) => (one.does === "call" ? [one, ...callsAmong(one.next)] : []));
}
