/**
 * Build: a manual-reset flag whose waiters look again when they resume, and wait on while it is unset.
 *
 * Satisfies `contract` and `fifo` with `clearedInTurn: "must-not"`: a set() that is cleared in the same turn releases nobody.
 */
import { HintSignalEvent } from "./hintSignalEvent.js";
import type { CallOptions } from "./adaptSubject.js";

export class LookingAgainEvent extends HintSignalEvent {
  override async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    while (!this.flag) {
      await this.park(signal);
      signal?.throwIfAborted();
    }
  }

  protected override hint(): void {
    for (const wake of this.line.splice(0)) wake();
  }
}
