/** What all models of a Queue hold: the items inside, one operation a client, and who waits in which order. */

/**
 * - `waiting`: parked, or about to;
 * - `asleep`: waiting, but a fault lets it be overlooked;
 * - `woken`: told to look again, has not resumed (a hint);
 * - `done`: has its item, or its item is in: will return; `ended`: will end cancelled;
 * - `lost`: never ends (only after a fault).
 */
export type Phase = "waiting" | "asleep" | "woken" | "done" | "ended" | "lost";

export interface Operation {
  readonly verb: "get" | "put";
  /** What a put brings; what a get was given, or NONE. */
  readonly item: number;
  readonly phase: Phase;
  /** A cancellation was asked for and has not been decided. */
  readonly cancelled: boolean;
  /** Once cancelled it need not settle any more. */
  readonly silent: boolean;
  /** Woken in this very turn: cannot resume yet. */
  readonly fresh: boolean;
  /** Certainly registered: everything has been quiet since its call. */
  readonly parked: boolean;
  /** Only after a fault: keeps its place when it parks again. */
  readonly keeps: boolean;
  /** Only after a fault: takes effect but need not return. */
  readonly mute: boolean;
}

export interface QueueState {
  /** Items inside, oldest first. */
  readonly items: readonly number[];
  /** By client; from {@link GHOSTS} on, what a fault leaves behind of cancelled operations. */
  readonly operations: readonly (Operation | null)[];
  /** Who waits, oldest first, getters and putters in one line. Empty in `contract`, where nobody has a place. */
  readonly line: readonly number[];
  /** Who was woken and has not resumed, in the order of waking. */
  readonly ready: readonly number[];
  /** Only after a fault: the item that may vanish; one at a time, since each multiplies the states. */
  readonly doomed: readonly number[];
  /** Only after a fault: a cancelled operation of this verb that a later one may stumble over. */
  readonly jinx: "" | "get" | "put";
}

/** First index of ghosts in {@link QueueState.operations}. */
export const GHOSTS = 4;

export const emptyQueue: QueueState = {
  items: [],
  operations: [null, null, null, null, null, null, null, null],
  line: [],
  ready: [],
  doomed: [],
  jinx: "",
};

/** A fresh waiting operation. */
export function newOperation(verb: string, item: number): Operation {
  return {
    verb: verb === "put" ? "put" : "get",
    item,
    phase: "waiting",
    cancelled: false,
    silent: false,
    fresh: false,
    parked: false,
    keeps: false,
    mute: false,
  };
}

/** The state with one operation replaced. */
export function withOperation(state: QueueState, index: number, operation: Operation | null): QueueState {
  const operations = state.operations.slice();
  operations[index] = operation;
  return { ...state, operations };
}

/** The state with fields of one operation changed. */
export function changed(state: QueueState, index: number, change: Partial<Operation>): QueueState {
  const operation = state.operations[index];
  return operation ? withOperation(state, index, { ...operation, ...change }) : state;
}

/** The state in which the operation stands in no line. */
export function outOfLine(state: QueueState, index: number): QueueState {
  if (!state.line.includes(index) && !state.ready.includes(index)) return state;
  return { ...state, line: without(state.line, index), ready: without(state.ready, index) };
}

/** The list without one value. */
export function without(list: readonly number[], value: number): readonly number[] {
  return list.includes(value) ? list.filter((other) => other !== value) : list;
}

/** Indexes of the operations of `verb` in `phase`, ghosts included. */
export function inPhase(state: QueueState, verb: Operation["verb"], phase: Phase): number[] {
  const found: number[] = [];
  for (let index = 0; index < state.operations.length; index++) {
    const operation = state.operations[index];
    if (operation && operation.verb === verb && operation.phase === phase) found.push(index);
  }
  return found;
}

/** The first in line of `verb` that is awake, or NONE. */
export function firstInLine(state: QueueState, verb: Operation["verb"]): number {
  for (const index of state.line) {
    const operation = state.operations[index];
    if (operation?.verb === verb && operation.phase === "waiting") return index;
  }
  return -1;
}

/** The operation took effect: it will return. A ghost has nobody to return to, so it is gone. */
export function effected(state: QueueState, index: number, item: number): QueueState {
  const free = outOfLine(state, index);
  if (index >= GHOSTS) return withOperation(free, index, null);
  return changed(free, index, { phase: "done", item, fresh: false, parked: false, keeps: false });
}

/** A text that is equal for equal states only. */
export function queueKey(state: QueueState): string {
  let text = state.items.join();
  for (const operation of state.operations) {
    text += "|";
    if (!operation) continue;
    text += operation.verb + operation.item + operation.phase;
    if (operation.cancelled) text += "c";
    if (operation.silent) text += "s";
    if (operation.fresh) text += "f";
    if (operation.parked) text += "p";
    if (operation.keeps) text += "k";
    if (operation.mute) text += "m";
  }
  return `${text}/${state.line.join()}/${state.ready.join()}/${state.doomed.join()}/${state.jinx}`;
}

/** Items that the state still knows. */
export function knownItems(state: QueueState): readonly number[] {
  const known = [...state.items];
  for (const operation of state.operations) {
    if (operation && operation.item >= 0 && !known.includes(operation.item)) known.push(operation.item);
  }
  return known;
}

/** The state with its items renamed; doomed ones that are gone are forgotten. */
export function renamedItems(state: QueueState, names: (item: number) => number): QueueState {
  const known = state.doomed.length > 0 ? knownItems(state) : [];
  return {
    ...state,
    items: state.items.map(names),
    operations: state.operations.map((operation) =>
      operation && operation.item >= 0 ? { ...operation, item: names(operation.item) } : operation,
    ),
    doomed: state.doomed.filter((item) => known.includes(item)).map(names),
  };
}
