/**
 * Clients are interchangeable: models know a client only while it has an operation outstanding. So the relation names it,
 * like an item, by its rank: how many that are still outstanding were called before. Histories that differ only in who
 * calls what then have the same labels, and what was worked out for one of them is good for all.
 */
import { EventCode } from "../scheduler/history.js";

/** Follows which clients of a run have an operation outstanding, in the order of their calls. */
export class ClientRanks {
  private readonly outstanding: number[] = [];
  private count = 0;

  /** Another run begins. */
  clear(): void {
    this.count = 0;
  }

  /** The rank of the client of an event. Whoever has nothing outstanding has the next one. */
  rankOf(kind: number, client: number): number {
    const { outstanding, count } = this;
    // done for every event of every run: spelled out, it takes a third of the time
    let rank = 0;
    while (rank < count && outstanding[rank] !== client) rank++;
    if (rank === count) {
      if (kind !== EventCode.call) return rank;
      outstanding[rank] = client;
      this.count = count + 1;
    } else if (kind === EventCode.settle) {
      // whoever was called later moves up, as in the states behind the edge
      for (let at = rank + 1; at < count; at++) outstanding[at - 1] = outstanding[at] ?? client;
      this.count = count - 1;
    }
    return rank;
  }
}

/** Where a settlement of `rank` moves the others. */
export function movedUp(rank: number): (client: number) => number {
  return (client) => (client > rank ? client - 1 : client);
}
