/** What all models of an Event hold: the flag or what is remembered, and one operation a client. */
import type { ModelOutcome } from "../model.js";

/**
 * - `waiting`: parked, or about to;
 * - `asleep`: waiting, but a fault lets it be overlooked;
 * - `free`: waiting, but a fault lets it return at any time;
 * - `woken`: chosen, has not resumed (asyncio);
 * - `done`: will return; `ended`: will end cancelled;
 * - `lost`: never ends (only after a fault).
 */
export type WaitPhase = "waiting" | "asleep" | "free" | "woken" | "done" | "ended" | "lost";

export interface Wait {
  readonly phase: WaitPhase;
  /** A cancellation was asked for, or its time is up, and that has not been decided. */
  readonly cancelled: boolean;
  /** With what it may end when it is `ended`, or `cancelled` and gives up. */
  readonly ends: readonly ModelOutcome[];
  /** Gives up after a time. */
  readonly timed: boolean;
  /** Certainly registered: everything has been quiet since its call. */
  readonly parked: boolean;
  /** Once cancelled it need not settle any more. */
  readonly silent: boolean;
  /** Woken in this very turn: cannot resume yet. */
  readonly fresh: boolean;
}

export interface EventState {
  /** The flag of a manual-reset event. */
  readonly set: boolean;
  /** How many set() calls an auto-reset event remembers. */
  readonly count: number;
  /** Who waits, in the order of the calls. */
  readonly line: readonly number[];
  /** By client. */
  readonly waits: readonly (Wait | null)[];
  /**
   * Only after a fault, what it left behind: `extra`, a set() beyond the first that is counted; `leak`, a clear() that did
   * not reach everything; `caught`, a release that is still under way after its clear(); `jinx`, a cancelled waiter that a later one may stumble over.
   */
  readonly residue: "" | "extra" | "leak" | "caught" | "jinx" | "ghost";
}

export const unsetEvent: EventState = { set: false, count: 0, line: [], waits: [null, null, null, null], residue: "" };

export const newWait: Wait = {
  phase: "waiting",
  cancelled: false,
  ends: ["cancelled"],
  timed: false,
  parked: false,
  silent: false,
  fresh: false,
};

/** Phases in which a wait() keeps its place. */
const IN_LINE: readonly WaitPhase[] = ["waiting", "asleep", "free", "woken"];

/** Whether a set() must release it. */
export function isWaiting(wait: Wait): boolean {
  return wait.phase === "waiting" || wait.phase === "free";
}

/** The state with fields changed. Spelled out like {@link alteredWait}, so that all states have one shape. */
export function altered(state: EventState, change: Partial<EventState>): EventState {
  const { set, count, line, waits, residue } = state;
  return Object.assign({ set, count, line, waits, residue }, change);
}

/** The wait with fields changed. */
export function alteredWait(wait: Wait, change: Partial<Wait>): Wait {
  const { phase, cancelled, ends, timed, parked, silent, fresh } = wait;
  return Object.assign({ phase, cancelled, ends, timed, parked, silent, fresh }, change);
}

/** The state with client's wait replaced. */
export function withWait(state: EventState, client: number, wait: Wait | null): EventState {
  const waits = state.waits.slice();
  waits[client] = wait;
  const isInLine = wait !== null && IN_LINE.includes(wait.phase);
  if (isInLine === state.line.includes(client)) return altered(state, { waits });
  const line = isInLine ? [...state.line, client] : state.line.filter((other) => other !== client);
  return altered(state, { waits, line });
}

/** The state with fields of one client's wait changed. */
export function changedWait(state: EventState, client: number, change: Partial<Wait>): EventState {
  const wait = state.waits[client];
  return wait ? withWait(state, client, alteredWait(wait, change)) : state;
}

/** The state with each wait changed by `change`. */
export function mapWaits(state: EventState, change: (wait: Wait, client: number) => Wait): EventState {
  let next = state;
  state.waits.forEach((wait, client) => {
    const other = wait && change(wait, client);
    if (other !== wait) next = withWait(next, client, other);
  });
  return next;
}

/** The state with its clients renamed. */
export function renamedClients(state: EventState, names: (client: number) => number): EventState {
  const waits = unsetEvent.waits.slice();
  state.waits.forEach((wait, client) => {
    if (!wait) return;
    if (waits[names(client)]) throw new Error("kit error: two operations of one client");
    waits[names(client)] = wait;
  });
  return altered(state, { waits, line: state.line.map(names) });
}

/** Clients whose wait is in one of these phases. */
export function clientsIn(state: EventState, ...phases: readonly WaitPhase[]): number[] {
  const found: number[] = [];
  state.waits.forEach((wait, client) => {
    if (wait && phases.includes(wait.phase)) found.push(client);
  });
  return found;
}
