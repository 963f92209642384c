/** What all models of a manual-reset Event hold: the flag, and one operation a client. */

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
  /** A cancellation was asked for and has not been decided. */
  readonly cancelled: boolean;
  /** Once cancelled it need not settle any more. */
  readonly silent: boolean;
  /** Woken in this very turn: cannot resume yet. */
  readonly fresh: boolean;
}

export interface EventState {
  readonly set: boolean;
  /** By client. */
  readonly waits: readonly (Wait | null)[];
  /**
   * Only after a fault, what it left behind: `extra`, a set() beyond the first that is counted; `leak`, a clear() that did
   * not reach everything; `caught`, a release that is still under way after its clear(); `jinx`, a cancelled waiter that a later one may stumble over.
   */
  readonly residue: "" | "extra" | "leak" | "caught" | "jinx";
}

export const unsetEvent: EventState = { set: false, waits: [null, null, null, null], residue: "" };

export const newWait: Wait = { phase: "waiting", cancelled: false, silent: false, fresh: false };

/** Whether a set() must release it. */
export function isWaiting(wait: Wait): boolean {
  return wait.phase === "waiting" || wait.phase === "free";
}

/** The state with client's wait replaced. */
export function withWait(state: EventState, client: number, wait: Wait | null): EventState {
  const waits = state.waits.slice();
  waits[client] = wait;
  return { ...state, waits };
}

/** The state with each wait changed by `change`. */
export function mapWaits(state: EventState, change: (wait: Wait, client: number) => Wait): EventState {
  return { ...state, waits: state.waits.map((wait, client) => (wait ? change(wait, client) : null)) };
}

/** Clients whose wait is in one of these phases. */
export function clientsIn(state: EventState, ...phases: readonly WaitPhase[]): number[] {
  const found: number[] = [];
  state.waits.forEach((wait, client) => {
    if (wait && phases.includes(wait.phase)) found.push(client);
  });
  return found;
}

/** A text that is equal for equal states only. */
export function eventKey(state: EventState): string {
  let text = state.set ? "S" : "-";
  text += state.residue;
  for (const wait of state.waits) {
    text += wait ? `|${wait.phase}${wait.cancelled ? "c" : ""}${wait.fresh ? "f" : ""}${wait.silent ? "s" : ""}` : "|";
  }
  return text;
}
