/** What all models of a Queue hold: the items inside, one operation a client, and who waits in which order. */
import type { ModelOutcome } from "../model.js";

/**
 * - `waiting`: parked, or about to;
 * - `asleep`: waiting, but a fault lets it be overlooked;
 * - `woken`: told to look again, has not resumed (a hint);
 * - `held`: a put() whose item is inside, or a close() that took effect, and that waits for what lets it return;
 * - `pulled`: a put() whose item was taken, and that waits for the next get() (`putSettles: "pull"`);
 * - `done`: has its item, or its item is in: will return;
 * - `ended`: will end as {@link Operation.ends} says;
 * - `lost`: never ends (only after a fault).
 */
export type Phase = "waiting" | "asleep" | "woken" | "held" | "pulled" | "done" | "ended" | "lost";

export interface Operation {
  readonly verb: "get" | "put" | "join" | "close";
  /** What a put brings; what a get was given, or NONE. */
  readonly item: number;
  readonly phase: Phase;
  /** A cancellation was asked for, or the time is up, and that has not been decided. */
  readonly cancelled: boolean;
  /** With what it may end when it is `ended`, or `cancelled` and gives up. */
  readonly ends: readonly ModelOutcome[];
  /** Gives up after a time. */
  readonly timed: boolean;
  /** Called when the queue was closed already. */
  readonly late: boolean;
  /** Once ended it need not settle. */
  readonly silent: boolean;
  /** Woken in this very turn: cannot resume yet. */
  readonly fresh: boolean;
  /** Certainly registered: everything has been quiet since its call. */
  readonly parked: boolean;
  /** What has yet to begin: a get(), or a close() of this kind; "" once it has begun. Only in `contract`. */
  readonly unbegun: string;
  /** Only after a fault: keeps its place when it parks again, or stands there for another one. */
  readonly keeps: boolean;
  /** Only after a fault: takes effect but need not return. */
  readonly mute: boolean;
  /** Only after a fault: goes on waiting for room when the queue is closed. */
  readonly outlives: boolean;
  /** Only after a fault: for how many more this one stands (ghosts.ts). */
  readonly more: number;
}

export interface QueueState {
  /** Items inside, oldest first. */
  readonly items: readonly number[];
  /** Priority of each live item; empty where the order asks for none. */
  readonly priorities: readonly number[];
  /** By client; from {@link GHOSTS} on, what a fault leaves behind of cancelled operations. */
  readonly operations: readonly (Operation | null)[];
  /** Who waits, oldest first, getters and putters in one line. Empty in `contract`, where nobody has a place. */
  readonly line: readonly number[];
  /** Who was woken and has not resumed, in the order of waking. */
  readonly ready: readonly number[];
  /** The kind of the close that took effect; "" while the queue is open. */
  readonly closed: string;
  /** Items that were put and not marked as done; always 0 where nobody counts. */
  readonly unfinished: number;
  /** Only after a fault: items that may vanish. Each multiplies the states, so few faults mark more than one. */
  readonly doomed: readonly number[];
  /**
   * Only after a fault, what it left behind: a cancelled operation of this verb that a later one may stumble over; items
   * that a close() threw away and that still come out (`leak`).
   */
  readonly jinx: "" | "get" | "put" | "leak";
}

/** First index of ghosts in {@link QueueState.operations}. */
export const GHOSTS = 4;

export const emptyQueue: QueueState = {
  items: [],
  priorities: [],
  // four clients, and room for four ghosts: each multiplies the states that have to be followed (ghosts.ts)
  operations: [null, null, null, null, null, null, null, null],
  line: [],
  ready: [],
  closed: "",
  unfinished: 0,
  doomed: [],
  jinx: "",
};

const CANCELLED: readonly ModelOutcome[] = ["cancelled"];
const VERBS = ["get", "put", "join", "close"] as const;

/** A fresh waiting operation. */
export function newOperation(verb: string, item: number): Operation {
  return {
    verb: VERBS.find((known) => known === verb) ?? "get",
    item,
    phase: "waiting",
    cancelled: false,
    ends: CANCELLED,
    timed: false,
    late: false,
    silent: false,
    fresh: false,
    parked: false,
    unbegun: "",
    keeps: false,
    mute: false,
    outlives: false,
    more: 0,
  };
}

/**
 * The state with fields changed. All states are made here and all operations below, each spelled out: then they all have
 * one shape, and what a model does with them takes a fraction of the time. A spread makes a shape of its own in each place.
 */
export function altered(state: QueueState, change: Partial<QueueState>): QueueState {
  const { items, priorities, operations, line, ready, closed, unfinished, doomed, jinx } = state;
  return Object.assign({ items, priorities, operations, line, ready, closed, unfinished, doomed, jinx }, change);
}

/** The operation with fields changed; see {@link altered}. */
export function alteredOperation(operation: Operation, change: Partial<Operation>): Operation {
  const { verb, item, phase, cancelled, ends, timed, late, silent, fresh, parked } = operation;
  const { unbegun, keeps, mute, outlives, more } = operation;
  return Object.assign(
    { verb, item, phase, cancelled, ends, timed, late, silent, fresh, parked, unbegun, keeps, mute, outlives, more },
    change,
  );
}

/** The state with one operation replaced. */
export function withOperation(state: QueueState, index: number, operation: Operation | null): QueueState {
  const operations = state.operations.slice();
  operations[index] = operation;
  const { items, priorities, line, ready, closed, unfinished, doomed, jinx } = state;
  // done for every step: not even through `altered`
  return { items, priorities, operations, line, ready, closed, unfinished, doomed, jinx };
}

/** The state with fields of one operation changed. */
export function changed(state: QueueState, index: number, change: Partial<Operation>): QueueState {
  const operation = state.operations[index];
  return operation ? withOperation(state, index, alteredOperation(operation, change)) : state;
}

/** The state in which the operation stands in no line. */
export function outOfLine(state: QueueState, index: number): QueueState {
  if (!state.line.includes(index) && !state.ready.includes(index)) return state;
  return altered(state, { line: without(state.line, index), ready: without(state.ready, index) });
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

/** The operation took effect: it will return. A ghost has nobody to return to: it is gone, or stands for one less. */
export function effected(state: QueueState, index: number, item: number): QueueState {
  return inPhaseOut(state, index, "done", item);
}

/** The put() took effect, and waits for what lets it return. */
export function held(state: QueueState, index: number, item: number): QueueState {
  return inPhaseOut(state, index, "held", item);
}

function inPhaseOut(state: QueueState, index: number, phase: Phase, item: number): QueueState {
  const { more = 0 } = state.operations[index] ?? {};
  if (more > 0) return changed(state, index, { phase: "waiting", fresh: false, more: more - 1 });
  const free = outOfLine(state, index);
  if (index >= GHOSTS) return withOperation(free, index, null);
  return changed(free, index, { phase, item, fresh: false, parked: false, unbegun: "", keeps: false });
}

/** The operation ends with one of these outcomes; it need not where it is `silent`. */
export function ended(state: QueueState, index: number, ends: readonly ModelOutcome[], silent = false): QueueState {
  const free = outOfLine(state, index);
  if (index >= GHOSTS) return withOperation(free, index, null);
  const isSilent = silent || (free.operations[index]?.silent ?? false);
  return changed(free, index, {
    phase: "ended",
    cancelled: false,
    ends,
    silent: isSilent,
    fresh: false,
    parked: false,
    unbegun: "",
  });
}

/** Items that the state still knows. */
export function knownItems(state: QueueState): readonly number[] {
  const known = state.items.slice();
  for (const operation of state.operations) {
    if (operation && operation.item >= 0 && !known.includes(operation.item)) known.push(operation.item);
  }
  return known;
}

/** The state with its clients renamed. Ghosts are nobody's. */
export function renamedClients(state: QueueState, names: (client: number) => number): QueueState {
  const moved = (index: number): number => (index < GHOSTS ? names(index) : index);
  const operations = emptyQueue.operations.slice();
  for (let index = 0; index < state.operations.length; index++) {
    const operation = state.operations[index];
    if (!operation) continue;
    const to = moved(index);
    if (operations[to]) throw new Error("kit error: two operations of one client");
    operations[to] = operation;
  }
  return altered(state, { operations, line: state.line.map(moved), ready: state.ready.map(moved) });
}

/** The state with its items renamed; doomed ones that are gone are forgotten. */
export function renamedItems(state: QueueState, names: (item: number) => number): QueueState {
  const known = state.doomed.length > 0 || state.priorities.length > 0 ? knownItems(state) : [];
  const priorities: number[] = [];
  for (const item of state.priorities.length > 0 ? known : []) priorities[names(item)] = state.priorities[item] ?? 0;
  return altered(state, {
    items: state.items.map(names),
    priorities,
    operations: state.operations.map((operation) =>
      operation && operation.item >= 0 ? alteredOperation(operation, { item: names(operation.item) }) : operation,
    ),
    doomed: state.doomed.filter((item) => known.includes(item)).map(names),
  });
}
