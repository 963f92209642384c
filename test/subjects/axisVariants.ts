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

/** The last close decides: one of another kind answers from then on, where the first one had answered. */
export class LastCloseQueue extends AxisQueue {
  protected override closeAgain(kind: string): unknown {
    if (this.options.close?.[kind]?.again === "error") throw new Error("closed already");
    if (kind === this.closedBy) return undefined;
    this.closedBy = kind;
    if (this.closing().items === "discarded") this.discard();
    return undefined;
  }
}

/** A close() lets every put() return whose item was taken: nobody may ever come for another one. */
export class ReleasingCloseQueue extends AxisQueue {
  override close(kind = "close"): unknown {
    this.releasePulled();
    return super.close(kind);
  }
}
