/**
 * Build: whoever is chosen resumes from `setImmediate`, a macrotask, so that any number of microtask turns may lie
 * between the choice and the resumption.
 *
 * {@link ImmediateHintQueue} (wake-and-retry) satisfies `contract` and `asyncio`: a longer way from the wake to the
 * resumption is still a way. Must fail `fifo`: a newcomer takes the item that was put for a waiting getter.
 * {@link ImmediateDirectQueue} (direct hand-over, settles late, value wins) satisfies `contract` and `fifo`. Must fail
 * `asyncio`: the item is handed over at once.
 */
import { ArrayQueue } from "./arrayQueue.js";
import { DirectQueue } from "./directQueue.js";

export class ImmediateHintQueue extends ArrayQueue {
  protected override resume(resolve: () => void): void {
    setImmediate(resolve);
  }
}

export class ImmediateDirectQueue extends DirectQueue {
  protected override resume(settle: () => void): void {
    setImmediate(settle);
  }
}
