/** One change each to queues that only tell who waits to look again, and to an actor. */
import { adaptAlternatingQueue, AlternatingQueue } from "../subjects/alternatingQueue.js";
import type { CallOptions } from "../subjects/adaptSubject.js";
import { ArrayQueue, type Parked } from "../subjects/arrayQueue.js";
import { MailboxQueue } from "../subjects/mailboxQueue.js";
import {
  A,
  B,
  C,
  cancel,
  get,
  getNowait,
  plan,
  put,
  putNowait,
  wrongAxisQueue,
  wrongQueue,
  type Mutant,
} from "./mutant.js";

/** Looks at the list in each of so many turns, and registers one turn after the last look. */
class RegistersAfter extends ArrayQueue {
  constructor(
    maxsize: number,
    private readonly turns: number,
  ) {
    super(maxsize);
  }

  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    for (let turn = 0; turn < this.turns && this.isEmpty(); turn++) await undefined;
    if (!this.isEmpty()) return this.leave();
    await undefined;
    signal?.throwIfAborted();
    for (let beaten = false; beaten ? this.isEmpty() : true; beaten = true) {
      await this.park(this.getters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
    }
    return this.leave();
  }
}

class WakesGettersOnEdge extends ArrayQueue {
  protected override enter(item: unknown): void {
    const wasEmpty = this.isEmpty();
    this.items.push(item);
    if (wasEmpty) this.wakeNext(this.getters);
  }
}

class WakesPuttersOnEdge extends ArrayQueue {
  protected override leave(): unknown {
    const wasFull = this.isFull();
    const item = this.items.shift();
    if (wasFull) this.wakeNext(this.putters);
    return item;
  }
}

class WakesWrongSide extends ArrayQueue {
  protected override leave(): unknown {
    const item = this.items.shift();
    this.wakeNext(this.getters);
    return item;
  }
}

class AwaitsAfterLook extends ArrayQueue {
  override async put(item: unknown, options: CallOptions = {}): Promise<void> {
    const waited = this.isFull();
    if (!waited) return super.put(item, options);
    const { signal } = options;
    signal?.throwIfAborted();
    while (this.isFull()) {
      await this.park(this.putters, signal, false);
      if (signal?.aborted === true) this.endWoken(this.putters, signal);
    }
    await undefined;
    this.enter(item);
  }
}

class WakesBehindFirst extends ArrayQueue {
  protected override wakeNext(line: Parked[]): void {
    const [next] = line.length > 1 ? line.splice(1, 1) : line.splice(0, 1);
    next?.wake();
  }
}

class BeatenGivesUp extends ArrayQueue {
  protected override join(line: Parked[], parked: Parked, beaten: boolean): void {
    if (!beaten || line === this.putters) super.join(line, parked, beaten);
  }
}

class PassesToWrongSide extends ArrayQueue {
  protected override endWoken(line: Parked[], signal: AbortSignal): void {
    this.wakeNext(line === this.getters ? this.putters : this.getters);
    throw signal.reason;
  }
}

class SkipsFalsy extends ArrayQueue {
  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    for (let beaten = false; ; beaten = true) {
      const item = this.isEmpty() ? undefined : this.leave();
      if (item) return item;
      await this.park(this.getters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
    }
  }
}

class LooksOnlyOnce extends AlternatingQueue {
  override async shift(): Promise<unknown> {
    if (this.items.length === 0) await new Promise<void>((resolve) => this.wakes.push(resolve));
    return this.items.shift();
  }
}

class RegistersOnce extends AlternatingQueue {
  override async shift(): Promise<unknown> {
    if (this.items.length === 0 && this.wakes.length > 0) await new Promise<void>(() => undefined);
    return super.shift();
  }
}

class StopsInCompany extends MailboxQueue {
  protected override processNext(): void {
    this.isRunning = this.mail.length > 0;
    if (!this.isRunning) return;
    setTimeout(() => {
      this.mail.shift()?.();
      if (this.getters.length < 2) this.processNext();
    }, 0);
  }
}

class LosesMail extends MailboxQueue {
  protected override processNext(): void {
    this.isRunning = this.mail.length > 0;
    if (!this.isRunning) return;
    setTimeout(() => {
      const [first, ...others] = this.mail.splice(0);
      first?.();
      this.mail.push(...others.slice(0, 2));
      this.processNext();
    }, 0);
  }
}

export const hintMutants: readonly Mutant[] = [
  wrongQueue(
    "QUEUE-10",
    "window-of-two-turns",
    "Between the last look at the list and the registration of a get() lies one turn, two turns after the call.",
    plan(null, get(A, 2), putNowait(A)),
    (maxsize) => new RegistersAfter(maxsize, 1),
  ),
  wrongQueue(
    "QUEUE-10",
    "window-of-three-turns",
    "Between the last look at the list and the registration of a get() lies one turn, three turns after the call.",
    plan(null, get(A, 3), putNowait(A)),
    (maxsize) => new RegistersAfter(maxsize, 2),
  ),
  wrongQueue(
    "QUEUE-10",
    "wakes-getters-on-edge",
    "A put wakes a get() only if the queue was empty before.",
    plan(null, get(A), get(B), putNowait(A, 0), putNowait(A)),
    (maxsize) => new WakesGettersOnEdge(maxsize),
  ),
  wrongQueue(
    "QUEUE-12",
    "wakes-putters-on-edge",
    "A get wakes a put() only if the queue was full before.",
    plan(2, putNowait(A), putNowait(A), put(A), put(B), getNowait(A, 0), getNowait(A)),
    (maxsize) => new WakesPuttersOnEdge(maxsize),
  ),
  wrongQueue(
    "QUEUE-12",
    "wakes-wrong-side",
    "Who takes an item wakes a get() in place of a put().",
    plan(1, put(A), put(A), getNowait(A)),
    (maxsize) => new WakesWrongSide(maxsize),
  ),
  wrongQueue(
    "QUEUE-05",
    "awaits-after-look",
    "A woken put() looks for room, lets a turn pass, and stores its item.",
    plan(1, put(A), put(A), getNowait(B, 1), putNowait(B)),
    (maxsize) => new AwaitsAfterLook(maxsize),
  ),
  wrongQueue(
    "QUEUE-27",
    "wakes-behind-first",
    "Of several that wait the second is woken.",
    plan(null, get(A), get(B), putNowait(A)),
    (maxsize) => new WakesBehindFirst(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-10",
    "beaten-gives-up",
    "A woken get() that finds nothing does not register again.",
    plan(null, get(A), putNowait(A, 0), getNowait(A), putNowait(A)),
    (maxsize) => new BeatenGivesUp(maxsize),
  ),
  wrongQueue(
    "QUEUE-17",
    "passes-to-wrong-side",
    "A get() that is cancelled after it was woken passes its wakeup on to a put().",
    plan(null, get(A), get(B), putNowait(A, 0), cancel(A)),
    (maxsize) => new PassesToWrongSide(maxsize),
    "asyncio",
  ),
  wrongQueue(
    "QUEUE-74",
    "skips-falsy",
    "A get() takes a falsy item out and waits for the next one.",
    plan(null, { ...putNowait(A), item: "zero" }, get(A)),
    (maxsize) => new SkipsFalsy(maxsize),
  ),
  {
    rule: "QUEUE-01",
    name: "looks-only-once",
    what: "Everybody is woken by one item, and none looks again.",
    shortest: plan(null, get(A), get(B), put(C)),
    adapter: adaptAlternatingQueue("looks-only-once", "contract", () => new LooksOnlyOnce()),
  },
  {
    rule: "QUEUE-10",
    name: "registers-once",
    what: "A get() that comes while another one waits is never told of anything.",
    shortest: plan(null, get(A), get(B), put(C), put(C)),
    adapter: adaptAlternatingQueue("registers-once", "contract", () => new RegistersOnce()),
  },
  wrongAxisQueue(
    "QUEUE-13",
    "stops-in-company",
    "The actor does not go on to the next message when two get() calls wait.",
    plan(null, get(A, 0), get(B, 0), put(C)),
    (options) => new StopsInCompany(options),
  ),
  wrongAxisQueue(
    "QUEUE-11",
    "loses-mail",
    "Of four messages that are in the mailbox at once the last one is lost.",
    plan(null, put(A, 0), put(B, 0), put(C, 0), put(3)),
    (options) => new LosesMail(options),
  ),
];
