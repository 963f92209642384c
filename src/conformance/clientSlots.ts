/**
 * Clients are interchangeable: models know a client only while it has an operation outstanding. So the relation names it
 * by a slot, the lowest number that nobody outstanding has. Histories that differ only in who calls what then have the same
 * labels, and what was worked out for one of them is good for all.
 */
import { EventCode } from "../scheduler/history.js";
import { CLIENTS } from "../scheduler/plan.js";

/** Follows which clients of a run have an operation outstanding, and names them. */
export class ClientSlots {
  /** By client: its slot, or -1. */
  private readonly slots: number[] = [];
  /** Bit i is set while slot i is taken. */
  private taken = 0;

  /** The slot of the client of an event. Whoever has nothing outstanding is named by the lowest slot that is free. */
  slotOf(kind: number, client: number): number {
    const known = this.slots[client] ?? -1;
    const slot = known < 0 ? lowestFree(this.taken) : known;
    if (kind === EventCode.call) {
      this.slots[client] = slot;
      this.taken |= 1 << slot;
    } else if (kind === EventCode.settle) {
      this.slots[client] = -1;
      this.taken &= ~(1 << slot);
    }
    return slot;
  }
}

/** By the slots that are taken, as bits. Whoever needs one has none, so one is free. */
const LOWEST_FREE = Array.from({ length: 1 << CLIENTS }, (_, taken) => {
  const free = Array.from({ length: CLIENTS }, (_, slot) => slot).filter((slot) => (taken & (1 << slot)) === 0);
  return free[0] ?? CLIENTS - 1;
});

function lowestFree(taken: number): number {
  return LOWEST_FREE[taken] ?? 0;
}
