/**
 * Build: an async function around a correct event, with extra turns before and after the effect.
 *
 * With turns before the effect: satisfies `contract` and must fail `fifo` and `asyncio`, because `A.wait; set, clear` in
 * one turn finds nobody waiting yet. With turns only after it: satisfies what the event inside satisfies.
 */
import type { CallOptions, EventLike } from "./adaptSubject.js";

export class LayeredEvent {
  constructor(
    readonly inner: EventLike,
    readonly before: number,
    readonly after: number,
  ) {}

  isSet(): boolean {
    return this.inner.isSet();
  }

  set(): void {
    this.inner.set();
  }

  clear(): void {
    this.inner.clear();
  }

  async wait(options: CallOptions, timeout?: number): Promise<void> {
    for (let turn = 0; turn < this.before; turn += 1) await undefined;
    await this.inner.wait(options, timeout);
    for (let turn = 0; turn < this.after; turn += 1) await undefined;
  }
}
