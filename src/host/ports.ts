/**
 * Message ports that a run has opened, where both ends of each channel are in this thread.
 *
 * A message that was posted is delivered in the next turn of the event loop, in a callback that the port's own async
 * resource is told of. So whatever is on its way has arrived after a whole turn of the loop in which no port was called.
 *
 * Honest limits. A port whose other end was given away, or that is a broadcast channel's, may hear from elsewhere at any
 * time: {@link PortWatch.isCutOff} tells, and nobody can say when such a subject is quiet.
 */
export class PortWatch {
  /** How many times a port was called: with a message, or because it was closed. */
  calls = 0;
  private readonly open = new Set<number>();
  /** Number of the other end, by number. The two ends of a channel are made one after the other. */
  private readonly peers = new Map<number, number>();
  private last = 0;
  private isLastPaired = true;

  /** Whether the run has opened a port, at any time. */
  get isUsed(): boolean {
    return this.last > 0;
  }

  /** A port was made. */
  opened(id: number): void {
    this.open.add(id);
    if (!this.isLastPaired && this.last === id - 1) {
      this.peers.set(id, this.last).set(this.last, id);
      this.isLastPaired = true;
    } else {
      this.isLastPaired = false;
    }
    this.last = id;
  }

  /** A port was called. Answers whether it is one of these. */
  called(id: number): boolean {
    if (!this.open.has(id)) return false;
    this.calls++;
    return true;
  }

  /** A port is no more: it was closed, or given away. */
  ended(id: number): void {
    this.open.delete(id);
  }

  /** Whether the other end of some port is not in this thread. */
  get isCutOff(): boolean {
    for (const id of this.open) {
      const peer = this.peers.get(id);
      if (peer === undefined || !this.open.has(peer)) return true;
    }
    return false;
  }

  /** Numbers of the ports that are open. */
  get ids(): Iterable<number> {
    return this.open;
  }
}
