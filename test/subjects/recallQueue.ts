/**
 * Build: direct hand-over, but a chosen getter resumes a turn later, and a cancel in that turn still wins: its item is
 * called back and goes to the next waiting getter, or to the head of the queue. (A chosen putter's item is inside; its
 * put() has happened.)
 *
 * Satisfies `contract` and `fifo`: either may win there. The called-back item was the oldest, so it belongs at the head;
 * a queue that was filled up in the same turn holds one more than maxsize until somebody takes it. Must fail `asyncio`:
 * `A.get; putNowait, getNowait` in one turn finds the queue empty.
 */
import { DirectQueue, type Waiter } from "./directQueue.js";

/** An item on its way to a getter that has not resumed. */
export interface Grant {
  readonly getter: Waiter;
  readonly item: unknown;
}

export class RecallQueue extends DirectQueue {
  protected readonly grants: Grant[] = [];

  protected override grant(getter: Waiter, item: unknown): void {
    const grant = { getter, item };
    this.grants.push(grant);
    queueMicrotask(() => this.finish(grant));
  }

  protected finish(grant: Grant): void {
    if (this.revoke(grant)) grant.getter.resolve(grant.item);
  }

  /** False when the grant is over already. */
  protected revoke(grant: Grant): boolean {
    const at = this.grants.indexOf(grant);
    if (at >= 0) this.grants.splice(at, 1);
    return at >= 0;
  }

  protected override cancel(line: Waiter[], waiter: Waiter, reason: unknown): void {
    const grant = this.grants.find(({ getter }) => getter === waiter);
    if (grant === undefined) super.cancel(line, waiter, reason);
    else this.cancelGranted(grant, reason);
  }

  protected cancelGranted(grant: Grant, reason: unknown): void {
    this.revoke(grant);
    grant.getter.reject(reason);
    this.recall(grant.item);
  }

  protected recall(item: unknown): void {
    const next = this.nextOf(this.getters);
    if (next === undefined) this.items.unshift(item);
    else this.grant(next, item);
  }
}
