/**
 * Build: a wake is only a hint; the woken wait() tests the flag again and parks again when it was cleared meanwhile, as
 * a loop around a condition variable does.
 *
 * Satisfies `contract`: the wait's effect may come at any moment before it settles, and at that moment the event was
 * unset. Must fail `fifo` and `asyncio`: `A.wait; set, clear` in one turn releases A there.
 */
import { AsyncioEvent } from "./asyncioEvent.js";
import type { CallOptions } from "./adaptSubject.js";

export class RecheckEvent extends AsyncioEvent {
  override async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    while (!this.flag) {
      await this.park(signal);
      signal?.throwIfAborted();
    }
  }
}
