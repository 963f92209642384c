/** For each rule of closing, its smallest wrong implementation: QUEUE-51 to 63. */
import type { Taken } from "../subjects/adaptSubject.js";
import { AxisQueue, type AxisCall } from "../subjects/axisQueue.js";
import { A, B, close, get, getNowait, plan, put, putNowait, wrongAxisQueue, type Mutant } from "./mutant.js";

class TellsFirstGetter extends AxisQueue {
  protected override endWaiting(): void {
    this.getters.splice(1);
    super.endWaiting();
  }
}

class EndsWithError extends AxisQueue {
  protected override endWaiting(): void {
    for (const getter of this.getters.splice(0)) getter.reject(new Error("the queue is gone"));
    super.endWaiting();
  }
}

/** Who waits with an item goes on waiting. */
class ForgetsPutters extends AxisQueue {
  protected override endWaiting(): void {
    const putters = this.putters.splice(0);
    super.endWaiting();
    this.putters.push(...putters);
  }
}

class LooksAtFlagFirst extends AxisQueue {
  protected override take(): Taken | undefined {
    return this.isClosed ? undefined : super.take();
  }
}

class ForgetsToDiscard extends AxisQueue {
  protected override discard(): void {
    // What is inside stays.
  }
}

class WaitsForMore extends AxisQueue {
  override get(call: AxisCall = {}): Promise<unknown> {
    if (!this.isClosed || this.entries.length > 0 || call.signal?.aborted === true) return super.get(call);
    return this.pending(call, (get) => {
      this.getters.push(get);
      return () => this.drop(this.getters, get);
    });
  }
}

class EmptyBeforeClosed extends AxisQueue {
  protected override exhausted(): void {
    // Empty is all that it says.
  }
}

class IgnoresLatePut extends AxisQueue {
  override put(item: unknown, call: AxisCall = {}): Promise<unknown> {
    return this.isClosed && call.signal?.aborted !== true ? Promise.resolve() : super.put(item, call);
  }
}

class StoresAndThrows extends AxisQueue {
  override putNowait(item: unknown, priority = 0): boolean {
    if (this.isClosed) this.store({ item, priority });
    return super.putNowait(item, priority);
  }
}

class FullBeforeClosed extends AxisQueue {
  override putNowait(item: unknown, priority = 0): boolean {
    return this.isFull ? false : super.putNowait(item, priority);
  }
}

class ThrowsOnSecondClose extends AxisQueue {
  protected override closeAgain(): unknown {
    throw new Error("closed already");
  }
}

class ClosesAtOnce extends AxisQueue {
  override close(kind = "close"): unknown {
    const closed = super.close(kind);
    for (const closer of this.closers.splice(0)) closer.resolve();
    return closed;
  }
}

/** Only a close() that finds nothing inside returns. */
class NeverLooksAgain extends AxisQueue {
  protected override afterChange(): void {
    const closers = this.closers.splice(0);
    super.afterChange();
    this.closers.push(...closers);
  }
}

const closes = { close: { close: {} } } as const;

export const queueCloseMutants: readonly Mutant[] = [
  wrongAxisQueue(
    "QUEUE-51",
    "tells-first-getter",
    "A close() ends the first get() that waits, and forgets the others.",
    plan(null, get(A), get(B), close(A)),
    (options) => new TellsFirstGetter(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-52",
    "ends-with-error",
    "A close() ends who waits with an error, where closed was declared.",
    plan(null, get(A), close(B)),
    (options) => new EndsWithError(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-53",
    "forgets-putters",
    "A close() does not tell who waits for room: they are let in later.",
    plan(1, putNowait(A), put(A), close(B)),
    (options) => new ForgetsPutters(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-54",
    "looks-at-flag-first",
    "Who takes looks at the closed flag before the list.",
    plan(null, putNowait(A), close(A), getNowait(A)),
    (options) => new LooksAtFlagFirst(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-55",
    "forgets-to-discard",
    "A close() that throws items away leaves them inside.",
    plan(null, putNowait(A), close(A)),
    (options) => new ForgetsToDiscard(options),
    { close: { close: { items: "discarded" } } },
  ),
  wrongAxisQueue(
    "QUEUE-56",
    "waits-for-more",
    "A get() on a closed queue with nothing left waits.",
    plan(null, close(A), get(A)),
    (options) => new WaitsForMore(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-57",
    "empty-before-closed",
    "A getNowait() on a closed queue says that it is empty.",
    plan(null, close(A), getNowait(A)),
    (options) => new EmptyBeforeClosed(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-58",
    "ignores-late-put",
    "A put() on a closed queue returns as if it had stored its item.",
    plan(null, close(A), put(A)),
    (options) => new IgnoresLatePut(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-59",
    "stores-and-throws",
    "A putNowait() on a closed queue stores its item before it looks at the flag.",
    plan(null, close(A), putNowait(A)),
    (options) => new StoresAndThrows(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-60",
    "full-before-closed",
    "A putNowait() looks for room before it looks at the closed flag.",
    plan(1, putNowait(A), close(A), putNowait(A)),
    (options) => new FullBeforeClosed(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-61",
    "throws-on-second-close",
    "A second close() throws, where it was to do nothing.",
    plan(null, close(A), close(A)),
    (options) => new ThrowsOnSecondClose(options),
    closes,
  ),
  wrongAxisQueue(
    "QUEUE-62",
    "closes-at-once",
    "A close() that is awaited returns with items inside.",
    plan(null, putNowait(A), close(A)),
    (options) => new ClosesAtOnce(options),
    { choices: { blockingClose: true }, ...closes },
  ),
  wrongAxisQueue(
    "QUEUE-63",
    "never-looks-again",
    "Who takes the last item does not tell the close() that waits for that.",
    plan(null, putNowait(A), close(A), getNowait(B)),
    (options) => new NeverLooksAgain(options),
    { choices: { blockingClose: true }, ...closes },
  ),
];
