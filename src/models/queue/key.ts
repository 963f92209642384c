/** Keys of a Queue's states. They are made, and looked up, for every state that is met. */
import type { ModelOutcome } from "../model.js";
import type { Operation, Phase, QueueState } from "./state.js";

const VERB: Readonly<Record<Operation["verb"], number>> = { get: 0, put: 1, join: 2, close: 3 };

const PHASE: Readonly<Record<Phase, number>> = {
  waiting: 0,
  asleep: 4,
  woken: 8,
  held: 12,
  pulled: 16,
  done: 20,
  ended: 24,
  lost: 28,
};

/** A bit each: in which order an operation was told how it may end makes no difference. */
const END: Readonly<Record<ModelOutcome, number>> = {
  ok: 1,
  item: 2,
  foreign: 4,
  full: 8,
  empty: 16,
  closed: 32,
  cancelled: 64,
  timedOut: 128,
  error: 256,
  yes: 512,
  no: 1024,
};

const JINX: Readonly<Record<QueueState["jinx"], number>> = { "": 0, get: 1, put: 2, leak: 3 };

/** Makes room below an item's rank for what is no rank: NONE, SPENT, GONE. */
const NO_RANKS = 3;

/**
 * A text that is equal for equal states only: one character a number, each list with its length before it. Good for fewer
 * than 32,768 items and operations in line.
 */
export function queueKey(state: QueueState): string {
  const { items, operations, line, ready, doomed, priorities, closed } = state;
  const codes: number[] = [JINX[state.jinx], state.unfinished + 1, items.length];
  for (const item of items) codes.push(item);
  for (let index = 0; index < operations.length; index++) {
    const operation = operations[index];
    if (!operation) continue;
    const tellsEnds = operation.cancelled || operation.phase === "ended";
    // the highest bit says that here is an operation: what follows the last one is shorter
    let flags = 0x8000 + VERB[operation.verb] + PHASE[operation.phase];
    if (operation.cancelled) flags += 0x20;
    if (operation.timed) flags += 0x40;
    if (operation.late) flags += 0x80;
    if (operation.silent) flags += 0x100;
    if (operation.fresh) flags += 0x200;
    if (operation.parked) flags += 0x400;
    if (operation.keeps) flags += 0x800;
    if (operation.mute) flags += 0x1000;
    if (operation.outlives) flags += 0x2000;
    if (operation.unbegun !== "") flags += 0x4000;
    codes.push(flags, index, operation.item + NO_RANKS);
    let ends = 0;
    if (tellsEnds) for (const end of operation.ends) ends |= END[end];
    if (tellsEnds) codes.push(ends);
    if (operation.unbegun !== "") {
      codes.push(operation.unbegun.length);
      for (let at = 0; at < operation.unbegun.length; at++) codes.push(operation.unbegun.charCodeAt(at));
    }
  }
  codes.push(line.length, ready.length, doomed.length, priorities.length);
  for (const index of line) codes.push(index);
  for (const index of ready) codes.push(index);
  for (const item of doomed) codes.push(item);
  // an item that is gone has none
  for (let item = 0; item < priorities.length; item++) codes.push((priorities[item] ?? -1) + 1);
  return String.fromCharCode(...codes) + closed;
}
