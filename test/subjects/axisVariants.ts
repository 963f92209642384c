/** Queues that take a choice that profiles leave open in another way than {@link AxisQueue}. Each satisfies `contract`, `fifo`. */
import { AxisQueue, type Entry } from "./axisQueue.js";

/** A rendezvous that calls itself empty and full by what an attempt would find; closed once nobody waits with an item. */
export class AttemptFlagsQueue extends AxisQueue {
  override get isEmpty(): boolean {
    return this.entries.length === 0 && this.putters.length === 0;
  }

  override get isFull(): boolean {
    return this.options.maxsize === 0 ? this.getters.length === 0 : super.isFull;
  }

  override get isClosed(): boolean {
    return super.isClosed && this.isEmpty;
  }
}

/** What it drops to make room is done with: no join() waits for it. */
export class FinishingDropQueue extends AxisQueue {
  protected override overflow(entry: Entry): boolean {
    const isDone = super.overflow(entry);
    if (this.options.overflow === "drop-old") this.finish(1);
    return isDone;
  }
}
