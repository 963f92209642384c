/** What an Event's state is, in numbers. They are written, and looked up, for every state that is met. */
import { endBits, type Codes } from "../codes.js";
import type { EventState, Wait, WaitPhase } from "./state.js";

const PHASE: Readonly<Record<WaitPhase, number>> = {
  waiting: 0,
  asleep: 1,
  free: 2,
  woken: 3,
  done: 4,
  ended: 5,
  lost: 6,
};

const RESIDUE: Readonly<Record<EventState["residue"], number>> = {
  "": 0,
  extra: 2,
  leak: 4,
  caught: 6,
  jinx: 8,
  ghost: 10,
};

/** Where a client has no wait(). */
const NOBODY = -1;

/** Writes numbers that are equal for equal states only; the line has its length before it. */
export function encodeEvent({ set, count, line, waits, residue }: EventState, codes: Codes): void {
  codes.add(RESIDUE[residue] + (set ? 1 : 0));
  codes.add(count);
  for (const wait of waits) {
    if (wait) encodeWait(wait, codes);
    else codes.add(NOBODY);
  }
  codes.addList(line);
}

function encodeWait(wait: Wait, codes: Codes): void {
  let flags = PHASE[wait.phase];
  if (wait.cancelled) flags += 0x10;
  if (wait.timed) flags += 0x20;
  if (wait.parked) flags += 0x40;
  if (wait.fresh) flags += 0x80;
  if (wait.silent) flags += 0x100;
  codes.add(flags);
  if (wait.cancelled || wait.phase === "ended") codes.add(endBits(wait.ends));
}
