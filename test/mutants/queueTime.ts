/** For each rule of time-outs, aborted signals, what is seen besides and odd items: QUEUE-64 to 75. */
import type { CallOptions, Taken } from "../subjects/adaptSubject.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";
import { AxisQueue, TimeoutError, type AxisCall, type Pending } from "../subjects/axisQueue.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import {
  A,
  B,
  aborted,
  cancel,
  elapse,
  get,
  getNowait,
  limited,
  odd,
  plan,
  put,
  putNowait,
  wrongAxisQueue,
  wrongQueue,
  type Mutant,
} from "./mutant.js";

class ForgetsTime extends AxisQueue {
  protected override timedOut(): void {
    // The timer is set, and does nothing.
  }
}

class TimesOutAtOnce extends AxisQueue {
  override get(call: AxisCall = {}): Promise<unknown> {
    if (call.timeout === undefined || this.entries.length > 0 || call.signal?.aborted === true) return super.get(call);
    return Promise.reject(new TimeoutError("time is up"));
  }
}

/** Who gave up stays in line, and is served. */
class ServesWhoLeft extends AxisQueue {
  protected override timedOut(pending: Pending, giveUp: () => void): void {
    super.timedOut(pending, this.getters.includes(pending) ? () => undefined : giveUp);
  }
}

/** Who gave up stays in line, and is let in. */
class AdmitsWhoLeft extends AxisQueue {
  protected override timedOut(pending: Pending, giveUp: () => void): void {
    super.timedOut(pending, this.getters.includes(pending) ? giveUp : () => undefined);
  }
}

/** The timer of one get() takes out of the line whoever stands first. */
class TimesFirstOut extends AxisQueue {
  protected override timedOut(pending: Pending, giveUp: () => void): void {
    if (this.getters.includes(pending)) this.getters.shift();
    super.timedOut(pending, giveUp);
  }
}

class GetOnlyListens extends DirectQueue {
  override get({ signal }: CallOptions = {}): Promise<unknown> {
    const taken = this.poll();
    return taken === undefined ? this.park(this.getters, undefined, signal) : Promise.resolve(taken.item);
  }
}

class PutOnlyListens extends DirectQueue {
  override put(item: unknown, { signal }: CallOptions = {}): PromiseLike<unknown> {
    return this.offer(item) ? Promise.resolve() : this.park(this.putters, item, signal);
  }
}

/** Harmless, since who is not in line any more is not taken out of it. */
class KeepsListening extends DirectQueue {
  protected override listen(_line: Waiter[], signal: AbortSignal | undefined, abort: () => void): () => void {
    signal?.addEventListener("abort", abort, { once: true });
    return () => undefined;
  }
}

/** A promise for its own use is rejected with the getter's, and nobody looks at it. */
class RejectsTwice extends ArrayQueue {
  override get(options: CallOptions = {}): Promise<unknown> {
    const got = super.get(options);
    void got.finally(() => undefined);
    return got;
  }
}

class CountsWhoLeft extends AxisQueue {
  private calls = 0;

  override get waitingGetters(): number {
    return this.calls;
  }

  override get(call: AxisCall = {}): Promise<unknown> {
    this.calls++;
    const got = super.get(call);
    got.then(
      () => this.calls--,
      () => undefined,
    );
    return got;
  }
}

/** An item that is false in a test is no item. */
class TestsItem extends ArrayQueue {
  override getNowait(): Taken | undefined {
    return this.items[0] ? { item: this.leave() } : undefined;
  }
}

/** Takes the item before it finds that it must not: somebody waits, to whom it had to go. */
class StoresBeforeTest extends DirectQueue {
  override putNowait(item: unknown): boolean {
    const wasEmpty = this.items.length === 0;
    const accepted = super.putNowait(item);
    if (accepted && !wasEmpty) throw new Error("somebody has been here before");
    return accepted;
  }
}

export const queueTimeMutants: readonly Mutant[] = [
  wrongAxisQueue(
    "QUEUE-64",
    "queue-forgets-time",
    "The timer does nothing.",
    plan(null, limited("get", A), elapse()),
    (options) => new ForgetsTime(options),
    { timed: true },
  ),
  wrongAxisQueue(
    "QUEUE-65",
    "queue-times-out-at-once",
    "A get() with a limit that finds nothing ends at once.",
    plan(null, limited("get", A)),
    (options) => new TimesOutAtOnce(options),
    { timed: true },
  ),
  wrongAxisQueue(
    "QUEUE-66",
    "serves-who-left",
    "A get() that timed out stays in line and is given an item.",
    plan(null, limited("get", A), elapse(), putNowait(A)),
    (options) => new ServesWhoLeft(options),
    { timed: true },
  ),
  wrongAxisQueue(
    "QUEUE-67",
    "admits-who-left",
    "A put() that timed out stays in line and is let in.",
    plan(1, putNowait(A), limited("put", A), elapse(), getNowait(A)),
    (options) => new AdmitsWhoLeft(options),
    { timed: true },
  ),
  wrongAxisQueue(
    "QUEUE-68",
    "times-first-out",
    "The timer of one get() takes another out of the line.",
    plan(null, get(A), limited("get", B), elapse(), putNowait(A)),
    (options) => new TimesFirstOut(options),
    { timed: true },
  ),
  wrongQueue(
    "QUEUE-69",
    "get-only-listens",
    "A get() does not look whether its signal was aborted before.",
    plan(null, aborted("get", A)),
    (maxsize) => new GetOnlyListens(maxsize),
  ),
  wrongQueue(
    "QUEUE-70",
    "put-only-listens",
    "A put() does not look whether its signal was aborted before.",
    plan(1, putNowait(A), aborted("put", A)),
    (maxsize) => new PutOnlyListens(maxsize),
  ),
  wrongQueue(
    "QUEUE-71",
    "queue-keeps-listening",
    "The listener stays on the signal.",
    plan(null, get(A), putNowait(B), cancel(A)),
    (maxsize) => new KeepsListening(maxsize),
  ),
  wrongQueue(
    "QUEUE-72",
    "queue-rejects-twice",
    "A promise that nobody sees is rejected with a cancelled get().",
    plan(null, get(A), cancel(A)),
    (maxsize) => new RejectsTwice(maxsize),
  ),
  wrongAxisQueue(
    "QUEUE-73",
    "counts-who-left",
    "A get() that gave up is counted for ever.",
    plan(null, get(A), cancel(A)),
    (options) => new CountsWhoLeft(options),
    { observed: true },
  ),
  wrongQueue(
    "QUEUE-74",
    "tests-item",
    "A getNowait() tests the item for truth to see whether there is one.",
    plan(null, odd(A, "undefined"), getNowait(A)),
    (maxsize) => new TestsItem(maxsize),
  ),
  wrongQueue(
    "QUEUE-75",
    "stores-before-test",
    "A putNowait() stores its item and then throws.",
    plan(null, putNowait(A), putNowait(A)),
    (maxsize) => new StoresBeforeTest(maxsize),
  ),
];
