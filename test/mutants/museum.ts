/** Bugs that happened to people who know what they are doing; happened.ts says where. */
import type { CallOptions, Taken } from "../subjects/adaptSubject.js";
import { ArrayEvent, type EventWaiter } from "../subjects/arrayEvent.js";
import { ArrayQueue, type Parked } from "../subjects/arrayQueue.js";
import { AxisQueue, TimeoutError, type AxisCall, type Entry } from "../subjects/axisQueue.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import {
  A,
  B,
  C,
  cancel,
  clear,
  elapse,
  get,
  getNowait,
  limited,
  plan,
  put,
  putNowait,
  set,
  wait,
  wrongAxisQueue,
  wrongEvent,
  wrongQueue,
  type Mutant,
} from "./mutant.js";

/** Looks in the turn after the call, registers in the turn after that. */
class RegistersLate extends ArrayQueue {
  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    for (let beaten = false; ; beaten = true) {
      await undefined;
      if (!this.isEmpty()) return this.leave();
      await undefined;
      signal?.throwIfAborted();
      await this.park(this.getters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
    }
  }
}

class WakesAllPutters extends ArrayQueue {
  override async put(item: unknown, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (this.isFull()) {
      await this.park(this.putters, signal, false);
      if (signal?.aborted === true) this.endWoken(this.putters, signal);
    }
    this.enter(item);
  }

  protected override leave(): unknown {
    const item = this.items.shift();
    while (this.putters.length > 0) this.wakeNext(this.putters);
    return item;
  }
}

class LooksThenAwaits extends DirectQueue {
  override async put(item: unknown, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const fits = this.hasRoom();
    await undefined;
    signal?.throwIfAborted();
    if (fits && this.getters.length === 0) this.store(item);
    else if (!this.offer(item)) await this.park(this.putters, item, signal);
  }
}

class TakesFalsyForEmpty extends DirectQueue {
  override getNowait(): Taken | undefined {
    return this.items[0] ? super.getNowait() : undefined;
  }
}

class WalksChangingList extends ArrayEvent {
  protected override releaseAll(): void {
    for (const waiter of this.waiters) {
      waiter.resolve();
      this.drop(waiter);
    }
  }
}

class HandsOverAndKeeps extends DirectQueue {
  protected override grant(getter: Waiter, item: unknown): void {
    super.grant(getter, item);
    this.store(item);
  }
}

class WakesTheGonePutter extends ArrayQueue {
  protected override drop(line: Parked[], parked: Parked): void {
    if (line === this.getters) super.drop(line, parked);
  }
}

class MovesLastIntoHole extends DirectQueue {
  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.putters) return super.drop(line, waiter);
    const at = line.indexOf(waiter);
    const last = line.pop();
    if (last !== undefined && last !== waiter) line[at] = last;
  }
}

class WakesSameTwice extends ArrayQueue {
  protected override wakeNext(line: Parked[]): void {
    line[0]?.wake();
  }

  protected override async park(line: Parked[], signal: AbortSignal | undefined, beaten: boolean): Promise<void> {
    const parking = super.park(line, signal, beaten);
    const mine = line.at(-1);
    await parking;
    if (mine !== undefined) this.drop(line, mine);
  }
}

class SwallowsCancel extends DirectQueue {
  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    const taken = this.poll();
    if (taken !== undefined) return taken.item;
    return this.park(this.getters, undefined, signal).catch(() => this.get());
  }
}

class RacesAbort extends DirectQueue {
  override get({ signal }: CallOptions = {}): Promise<unknown> {
    if (signal === undefined) return super.get();
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
      void super.get().then((item) => {
        signal.removeEventListener("abort", onAbort);
        resolve(item);
      });
    });
  }
}

class ListensLate extends DirectQueue {
  protected override listen(line: Waiter[], signal: AbortSignal | undefined, abort: () => void): () => void {
    if (line === this.putters) return super.listen(line, signal, abort);
    let over = false;
    let unlisten = (): void => undefined;
    queueMicrotask(() => {
      if (!over) unlisten = super.listen(line, signal, abort);
    });
    return () => {
      over = true;
      unlisten();
    };
  }
}

class ReleasesLater extends ArrayEvent {
  protected override releaseAll(): void {
    queueMicrotask(() => {
      if (this.flag) super.releaseAll();
    });
  }
}

class StopsAtCancelled extends ArrayEvent {
  protected readonly gone = new Set<EventWaiter>();

  protected override drop(waiter: EventWaiter): void {
    this.gone.add(waiter);
  }

  protected override releaseAll(): void {
    for (let next = this.waiters.shift(); next !== undefined; next = this.waiters.shift()) {
      if (this.gone.delete(next)) return;
      next.resolve();
    }
  }
}

/** Resumes two macrotasks after it was served; whoever timed out meanwhile ends so, and its item is gone. */
class TimeOutLosesItem extends AxisQueue {
  override async get(call: AxisCall = {}): Promise<unknown> {
    let isUp = false;
    const { timeout } = call;
    const served = super.get(call);
    // set after the queue's own: whoever still waits when this one is due has timed out already
    const timer = timeout === undefined ? undefined : setTimeout(() => (isUp = true), timeout);
    const item = await served;
    for (let hop = 0; hop < 2; hop++) await new Promise(setImmediate);
    clearTimeout(timer);
    if (isUp) throw new TimeoutError("time is up");
    return item;
  }
}

/** Stores an item, and then compares it with the one before it. */
class IncomparableStays extends AxisQueue {
  protected override store(entry: Entry): void {
    super.store(entry);
    const before = this.entries.at(-2);
    if (before && this.entries.at(-1) === entry) this.compare(before.item, entry.item);
  }

  private compare(one: unknown, other: unknown): boolean {
    if (one === null || other === null) throw new TypeError("null cannot be compared");
    return one === other;
  }
}

/** The museum, but for what is the smallest wrong implementation of a rule. */
export const museumMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-10",
    "registers-late",
    "Between the look at the list and the registration of a get() lies exactly one turn.",
    plan(null, get(A, 1), putNowait(A)),
    (maxsize) => new RegistersLate(maxsize),
  ),
  wrongQueue(
    "QUEUE-05",
    "wakes-all-putters",
    "One freed slot wakes every putter, and none looks again.",
    plan(1, put(A), put(A), put(B), getNowait(A)),
    (maxsize) => new WakesAllPutters(maxsize),
  ),
  wrongQueue(
    "QUEUE-05",
    "looks-then-awaits",
    "put() remembers over an await that there was room.",
    plan(1, put(A, 0), put(B)),
    (maxsize) => new LooksThenAwaits(maxsize),
  ),
  wrongQueue(
    "QUEUE-74",
    "takes-falsy-for-empty",
    "getNowait() takes a falsy item for an empty queue.",
    plan(null, { ...putNowait(A), item: "zero" }, getNowait(A)),
    (maxsize) => new TakesFalsyForEmpty(maxsize),
  ),
  wrongEvent(
    "EVENT-04",
    "walks-changing-list",
    "set() walks the list from which every released waiter is removed, and so skips every second one.",
    plan(null, wait(A), wait(B), set(A)),
    () => new WalksChangingList(),
  ),
  wrongQueue(
    "QUEUE-02",
    "hands-over-and-keeps",
    "An item that is handed to a waiting get() also goes into the list.",
    plan(null, get(A), putNowait(A)),
    (maxsize) => new HandsOverAndKeeps(maxsize),
  ),
  wrongQueue(
    "QUEUE-21",
    "wakes-the-gone-putter",
    "A cancelled put() stays in the list and uses up the wakeup of the next one.",
    plan(1, put(A), put(A), put(B), cancel(A), getNowait(A)),
    (maxsize) => new WakesTheGonePutter(maxsize),
  ),
  wrongQueue(
    "QUEUE-16",
    "moves-last-into-hole",
    "The getter that came last takes the place of a cancelled one.",
    plan(null, get(A), get(B), get(C), cancel(A), putNowait(A)),
    (maxsize) => new MovesLastIntoHole(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-10",
    "wakes-same-twice",
    "A woken waiter leaves the list only when it resumes, so that two puts in one turn wake the same one.",
    plan(null, get(A), get(B), putNowait(A, 0), putNowait(A)),
    (maxsize) => new WakesSameTwice(maxsize),
  ),
  wrongQueue(
    "QUEUE-14",
    "swallows-cancel",
    "get() catches its own cancellation and waits again.",
    plan(null, get(A), cancel(A)),
    (maxsize) => new SwallowsCancel(maxsize),
  ),
  wrongQueue(
    "QUEUE-19",
    "races-abort",
    "get() races against the abort; the loser of the race stays in the list of getters.",
    plan(null, get(A), cancel(A), putNowait(A)),
    (maxsize) => new RacesAbort(maxsize),
  ),
  wrongQueue(
    "QUEUE-14",
    "listens-late",
    "The listener of a get() is attached a turn after the signal was looked at.",
    plan(null, get(A, 0), cancel(A)),
    (maxsize) => new ListensLate(maxsize),
  ),
  wrongEvent(
    "EVENT-09",
    "releases-later",
    "set() releases in a later turn, and only if the event is still set then.",
    plan(null, wait(A), set(A, 0), clear(A)),
    () => new ReleasesLater(),
    "fifo",
  ),
  wrongEvent(
    "EVENT-13",
    "stops-at-cancelled",
    "set() stops when it meets a waiter that was cancelled.",
    plan(null, wait(A), wait(B), cancel(A), set(A)),
    () => new StopsAtCancelled(),
  ),
  wrongAxisQueue(
    "QUEUE-66",
    "time-out-loses-item",
    "A get() whose time is up between its delivery and its return ends timed out, and its item is gone.",
    plan(null, limited("get", A), putNowait(B, 0), elapse()),
    (options) => new TimeOutLosesItem(options),
    { timed: true },
  ),
  wrongAxisQueue(
    "QUEUE-75",
    "incomparable-stays",
    "An item that cannot be compared stays inside after the error.",
    plan(null, putNowait(A), { ...putNowait(A), item: "null" }),
    (options) => new IncomparableStays(options),
    { choices: { order: "priority" } },
  ),
];
