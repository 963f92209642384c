/**
 * Build: {@link AxisQueue} by priority, of which the newest of the most urgent items leaves first.
 *
 * Satisfies `contract` and `fifo` with `order: "priority"`, and must fail `equalPriority: "fifo"`.
 */
import { AxisQueue } from "./axisQueue.js";

export class NewestFirstPriorityQueue extends AxisQueue {
  protected override next(): number {
    const most = Math.min(...this.entries.map(({ priority }) => priority));
    return this.entries.findLastIndex(({ priority }) => priority === most);
  }
}
