/**
 * Clients are interchangeable: models know a client only while it has an operation outstanding. So the relation names it,
 * like an item, by its rank: how many that are still outstanding were called before. Histories that differ only in who
 * calls what then have the same labels, and what was worked out for one of them is good for all.
 */
import { EventCode } from "../scheduler/history.js";

/** Follows which clients of a run have an operation outstanding, in the order of their calls. */
export class ClientRanks {
  private readonly outstanding: number[] = [];

  /** The rank of the client of an event. Whoever has nothing outstanding has the next one. */
  rankOf(kind: number, client: number): number {
    const { outstanding } = this;
    const known = outstanding.indexOf(client);
    const rank = known < 0 ? outstanding.length : known;
    if (kind === EventCode.call && known < 0) outstanding.push(client);
    // whoever was called later moves up, as in the states behind the edge
    if (kind === EventCode.settle && known >= 0) outstanding.splice(known, 1);
    return rank;
  }
}

/** Where a settlement of `rank` moves the others. */
export function movedUp(rank: number): (client: number) => number {
  return (client) => (client > rank ? client - 1 : client);
}
