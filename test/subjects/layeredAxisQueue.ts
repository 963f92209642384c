/**
 * Build: a decorator around {@link AxisQueue} with two turns before every blocking call and one after it, as a wrapper
 * that logs has them. Timers start, gets begin and a close() that is awaited takes effect turns after the call.
 *
 * Satisfies `contract` with the profile that says the same as its options; must fail `fifo`.
 */
import { AxisQueue, type AxisCall, type AxisOptions } from "./axisQueue.js";

export class LayeredAxisQueue extends AxisQueue {
  override put(item: unknown, call: AxisCall = {}): Promise<unknown> {
    return this.layered(() => super.put(item, call));
  }

  override get(call: AxisCall = {}): Promise<unknown> {
    return this.layered(() => super.get(call));
  }

  override join(call: AxisCall = {}): Promise<unknown> {
    return this.layered(() => super.join(call));
  }

  override close(kind = "close"): unknown {
    return this.options.blockingClose === true ? this.layered(() => super.close(kind)) : super.close(kind);
  }

  private async layered(run: () => unknown): Promise<unknown> {
    for (let turn = 0; turn < 2; turn++) await undefined;
    const answer = await run();
    await undefined;
    return answer;
  }
}

/** Makes one, for {@link adaptAxisQueue}. */
export function layeredAxisQueue(options: AxisOptions): AxisQueue {
  return new LayeredAxisQueue(options);
}
