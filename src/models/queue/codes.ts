/** What a Queue's state is, in numbers. They are written, and looked up, for every state that is met. */
import { endBits, type Codes } from "../codes.js";
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

const JINX: Readonly<Record<QueueState["jinx"], number>> = { "": 0, get: 1, put: 2, leak: 3 };

/** Says that here is an operation: what follows the last one is less. */
const OPERATION = 0x8000;

/** Writes numbers that are equal for equal states only; each list with its length before it. */
export function encodeQueue(state: QueueState, codes: Codes): void {
  const { operations, priorities } = state;
  codes.add(JINX[state.jinx]);
  codes.add(state.unfinished);
  codes.addList(state.items);
  for (let index = 0; index < operations.length; index++) {
    const operation = operations[index];
    if (operation) encodeOperation(operation, index, codes);
  }
  codes.addList(state.line);
  codes.addList(state.ready);
  codes.addList(state.doomed);
  codes.add(priorities.length);
  // an item that is gone has none
  for (let item = 0; item < priorities.length; item++) codes.add(priorities[item] ?? -1);
  codes.addText(state.closed);
}

function encodeOperation(operation: Operation, index: number, codes: Codes): void {
  const tellsEnds = operation.cancelled || operation.phase === "ended";
  let flags = OPERATION + VERB[operation.verb] + PHASE[operation.phase];
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
  flags += operation.more * 0x10000;
  codes.add(flags * 8 + index);
  codes.add(operation.item);
  if (tellsEnds) codes.add(endBits(operation.ends));
  if (operation.unbegun !== "") codes.addText(operation.unbegun);
}
