/** One change each to the bounded buffer of two semaphores. */
import type { CallOptions, Taken } from "../subjects/adaptSubject.js";
import { Semaphore, SemaphoreQueue } from "../subjects/semaphoreQueue.js";
import { A, B, C, cancel, get, getNowait, plan, put, putNowait, wrongQueue, type Mutant } from "./mutant.js";

class StrandsPermit extends SemaphoreQueue {
  protected override async permit(semaphore: Semaphore, signal: AbortSignal | undefined): Promise<void> {
    if (semaphore === this.room) return super.permit(semaphore, signal);
    await semaphore.acquire(signal);
    signal?.throwIfAborted();
  }
}

class TakesThenEndsCancelled extends SemaphoreQueue {
  override async get({ signal }: CallOptions): Promise<unknown> {
    await this.present.acquire(signal);
    const item = this.take();
    signal?.throwIfAborted();
    return item;
  }
}

class GoneInLine extends Semaphore {
  protected override leave(): void {
    // Who gave up stays in line, and is given a permit.
  }
}

class FreesOnCancel extends Semaphore {
  protected override leave(wake: () => void): void {
    super.leave(wake);
    this.free++;
  }
}

class TakesLastOut extends Semaphore {
  protected override leave(): void {
    this.line.pop();
  }
}

class WakesEverybody extends Semaphore {
  override release(): void {
    if (this.line.length === 0) this.free++;
    for (const wake of this.line.splice(0)) wake();
  }
}

class ForgetsRoom extends SemaphoreQueue {
  override getNowait(): Taken | undefined {
    return this.present.tryAcquire() ? { item: this.items.shift() } : undefined;
  }
}

class ForgetsPresenceAfterWait extends SemaphoreQueue {
  override async put(item: unknown, { signal }: CallOptions): Promise<void> {
    if (this.room.tryAcquire()) return this.store(item);
    await this.permit(this.room, signal);
    this.items.push(item);
  }
}

export const permitMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-16",
    "strands-permit",
    "A get() that is cancelled after it was given a permit keeps the permit.",
    plan(null, get(A), putNowait(A, 0), cancel(A), get(A)),
    (maxsize) => new StrandsPermit(maxsize),
  ),
  wrongQueue(
    "QUEUE-19",
    "takes-then-ends-cancelled",
    "A woken get() takes its item before it looks whether it was cancelled.",
    plan(null, get(A), putNowait(A, 0), cancel(A)),
    (maxsize) => new TakesThenEndsCancelled(maxsize),
  ),
  wrongQueue(
    "QUEUE-16",
    "gone-in-line",
    "A get() that was cancelled stays in the line of the semaphore, and a permit goes to it.",
    plan(null, get(A), cancel(A), putNowait(A), get(A)),
    (maxsize) => new SemaphoreQueue(maxsize, new GoneInLine(0)),
  ),
  wrongQueue(
    "QUEUE-05",
    "frees-on-cancel",
    "A put() that gives up in line gives back a permit that it never had.",
    plan(1, put(A), put(A), cancel(A), put(A)),
    (maxsize) => new SemaphoreQueue(maxsize, undefined, new FreesOnCancel(maxsize)),
  ),
  wrongQueue(
    "QUEUE-16",
    "takes-last-out",
    "A get() that gives up takes the one that came last out of the line.",
    plan(null, get(A), get(B), cancel(A), putNowait(A)),
    (maxsize) => new SemaphoreQueue(maxsize, new TakesLastOut(0)),
  ),
  wrongQueue(
    "QUEUE-01",
    "wakes-every-getter",
    "One item wakes every get(), and none looks again.",
    plan(null, get(A), get(B), putNowait(A)),
    (maxsize) => new SemaphoreQueue(maxsize, new WakesEverybody(0)),
  ),
  wrongQueue(
    "QUEUE-05",
    "wakes-every-putter",
    "One freed slot wakes every put(), and none looks again.",
    plan(1, put(A), put(A), put(B), getNowait(C)),
    (maxsize) => new SemaphoreQueue(maxsize, undefined, new WakesEverybody(maxsize)),
  ),
  wrongQueue(
    "QUEUE-12",
    "forgets-room",
    "A getNowait() does not give the slot back.",
    plan(1, putNowait(A), put(A), getNowait(A)),
    (maxsize) => new ForgetsRoom(maxsize),
  ),
  wrongQueue(
    "QUEUE-09",
    "forgets-presence-after-wait",
    "The item of a put() that had to wait is inside, and nobody is told.",
    plan(1, put(A), put(A), getNowait(A), getNowait(A)),
    (maxsize) => new ForgetsPresenceAfterWait(maxsize),
  ),
];
