/**
 * Build: {@link SignalEvent} with a stack of waiters: who came last is released first.
 *
 * Satisfies `contract` and `fifo` of its kind with `releaseOrder: "any"`, and must fail `releaseOrder: "fifo"`.
 */
import { SignalEvent } from "./signalEvent.js";

export class NewestFirstEvent extends SignalEvent {
  protected override release(): void {
    this.waiters.pop()?.resolve();
  }
}
