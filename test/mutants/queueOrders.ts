/** For each rule of the order of items and of join(), its smallest wrong implementation: QUEUE-37 to 44. */
import { AxisQueue, type AxisCall } from "../subjects/axisQueue.js";
import { DirectQueue } from "../subjects/directQueue.js";
import {
  A,
  B,
  cancel,
  getNowait,
  join,
  plan,
  put,
  putNowait,
  taskDone,
  urgent,
  wrongAxisQueue,
  wrongQueue,
  type Mutant,
} from "./mutant.js";

/** Equals leave as from a heap without sequence numbers: the last one first. */
class LastOfEquals extends AxisQueue {
  protected override next(): number {
    const priorities = this.entries.map(({ priority }) => priority);
    return priorities.lastIndexOf(Math.min(...priorities));
  }
}

/** What is to be done is counted by what is inside. */
class JoinsItems extends AxisQueue {
  override join(call: AxisCall = {}): Promise<unknown> {
    return this.entries.length === 0 && call.signal?.aborted !== true ? Promise.resolve() : super.join(call);
  }

  protected override afterChange(): void {
    super.afterChange();
    if (this.entries.length > 0) return;
    for (const joiner of this.joiners.splice(0)) joiner.resolve();
  }
}

class TellsOneJoiner extends AxisQueue {
  protected override finish(count: number): void {
    const [, ...others] = this.joiners;
    if (this.unfinished <= count) this.joiners.splice(1);
    super.finish(count);
    if (this.unfinished === 0) this.joiners.push(...others);
  }
}

class TakesDoneForGranted extends AxisQueue {
  override taskDone(): void {
    if (this.unfinished > 0) super.taskDone();
  }
}

class FinishesTwo extends AxisQueue {
  override taskDone(): void {
    super.taskDone();
    this.finish(1);
  }
}

/** A join() that gives up takes the last one out, whoever that is. */
class TakesLastJoinerOut extends AxisQueue {
  protected override drop<T>(list: T[], one: T): void {
    if ((list as unknown[]) === this.joiners) list.pop();
    else super.drop(list, one);
  }
}

export const queueOrdersMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-37",
    "oldest-first",
    "What is called a stack gives the oldest item first.",
    plan(null, putNowait(A), putNowait(A), getNowait(A)),
    (maxsize) => new DirectQueue(maxsize),
    "contract",
    { order: "lifo" },
  ),
  wrongAxisQueue(
    "QUEUE-38",
    "ignores-priority",
    "Items leave in the order of their puts, whatever their priority.",
    plan(null, urgent(A, 1), urgent(A, 0), getNowait(A)),
    (options) => new AxisQueue({ ...options, order: "fifo" }),
    { choices: { order: "priority" } },
  ),
  wrongAxisQueue(
    "QUEUE-39",
    "last-of-equals",
    "Among items of equal priority the last one leaves first.",
    plan(null, putNowait(A), putNowait(A), getNowait(A)),
    (options) => new LastOfEquals(options),
    { choices: { order: "priority" }, profile: { equalPriority: "fifo" } },
  ),
  wrongAxisQueue(
    "QUEUE-40",
    "joins-items",
    "A join() waits until nothing is inside, not until everything is done.",
    plan(null, putNowait(A), getNowait(A), join(A)),
    (options) => new JoinsItems(options),
    { joins: true },
  ),
  wrongAxisQueue(
    "QUEUE-41",
    "tells-one-joiner",
    "The last taskDone() tells the first join() only.",
    plan(null, putNowait(A), join(A), join(B), taskDone(A)),
    (options) => new TellsOneJoiner(options),
    { joins: true },
  ),
  wrongAxisQueue(
    "QUEUE-42",
    "one-done-too-many",
    "A taskDone() with nothing unfinished is taken for granted.",
    plan(null, taskDone(A)),
    (options) => new TakesDoneForGranted(options),
    { joins: true },
  ),
  wrongAxisQueue(
    "QUEUE-43",
    "finishes-two",
    "A taskDone() finishes two items.",
    plan(null, putNowait(A), putNowait(A), taskDone(A), taskDone(A)),
    (options) => new FinishesTwo(options),
    { joins: true },
  ),
  wrongAxisQueue(
    "QUEUE-44",
    "takes-last-joiner-out",
    "A join() that gives up takes the one who came last out of the list.",
    plan(null, put(A), join(A), join(B), cancel(A), taskDone(A)),
    (options) => new TakesLastJoinerOut(options),
    { joins: true },
  ),
];
