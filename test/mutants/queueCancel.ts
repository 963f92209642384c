/** The smallest wrong implementations of the rules on cancellation: QUEUE-14 to 24. */
import { ArrayQueue, type Parked } from "../subjects/arrayQueue.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import { RecallQueue } from "../subjects/recallQueue.js";
import { A, B, C, cancel, get, getNowait, plan, put, putNowait, wrongQueue, type Mutant } from "./mutant.js";

class DeafGet extends DirectQueue {
  protected override listen(line: Waiter[], signal: AbortSignal | undefined, abort: () => void): () => void {
    return line === this.getters ? () => undefined : super.listen(line, signal, abort);
  }
}

class DeafPut extends DirectQueue {
  protected override listen(line: Waiter[], signal: AbortSignal | undefined, abort: () => void): () => void {
    return line === this.putters ? () => undefined : super.listen(line, signal, abort);
  }
}

class DropsTwoGetters extends DirectQueue {
  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.getters) line.splice(line.indexOf(waiter), 2);
    else super.drop(line, waiter);
  }
}

class SwallowsGetWakeup extends ArrayQueue {
  protected override endWoken(line: Parked[], signal: AbortSignal): void {
    if (line === this.getters) throw signal.reason;
    super.endWoken(line, signal);
  }
}

class HandsToTheGone extends DirectQueue {
  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.putters) super.drop(line, waiter);
  }
}

class LosesRecalled extends RecallQueue {
  protected override recall(): void {
    // The item went with the caller.
  }
}

class AdmitsTheGone extends DirectQueue {
  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.getters) super.drop(line, waiter);
  }
}

class DropsTwoPutters extends ArrayQueue {
  protected override drop(line: Parked[], parked: Parked): void {
    if (line === this.putters) line.splice(line.indexOf(parked), 2);
    else super.drop(line, parked);
  }
}

class SwallowsPutWakeup extends ArrayQueue {
  protected override endWoken(line: Parked[], signal: AbortSignal): void {
    if (line === this.putters) throw signal.reason;
    super.endWoken(line, signal);
  }
}

class CancelsAll extends DirectQueue {
  protected override cancel(line: Waiter[], _waiter: Waiter, reason: unknown): void {
    for (const waiter of line.splice(0)) waiter.reject(reason);
  }
}

class SplicesMinusOne extends DirectQueue {
  protected override listen(line: Waiter[], signal: AbortSignal | undefined, abort: () => void): () => void {
    if (line === this.putters) return super.listen(line, signal, abort);
    let onAbort = abort;
    super.listen(line, signal, () => onAbort());
    return () => {
      onAbort = () => undefined;
      queueMicrotask(() => (onAbort = () => line.splice(-1, 1)));
    };
  }
}

/** In the order of the rules. */
export const queueCancelMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-14",
    "deaf-get",
    "A waiting get() never listens to its signal.",
    plan(null, get(A), cancel(A)),
    (maxsize) => new DeafGet(maxsize),
  ),
  wrongQueue(
    "QUEUE-15",
    "deaf-put",
    "A waiting put() never listens to its signal.",
    plan(1, put(A), put(A), cancel(A)),
    (maxsize) => new DeafPut(maxsize),
  ),
  wrongQueue(
    "QUEUE-16",
    "drops-two-getters",
    "A cancelled get() takes the getter behind it out of the list as well.",
    plan(null, get(A), get(B), cancel(A), putNowait(A)),
    (maxsize) => new DropsTwoGetters(maxsize),
  ),
  wrongQueue(
    "QUEUE-17",
    "swallows-get-wakeup",
    "A get() that is cancelled after it was woken does not wake the next getter.",
    plan(null, get(A), get(B), putNowait(A, 0), cancel(A)),
    (maxsize) => new SwallowsGetWakeup(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-18",
    "hands-to-the-gone",
    "A cancelled get() stays in the list, and the next item is handed to it.",
    plan(null, get(A), cancel(A), putNowait(A)),
    (maxsize) => new HandsToTheGone(maxsize),
  ),
  wrongQueue(
    "QUEUE-19",
    "loses-recalled",
    "The item of a get() that was chosen and then cancelled goes nowhere.",
    plan(null, get(A), putNowait(A, 0), cancel(A)),
    (maxsize) => new LosesRecalled(maxsize),
  ),
  wrongQueue(
    "QUEUE-20",
    "admits-the-gone",
    "A cancelled put() stays in the list, and its item enters later.",
    plan(1, put(A), put(A), cancel(A), getNowait(A)),
    (maxsize) => new AdmitsTheGone(maxsize),
  ),
  wrongQueue(
    "QUEUE-21",
    "drops-two-putters",
    "A cancelled put() takes the putter behind it out of the list as well.",
    plan(1, put(A), put(A), put(B), cancel(A), getNowait(A)),
    (maxsize) => new DropsTwoPutters(maxsize),
  ),
  wrongQueue(
    "QUEUE-22",
    "swallows-put-wakeup",
    "A put() that is cancelled after it was woken does not wake the next putter.",
    plan(1, put(A), put(A), put(B), getNowait(C, 0), cancel(A)),
    (maxsize) => new SwallowsPutWakeup(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-23",
    "cancels-all",
    "A cancel ends everybody who waits on that side.",
    plan(null, get(A), get(B), cancel(A)),
    (maxsize) => new CancelsAll(maxsize),
  ),
  wrongQueue(
    "QUEUE-24",
    "splices-minus-one",
    "The abort listener of a get() stays after it is over, and splices at index -1: the getter that came last is gone.",
    plan(null, get(A), putNowait(A), get(B), cancel(A), putNowait(A)),
    (maxsize) => new SplicesMinusOne(maxsize),
  ),
];
