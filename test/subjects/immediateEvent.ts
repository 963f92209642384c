/**
 * Build: a released waiter resumes from `setImmediate`, a macrotask.
 *
 * {@link ImmediateEvent} (array of resolvers, value wins) satisfies `contract` and `fifo`, and must fail `asyncio`:
 * `A.wait; set, cancel A` in one turn returns. {@link ImmediateAsyncioEvent} (cancel wins until it resumes) satisfies all
 * three.
 */
import { ArrayEvent } from "./arrayEvent.js";
import { AsyncioEvent } from "./asyncioEvent.js";

export class ImmediateEvent extends ArrayEvent {
  protected override resume(resolve: () => void): void {
    setImmediate(resolve);
  }
}

export class ImmediateAsyncioEvent extends AsyncioEvent {
  protected override resume(resolve: () => void): void {
    setImmediate(resolve);
  }
}
