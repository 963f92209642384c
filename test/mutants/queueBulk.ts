/** For each rule of thousands of operations, its smallest wrong implementation: QUEUE-76 to 79. */
import { AxisQueue } from "../subjects/axisQueue.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import { plan, wrongAxisQueue, wrongQueue, type Mutant } from "./mutant.js";

const PLACES = 1024;

/** A ring of 1,024 places: who comes later takes the place of who came first. */
class RingOfGetters extends DirectQueue {
  protected override park(line: Waiter[], item: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const waited = super.park(line, item, signal);
    if (this.getters.length > PLACES) this.getters.shift();
    return waited;
  }
}

/** Who waits for room is kept in chunks of 1,024: the last of a full one is not carried over. */
class ChunksOfPutters extends DirectQueue {
  protected override park(line: Waiter[], item: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const waited = super.park(line, item, signal);
    if (this.putters.length > PLACES) this.putters.splice(PLACES - 1, 1);
    return waited;
  }
}

/** A buffer that doubles copies what wrapped around before what came first. */
class GrowsWhileWrapped extends DirectQueue {
  protected override store(item: unknown): void {
    if (this.items.length === PLACES) this.items.unshift(...this.items.splice(1));
    super.store(item);
  }
}

export const queueBulkMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-76",
    "ring-of-getters",
    "More than 1,024 getters push out the first.",
    plan(null),
    (maxsize) => new RingOfGetters(maxsize),
  ),
  wrongQueue(
    "QUEUE-77",
    "chunks-of-putters",
    "One putter of more than 1,024 gets lost.",
    plan(1),
    (maxsize) => new ChunksOfPutters(maxsize),
  ),
  wrongQueue(
    "QUEUE-78",
    "grows-while-wrapped",
    "A buffer that grows beyond 1,024 items puts the first one last.",
    plan(null),
    (maxsize) => new GrowsWhileWrapped(maxsize),
  ),
  wrongAxisQueue(
    "QUEUE-79",
    "looks-through-all",
    "Every take looks through the whole list for the most urgent item.",
    plan(null),
    (options) => new AxisQueue(options),
    { choices: { order: "priority" }, profile: { constantCost: true } },
  ),
];
