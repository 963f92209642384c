/**
 * Build: whoever is chosen resumes from `process.nextTick`, or from a timer of 0 ms.
 *
 * {@link TickHintQueue} (wake-and-retry) satisfies `contract` and `asyncio`, and must fail `fifo`: a newcomer takes the item
 * that was put for a waiting getter. {@link TimerDirectQueue} (direct hand-over, value wins) satisfies `contract` and `fifo`,
 * and must fail `asyncio`: the item is handed over at once.
 */
import { ArrayQueue } from "./arrayQueue.js";
import { DirectQueue } from "./directQueue.js";

export class TickHintQueue extends ArrayQueue {
  protected override resume(resolve: () => void): void {
    process.nextTick(resolve);
  }
}

export class TimerDirectQueue extends DirectQueue {
  protected override resume(settle: () => void): void {
    setTimeout(settle, 0);
  }
}
