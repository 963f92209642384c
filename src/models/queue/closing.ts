/** What a closed queue answers: the axis `close`. */
import type { ModelOutcome } from "../model.js";
import { DEFAULT_CLOSE, type CloseSemantics, type QueueAxes } from "./axes.js";
import { altered, alteredOperation, changed, ended, GHOSTS, type Operation, type QueueState } from "./state.js";

/** How an operation ends because the queue is closed. */
export interface Ending {
  readonly ends: readonly ModelOutcome[];
  /** It may also stay pending. */
  readonly silent: boolean;
  /** It may also go on waiting, as if nothing had happened. */
  readonly kept: boolean;
}

/** What the close that took effect does. */
export function closeOf(state: QueueState, axes: QueueAxes): CloseSemantics {
  return axes.close[state.closed] ?? DEFAULT_CLOSE;
}

/** The outcomes that a declared answer stands for. */
export function answers(declared: string, any: readonly ModelOutcome[]): readonly ModelOutcome[] {
  if (declared === "any") return any;
  return declared === "never" ? [] : [declared as ModelOutcome];
}

function ending(declared: string, any: readonly ModelOutcome[], kept = false): Ending {
  return { ends: answers(declared, any), silent: declared === "never" || declared === "any", kept };
}

const ANY_GET: readonly ModelOutcome[] = ["closed", "error"];
const ANY_PUT: readonly ModelOutcome[] = ["closed", "error", "ok", "full"];

/** How a get() or put() that waits must end; null where it goes on waiting. A join() is not touched. */
export function endingOf(state: QueueState, operation: Operation, axes: QueueAxes): Ending | null {
  if (state.closed === "") return null;
  const close = closeOf(state, axes);
  if (operation.verb === "get") return ending(operation.late ? close.get : close.getters, ANY_GET);
  if (operation.verb !== "put" || operation.outlives) return null;
  if (operation.late) return ending(close.put, ANY_PUT);
  return close.putters === "kept" ? null : ending(close.putters, ANY_PUT, close.putters === "any");
}

/** As {@link endingOf}, of an operation that may have come before the close or after it. */
export function endingsOf(state: QueueState, operation: Operation, axes: QueueAxes): readonly Ending[] {
  const asWaiting = endingOf(state, operation, axes);
  if (operation.late) return asWaiting ? [asWaiting] : [];
  const asLate = endingOf(state, alteredOperation(operation, { late: true }), axes);
  return [asWaiting, asLate].filter((found) => found !== null);
}

/** Ends the operation as the close says. */
export function endedByClose(state: QueueState, client: number, { ends, silent }: Ending): QueueState {
  return ended(state, client, ends, silent);
}

/** The close takes effect on the items: nothing happens to who waits yet. */
export function closedBy(state: QueueState, kind: string, axes: QueueAxes): QueueState {
  const closed = altered(state, { closed: kind });
  if (closeOf(closed, axes).items === "drained") return closed;
  return altered(closed, { items: [], doomed: [], unfinished: Math.max(0, state.unfinished - state.items.length) });
}

/** Puts whose item is no longer inside after a close that discards end as those that wait do. */
export function holdersEnded(before: QueueState, state: QueueState, axes: QueueAxes): QueueState {
  let next = state;
  for (let client = 0; client < GHOSTS; client++) {
    const operation = state.operations[client];
    if (operation?.verb !== "put" || operation.phase !== "held") continue;
    if (!before.items.includes(operation.item) || state.items.includes(operation.item)) continue;
    const { putters } = closeOf(state, axes);
    if (putters === "kept") next = changed(next, client, { phase: "done" });
    else next = endedByClose(next, client, ending(putters, ANY_PUT));
  }
  return next;
}

/** Whether a close() that has to be awaited may return: everything was taken, and nobody is let in any more. */
export function isDrained(state: QueueState): boolean {
  return (
    state.items.length === 0 &&
    !state.operations.some((o) => o?.verb === "put" && (o.phase === "waiting" || o.phase === "woken"))
  );
}

/** A close() in progress that may return. */
export function drainedClosers(state: QueueState): QueueState {
  let next = state;
  let client = -1;
  for (const operation of state.operations) {
    client++;
    if (operation?.verb !== "close" || operation.phase !== "held") continue;
    if (isDrained(state)) next = changed(next, client, { phase: "done" });
  }
  return next;
}

/** What putNowait() answers on a closed queue. */
export function refusals(state: QueueState, axes: QueueAxes): readonly ModelOutcome[] {
  return answers(closeOf(state, axes).putNowait, ["closed", "error", "full", "ok"]);
}

/** What getNowait() answers on a closed queue with nothing left. */
export function exhaustions(state: QueueState, axes: QueueAxes): readonly ModelOutcome[] {
  return answers(closeOf(state, axes).getNowait, ["closed", "empty", "error"]);
}

/** What a second close answers: as the first one says, or as its own kind does. */
export function repetitions(state: QueueState, axes: QueueAxes, kind = "close"): readonly ModelOutcome[] {
  const said = [closeOf(state, axes).again, (axes.close[kind] ?? DEFAULT_CLOSE).again];
  return [...new Set(said.flatMap((again) => answers(again, ["ok", "closed", "error"])))];
}
