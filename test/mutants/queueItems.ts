/** The smallest wrong implementations of the rules on items, capacity and wakeups: QUEUE-01 to 13, 25, 26 and 36. */
import type { CallOptions, Taken } from "../subjects/adaptSubject.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import { A, B, get, getNowait, plan, put, putNowait, wrongQueue, type Mutant } from "./mutant.js";

class LooksOnce extends ArrayQueue {
  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.isEmpty()) {
      await this.park(this.getters, signal, false);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
    }
    return this.leave();
  }
}

class Broadcasts extends DirectQueue {
  protected override grant(getter: Waiter, item: unknown): void {
    super.grant(getter, item);
    for (const other of this.getters.splice(0)) other.resolve(item);
  }
}

class DropsSecond extends DirectQueue {
  protected override store(item: unknown): void {
    if (this.items.length !== 1) super.store(item);
  }
}

class Stack extends DirectQueue {
  protected override takeItem(): unknown {
    return this.items.pop();
  }
}

class PutOffByOne extends DirectQueue {
  override put(item: unknown, options: CallOptions = {}): PromiseLike<unknown> {
    if (options.signal?.aborted !== true && this.getters.length === 0 && this.items.length === this.maxsize) {
      this.store(item);
      return Promise.resolve();
    }
    return super.put(item, options);
  }
}

class PutNowaitOffByOne extends DirectQueue {
  override putNowait(item: unknown): boolean {
    if (this.getters.length > 0 || this.items.length !== this.maxsize) return super.putNowait(item);
    this.store(item);
    return true;
  }
}

class RefusesAndKeeps extends DirectQueue {
  override putNowait(item: unknown): boolean {
    const accepted = super.putNowait(item);
    if (!accepted) this.store(item);
    return accepted;
  }
}

class RefusesLastSlot extends DirectQueue {
  override putNowait(item: unknown): boolean {
    if (this.getters.length === 0 && this.items.length + 1 >= this.maxsize) return false;
    return super.putNowait(item);
  }
}

class LeavesLastItem extends DirectQueue {
  override getNowait(): Taken | undefined {
    return this.items.length > 1 ? super.getNowait() : undefined;
  }
}

class PutTellsNobody extends ArrayQueue {
  override put(item: unknown, options: CallOptions = {}): Promise<void> {
    if (options.signal?.aborted === true || this.isFull()) return super.put(item, options);
    this.items.push(item);
    return Promise.resolve();
  }
}

class ParksFirst extends ArrayQueue {
  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    let beaten = false;
    do {
      await this.park(this.getters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
      beaten = true;
    } while (this.isEmpty());
    return this.leave();
  }
}

class GetNowaitTellsNobody extends ArrayQueue {
  override getNowait(): Taken | undefined {
    return this.isEmpty() ? undefined : { item: this.items.shift() };
  }
}

class WaitsForLastSlot extends DirectQueue {
  override put(item: unknown, options: CallOptions = {}): PromiseLike<unknown> {
    if (options.signal?.aborted !== true && this.getters.length === 0 && this.items.length === this.maxsize - 1)
      return this.park(this.putters, item, options.signal);
    return super.put(item, options);
  }
}

class OneGetterOnly extends DirectQueue {
  override get(options: CallOptions = {}): Promise<unknown> {
    if (this.getters.length > 0) return Promise.reject(new Error("somebody waits already"));
    return super.get(options);
  }
}

class AcknowledgesTwice extends DirectQueue {
  protected readonly acknowledge = new Map<unknown, () => void>();

  override put(item: unknown, options: CallOptions = {}): PromiseLike<unknown> {
    const accepted = super.put(item, options);
    const then = (onValue: (value?: unknown) => void, onError: (reason: unknown) => void): void => {
      void accepted.then(onValue, onError);
      this.acknowledge.set(item, onValue);
    };
    return { then } as PromiseLike<unknown>;
  }

  protected override takeItem(): unknown {
    const item = super.takeItem();
    this.acknowledge.get(item)?.();
    return item;
  }
}

class CountsGetters extends DirectQueue {
  override get size(): number {
    return this.items.length - this.getters.length;
  }
}

/** In the order of the rules. */
export const queueItemMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-01",
    "looks-once",
    "A woken get() takes its item without looking whether it is still there.",
    plan(null, get(A), putNowait(A, 0), getNowait(A)),
    (maxsize) => new LooksOnce(maxsize),
  ),
  wrongQueue(
    "QUEUE-02",
    "broadcasts",
    "An item is handed to every waiting getter.",
    plan(null, get(A), get(B), putNowait(A)),
    (maxsize) => new Broadcasts(maxsize),
  ),
  wrongQueue(
    "QUEUE-03",
    "drops-second",
    "An item that is put behind exactly one other is dropped.",
    plan(null, putNowait(A), putNowait(A)),
    (maxsize) => new DropsSecond(maxsize),
  ),
  wrongQueue(
    "QUEUE-04",
    "stack",
    "The youngest item leaves first.",
    plan(null, putNowait(A), putNowait(A), getNowait(A)),
    (maxsize) => new Stack(maxsize),
  ),
  wrongQueue(
    "QUEUE-05",
    "put-off-by-one",
    "put() accepts one item more than maxsize.",
    plan(1, put(A), put(A)),
    (maxsize) => new PutOffByOne(maxsize),
  ),
  wrongQueue(
    "QUEUE-06",
    "put-nowait-off-by-one",
    "putNowait() accepts one item more than maxsize.",
    plan(1, putNowait(A), putNowait(A)),
    (maxsize) => new PutNowaitOffByOne(maxsize),
  ),
  wrongQueue(
    "QUEUE-07",
    "refuses-and-keeps",
    "putNowait() answers that the queue is full and stores the item all the same.",
    plan(1, putNowait(A), putNowait(A)),
    (maxsize) => new RefusesAndKeeps(maxsize),
  ),
  wrongQueue(
    "QUEUE-08",
    "refuses-last-slot",
    "putNowait() answers full while one slot is free.",
    plan(1, putNowait(A)),
    (maxsize) => new RefusesLastSlot(maxsize),
  ),
  wrongQueue(
    "QUEUE-09",
    "leaves-last-item",
    "getNowait() answers empty when one item is left.",
    plan(null, putNowait(A), getNowait(A)),
    (maxsize) => new LeavesLastItem(maxsize),
  ),
  wrongQueue(
    "QUEUE-10",
    "put-tells-nobody",
    "A put() that need not wait forgets to wake a getter.",
    plan(null, get(A), put(B)),
    (maxsize) => new PutTellsNobody(maxsize),
  ),
  wrongQueue(
    "QUEUE-11",
    "parks-first",
    "get() parks before it looks at the list.",
    plan(null, putNowait(A), get(A)),
    (maxsize) => new ParksFirst(maxsize),
  ),
  wrongQueue(
    "QUEUE-12",
    "get-nowait-tells-nobody",
    "getNowait() forgets to wake a putter; get() does not.",
    plan(1, put(A), put(A), getNowait(A)),
    (maxsize) => new GetNowaitTellsNobody(maxsize),
  ),
  wrongQueue(
    "QUEUE-13",
    "waits-for-last-slot",
    "put() parks while one slot is free.",
    plan(1, put(A)),
    (maxsize) => new WaitsForLastSlot(maxsize),
  ),
  wrongQueue(
    "QUEUE-25",
    "one-getter-only",
    "A get() is refused with an error while another one waits.",
    plan(null, get(A), get(B)),
    (maxsize) => new OneGetterOnly(maxsize),
  ),
  wrongQueue(
    "QUEUE-26",
    "counts-getters",
    "size goes below zero by the number of waiting getters.",
    plan(null, get(A)),
    (maxsize) => new CountsGetters(maxsize),
  ),
  wrongQueue(
    "QUEUE-36",
    "acknowledges-twice",
    "put() returns a thenable that settles when the item is accepted, and once more when it is taken.",
    plan(null, put(A), getNowait(A)),
    (maxsize) => new AcknowledgesTwice(maxsize),
  ),
];
