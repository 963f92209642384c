/** The smallest wrong implementations of the rules of `fifo` and `asyncio`: QUEUE-27 to 35. */
import type { CallOptions, Taken } from "../subjects/adaptSubject.js";
import { ArrayQueue, type Parked } from "../subjects/arrayQueue.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import { RecallQueue } from "../subjects/recallQueue.js";
import { A, B, cancel, get, getNowait, plan, put, putNowait, wrongQueue, type Mutant } from "./mutant.js";

class ServesLastGetter extends DirectQueue {
  protected override nextOf(line: Waiter[]): Waiter | undefined {
    return line === this.getters ? line.pop() : line.shift();
  }
}

class AdmitsLastPutter extends DirectQueue {
  protected override nextOf(line: Waiter[]): Waiter | undefined {
    return line === this.putters ? line.pop() : line.shift();
  }
}

/** The putters' side hands over. A beaten getter keeps its place; one that is cancelled passes its wakeup on. */
class HintsToGetters extends DirectQueue {
  protected readonly tickets = new Map<Waiter, number>();
  protected calls = 0;

  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    const ticket = ++this.calls;
    let taken = this.poll();
    for (; taken === undefined; taken = this.poll()) {
      const parked = this.park(this.getters, undefined, signal);
      this.findPlace(ticket);
      await parked;
      if (signal?.aborted !== true) continue;
      if (this.items.length > 0) this.wakeGetter();
      throw signal.reason;
    }
    return taken.item;
  }

  /** The getter that has just parked stands where its ticket says. */
  protected findPlace(ticket: number): void {
    const last = this.getters.at(-1);
    if (last !== undefined) this.tickets.set(last, ticket);
    this.getters.sort((a, b) => (this.tickets.get(a) ?? 0) - (this.tickets.get(b) ?? 0));
  }

  protected override offer(item: unknown): boolean {
    if (!this.hasRoom()) return false;
    this.store(item);
    return true;
  }

  protected override store(item: unknown): void {
    super.store(item);
    this.wakeGetter();
  }

  protected wakeGetter(): void {
    this.nextOf(this.getters)?.resolve(undefined);
  }
}

/** The robbed putter keeps its place; a cancel before it resumes comes too late. */
class RobsPutter extends DirectQueue {
  protected readonly admitted: Waiter[] = [];

  protected override admit(putter: Waiter): void {
    this.store(putter.item);
    this.admitted.push(putter);
    queueMicrotask(() => this.finish(putter));
  }

  protected finish(putter: Waiter): void {
    const at = this.admitted.indexOf(putter);
    if (at < 0) return;
    this.admitted.splice(at, 1);
    putter.resolve(undefined);
  }

  protected override offer(item: unknown): boolean {
    const robbed = this.hasRoom() ? undefined : this.admitted.at(-1);
    const at = robbed === undefined ? -1 : this.items.indexOf(robbed.item);
    if (robbed === undefined || at < 0) return super.offer(item);
    this.admitted.pop();
    this.putters.unshift(robbed);
    this.items.splice(at, 1);
    this.store(item);
    return true;
  }

  protected override cancel(line: Waiter[], waiter: Waiter, reason: unknown): void {
    if (this.admitted.includes(waiter)) this.finish(waiter);
    else super.cancel(line, waiter, reason);
  }
}

/** The putters' side is asyncio's. A cancel before the getter resumes wins and gives the item back. */
class HandsOver extends RecallQueue {
  override async put(item: unknown, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    while (!this.offer(item)) {
      await this.park(this.putters, item, signal);
      if (signal?.aborted !== true) continue;
      if (this.hasRoom()) this.wakePutter();
      throw signal.reason;
    }
  }

  protected override poll(): Taken | undefined {
    if (this.items.length === 0) return undefined;
    const item = this.takeItem();
    this.wakePutter();
    return { item };
  }

  protected wakePutter(): void {
    this.nextOf(this.putters)?.resolve(undefined);
  }
}

/** The getters' side is asyncio's. A cancel before the putter resumes wins and takes its item out again. */
class LetsIn extends HintsToGetters {
  protected readonly admitted: Waiter[] = [];

  protected override findPlace(): void {
    // Whoever is beaten has lost its place.
  }

  protected override admit(putter: Waiter): void {
    this.store(putter.item);
    this.admitted.push(putter);
    queueMicrotask(() => {
      const at = this.admitted.indexOf(putter);
      if (at < 0) return;
      this.admitted.splice(at, 1);
      putter.resolve(undefined);
    });
  }

  protected override cancel(line: Waiter[], waiter: Waiter, reason: unknown): void {
    const at = this.admitted.indexOf(waiter);
    if (at < 0) return super.cancel(line, waiter, reason);
    const inside = this.items.indexOf(waiter.item);
    if (inside < 0) return;
    this.admitted.splice(at, 1);
    this.items.splice(inside, 1);
    waiter.reject(reason);
    const next = this.nextOf(this.putters);
    if (next !== undefined) this.admit(next);
  }
}

class BeatenGetterGoesFirst extends ArrayQueue {
  protected override join(line: Parked[], parked: Parked, beaten: boolean): void {
    if (beaten && line === this.getters) line.unshift(parked);
    else line.push(parked);
  }
}

class BeatenPutterGoesFirst extends ArrayQueue {
  protected override join(line: Parked[], parked: Parked, beaten: boolean): void {
    if (beaten && line === this.putters) line.unshift(parked);
    else line.push(parked);
  }
}

class TakesThoughCancelled extends ArrayQueue {
  protected override endWoken(line: Parked[], signal: AbortSignal): void {
    if (line === this.putters || this.isEmpty()) super.endWoken(line, signal);
  }
}

/** In the order of the rules. */
export const queueOrderMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-27",
    "serves-last-getter",
    "The getter that came last is served first.",
    plan(null, get(A), get(B), putNowait(A)),
    (maxsize) => new ServesLastGetter(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-28",
    "admits-last-putter",
    "The putter that came last is admitted first.",
    plan(1, put(A), put(A), put(B), getNowait(A)),
    (maxsize) => new AdmitsLastPutter(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-29",
    "hints-to-getters",
    "A waiting getter is only told to look again, and a newcomer takes what it was told of.",
    plan(null, get(A), putNowait(A, 0), getNowait(A)),
    (maxsize) => new HintsToGetters(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-30",
    "robs-putter",
    "A newcomer takes the slot of a putter that was chosen and has not resumed.",
    plan(1, put(A), put(A), getNowait(A, 0), putNowait(A)),
    (maxsize) => new RobsPutter(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-31",
    "hands-over",
    "An item goes to the waiting getter itself.",
    plan(null, get(A), putNowait(A, 0), getNowait(A)),
    (maxsize) => new HandsOver(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-32",
    "lets-in",
    "A freed slot goes to the waiting putter itself.",
    plan(1, put(A), put(A), getNowait(A, 0), getNowait(A)),
    (maxsize) => new LetsIn(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-33",
    "beaten-getter-goes-first",
    "A woken getter that finds nothing parks again at the head.",
    plan(null, get(A), get(B), putNowait(A, 0), getNowait(A), putNowait(A)),
    (maxsize) => new BeatenGetterGoesFirst(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-34",
    "beaten-putter-goes-first",
    "A woken putter that finds no room parks again at the head.",
    plan(1, put(A), put(A), put(B), getNowait(A, 0), putNowait(A), getNowait(A)),
    (maxsize) => new BeatenPutterGoesFirst(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-35",
    "takes-though-cancelled",
    "A woken get() takes its item although it was cancelled before it resumed.",
    plan(null, get(A), putNowait(A, 0), cancel(A)),
    (maxsize) => new TakesThoughCancelled(maxsize),
    "asyncio",
  ),
];
