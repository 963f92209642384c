/** For each rule of a full queue, and of when put() settles, its smallest wrong implementation: QUEUE-45 to 50. */
import type { Taken } from "../subjects/adaptSubject.js";
import { AxisQueue, type Entry } from "../subjects/axisQueue.js";
import { DirectQueue } from "../subjects/directQueue.js";
import { A, B, getNowait, plan, put, putNowait, wrongAxisQueue, wrongQueue, type Mutant } from "./mutant.js";

class WaitsAfterAll extends AxisQueue {
  protected override arrive(entry: Entry): () => void {
    if (this.hasRoom()) return super.arrive(entry);
    this.putters.push(entry);
    return () => this.drop(this.putters, entry);
  }
}

/** The newest item inside makes room, where the one that comes was to be dropped. */
class ReplacesNewest extends AxisQueue {
  protected override overflow(entry: Entry): boolean {
    this.entries.pop();
    this.store(entry);
    return true;
  }
}

class DropsHalf extends AxisQueue {
  protected override overflow(entry: Entry): boolean {
    this.entries.splice(0, Math.ceil(this.entries.length / 2));
    this.store(entry);
    return true;
  }
}

/** The answer of the test for room is thrown away. */
class PretendsSuccess extends AxisQueue {
  protected override arrive(entry: Entry): () => void {
    if (this.hasRoom()) return super.arrive(entry);
    entry.put?.resolve();
    return () => undefined;
  }
}

class PollTellsNobody extends AxisQueue {
  override getNowait(): Taken | undefined {
    const holders = this.holders.splice(0);
    const taken = super.getNowait();
    this.holders.unshift(...holders);
    return taken;
  }
}

const bounded = { profile: { capacities: [1, 2, 3] } } as const;

export const queueOverflowMutants: readonly Mutant[] = [
  wrongAxisQueue(
    "QUEUE-45",
    "waits-after-all",
    "A put() that finds a queue full that refuses waits for room.",
    plan(1, putNowait(A), put(A)),
    (options) => new WaitsAfterAll(options),
    { choices: { overflow: "reject" }, ...bounded },
  ),
  wrongAxisQueue(
    "QUEUE-46",
    "replaces-newest",
    "An item that was to be dropped replaces the newest one inside.",
    plan(1, putNowait(A), putNowait(A), getNowait(A)),
    (options) => new ReplacesNewest(options),
    { choices: { overflow: "drop-new" }, ...bounded },
  ),
  wrongAxisQueue(
    "QUEUE-47",
    "drops-half",
    "A full queue throws half of its items away.",
    plan(3, putNowait(A), putNowait(A), putNowait(A), putNowait(A)),
    (options) => new DropsHalf(options),
    { choices: { overflow: "drop-old" }, ...bounded },
  ),
  wrongAxisQueue(
    "QUEUE-48",
    "pretends-success",
    "A put() that finds the queue full drops its item and returns.",
    plan(1, putNowait(A), put(A)),
    (options) => new PretendsSuccess(options),
    { choices: { overflow: "reject" }, ...bounded },
  ),
  wrongQueue(
    "QUEUE-49",
    "returns-when-stored",
    "A put() returns when its item is inside, not when it was taken.",
    plan(null, put(A)),
    (maxsize) => new DirectQueue(maxsize),
    "contract",
    { putSettles: "consumed" },
  ),
  wrongAxisQueue(
    "QUEUE-50",
    "poll-tells-nobody",
    "A getNowait() takes an item and does not tell the put() that waits for that.",
    plan(null, put(A), getNowait(B)),
    (options) => new PollTellsNobody(options),
    { choices: { putSettles: "consumed" } },
  ),
];
