/**
 * Build: async functions around a correct queue, with extra turns before and after the effect, as a decorator or a
 * logging wrapper has them. A call's effect comes turns later than the call, its settlement turns later than that.
 *
 * With turns before the effect: satisfies `contract` and must fail `fifo` and `asyncio`, because `A.put; getNowait` in
 * one turn finds the queue empty. With turns only after it: satisfies what the queue inside satisfies, since nothing
 * promises when a settlement is seen; around {@link DirectQueue} that is `contract` and `fifo`, around
 * {@link ArrayQueue} `contract` and `asyncio`.
 */
import type { CallOptions, QueueLike, Taken } from "./adaptSubject.js";

export class LayeredQueue {
  constructor(
    readonly inner: QueueLike,
    readonly before: number,
    readonly after: number,
  ) {}

  get size(): number {
    return this.inner.size;
  }

  async put(item: unknown, options: CallOptions): Promise<void> {
    for (let turn = 0; turn < this.before; turn += 1) await undefined;
    await this.inner.put(item, options);
    for (let turn = 0; turn < this.after; turn += 1) await undefined;
  }

  async get(options: CallOptions): Promise<unknown> {
    for (let turn = 0; turn < this.before; turn += 1) await undefined;
    const item = await this.inner.get(options);
    for (let turn = 0; turn < this.after; turn += 1) await undefined;
    return item;
  }

  putNowait(item: unknown): boolean {
    return this.inner.putNowait(item);
  }

  getNowait(): Taken | undefined {
    return this.inner.getNowait();
  }
}
