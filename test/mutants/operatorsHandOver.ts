/** One change each to queues that hand items over, and to those whose operations are objects of their own. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { ProfileName } from "../../src/adapters/profiles.js";
import type { Plan } from "../../src/scheduler/plan.js";
import type { Taken } from "../subjects/adaptSubject.js";
import type { Waiter } from "../subjects/directQueue.js";
import { adaptOperationQueue, OperationQueue } from "../subjects/operationQueue.js";
import { PairingQueue } from "../subjects/pairingQueue.js";
import { RecallQueue } from "../subjects/recallQueue.js";
import { adaptTakingBackQueue, TakingBackQueue, type Entry } from "../subjects/takingBackQueue.js";
import { A, B, C, cancel, get, getNowait, plan, put, putNowait, wrongQueue, type Mutant } from "./mutant.js";

class CancelConsumes extends OperationQueue {
  protected override dropGetter(getter: (item: unknown) => void): boolean {
    this.items.shift();
    return super.dropGetter(getter);
  }
}

class SwallowsCancelInCompany extends OperationQueue {
  protected override dropGetter(getter: (item: unknown) => void): boolean {
    return this.getters.size === 1 && super.dropGetter(getter);
  }
}

class CancelClears extends OperationQueue {
  protected override dropPutter(admitted: () => void): boolean {
    const waits = this.putters.has(admitted);
    if (waits) this.putters.clear();
    return waits;
  }
}

class CancelledStillEnters extends OperationQueue {
  protected override dropPutter(admitted: () => void): boolean {
    return this.putters.has(admitted);
  }
}

class AdmitsAll extends OperationQueue {
  override getNowait(): Taken | undefined {
    if (this.items.length === 0) return undefined;
    const item = this.items.shift();
    for (const [admitted, { item: next }] of this.putters) {
      this.putters.delete(admitted);
      this.items.push(next);
      admitted();
    }
    return { item };
  }
}

class ServesNewestGetter extends OperationQueue {
  override putNowait(item: unknown): boolean {
    const newest = [...this.getters].pop();
    if (!newest) return super.putNowait(item);
    this.getters.delete(newest);
    newest(item);
    return true;
  }
}

class AdmitsBeforeTaking extends OperationQueue {
  override getNowait(): Taken | undefined {
    const taken = super.getNowait();
    const last = this.items.length - 1;
    if (last > 0 && this.items.length === this.maxsize) this.items.unshift(...this.items.splice(last));
    return taken;
  }
}

class FalsyGoesNowhere extends OperationQueue {
  override putNowait(item: unknown): boolean {
    for (const getter of this.getters) {
      if (item) this.getters.delete(getter);
      if (item) getter(item);
      return true;
    }
    return super.putNowait(item);
  }
}

class RecallsToTail extends RecallQueue {
  protected override recall(item: unknown): void {
    const next = this.nextOf(this.getters);
    if (next === undefined) this.items.push(item);
    else this.grant(next, item);
  }
}

class RecallsPastGetters extends RecallQueue {
  protected override recall(item: unknown): void {
    this.items.unshift(item);
  }
}

class RecallsTwice extends RecallQueue {
  protected override recall(item: unknown): void {
    super.recall(item);
    if (!this.items.includes(item)) this.items.unshift(item);
  }
}

class PairsTheGone extends PairingQueue {
  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.putters) super.drop(line, waiter);
  }
}

class PairsOnce extends PairingQueue {
  protected override pair(): void {
    const [getter, putter] = [this.getters.shift(), this.putters.shift()];
    if (getter && putter) {
      getter.resolve(putter.item);
      putter.resolve(undefined);
      return;
    }
    if (getter) this.getters.unshift(getter);
    if (putter) this.putters.unshift(putter);
  }
}

class DropsWhoCameLast extends PairingQueue {
  protected override drop(line: Waiter[], waiter: Waiter): void {
    if (line === this.putters) super.drop(line, waiter);
    else line.pop();
  }
}

class TakesBackToTheEnd extends TakingBackQueue {
  protected override takeBack(entry: Entry): void {
    this.bring({ ...entry, number: Infinity });
  }
}

class TakesBackPastGetters extends TakingBackQueue {
  protected override takeBack(entry: Entry): void {
    this.entries.unshift(entry);
  }
}

function operated(
  rule: string,
  name: string,
  what: string,
  shortest: Plan,
  create: (maxsize: number, silent: boolean) => OperationQueue,
  profile: ProfileName = "contract",
): Mutant {
  return { rule, name, what, shortest, adapter: adaptOperationQueue(name, false, profile, create) };
}

function takingBack(name: string, create: (maxsize: number, drops: boolean) => TakingBackQueue): AnyAdapter {
  return adaptTakingBackQueue(name, "fifo", { capacities: [Infinity, 1] }, create);
}

const meeting = { capacities: [0], zero: "rendezvous" } as const;

export const handOverMutants: readonly Mutant[] = [
  operated(
    "QUEUE-03",
    "cancel-consumes",
    "The cancel of a get() takes an item out of the list, also when that get() is over.",
    plan(null, putNowait(A), get(A), putNowait(A), cancel(A)),
    (maxsize, silent) => new CancelConsumes(maxsize, silent),
  ),
  operated(
    "QUEUE-14",
    "swallows-cancel-in-company",
    "The cancel of a get() does nothing while another one waits.",
    plan(null, get(A), get(B), cancel(A)),
    (maxsize, silent) => new SwallowsCancelInCompany(maxsize, silent),
  ),
  operated(
    "QUEUE-21",
    "cancel-clears",
    "The cancel of a put() empties the whole map of those who wait.",
    plan(1, put(A), put(A), put(B), cancel(A), getNowait(A)),
    (maxsize, silent) => new CancelClears(maxsize, silent),
  ),
  operated(
    "QUEUE-20",
    "cancelled-still-enters",
    "The cancel of a put() ends it and leaves it in the map.",
    plan(1, put(A), put(A), cancel(A), getNowait(A)),
    (maxsize, silent) => new CancelledStillEnters(maxsize, silent),
  ),
  operated(
    "QUEUE-05",
    "admits-all",
    "A freed slot lets in everybody who waits.",
    plan(1, put(A), put(A), put(B), getNowait(A)),
    (maxsize, silent) => new AdmitsAll(maxsize, silent),
  ),
  operated(
    "QUEUE-27",
    "serves-newest-getter",
    "An item goes to the get() that came last.",
    plan(null, get(A), get(B), putNowait(A)),
    (maxsize, silent) => new ServesNewestGetter(maxsize, silent),
    "fifo",
  ),
  operated(
    "QUEUE-04",
    "admits-to-the-head",
    "The item of a put() that is let in goes to the head.",
    plan(2, put(A), put(A), put(A), getNowait(B), getNowait(B)),
    (maxsize, silent) => new AdmitsBeforeTaking(maxsize, silent),
  ),
  operated(
    "QUEUE-74",
    "falsy-goes-nowhere",
    "A falsy item that is put while a get() waits is accepted and goes nowhere.",
    plan(null, get(A), { ...putNowait(A), item: "zero" }),
    (maxsize, silent) => new FalsyGoesNowhere(maxsize, silent),
  ),
  wrongQueue(
    "QUEUE-04",
    "recalls-to-tail",
    "The item that a cancelled get() gives back goes behind those that came later.",
    plan(null, get(A), putNowait(A, 0), putNowait(A, 0), cancel(A), getNowait(A)),
    (maxsize) => new RecallsToTail(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-17",
    "recalls-past-getters",
    "The item that a cancelled get() gives back goes inside although another get() waits.",
    plan(null, get(A), get(B), putNowait(A, 0), cancel(A)),
    (maxsize) => new RecallsPastGetters(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-02",
    "recalls-twice",
    "The item that a cancelled get() gives back goes to the next get(), and inside as well.",
    plan(null, get(A), get(B), putNowait(A, 0), cancel(A)),
    (maxsize) => new RecallsTwice(maxsize),
    "fifo",
  ),
  wrongQueue(
    "QUEUE-19",
    "pairs-the-gone",
    "A get() that was cancelled stays in line, and is paired with a put().",
    plan(0, get(A), cancel(A), put(A)),
    () => new PairsTheGone(),
    "contract",
    meeting,
  ),
  wrongQueue(
    "QUEUE-10",
    "pairs-once",
    "Of several pairs that are there in a turn only the first is made.",
    plan(0, get(A, 0), get(B, 0), put(C, 0), put(A)),
    () => new PairsOnce(),
    "contract",
    meeting,
  ),
  wrongQueue(
    "QUEUE-18",
    "drops-who-came-last",
    "A get() that is cancelled takes out of the line whoever came last.",
    plan(0, get(A), get(B), cancel(A), put(A)),
    () => new DropsWhoCameLast(),
    "contract",
    meeting,
  ),
  {
    rule: "QUEUE-04",
    name: "takes-back-to-the-end",
    what: "An item that is taken back from a cancelled get() goes behind those that came later.",
    shortest: plan(null, putNowait(A, 0), putNowait(A, 0), get(B, 0), cancel(B), getNowait(A)),
    adapter: takingBack("takes-back-to-the-end", (maxsize, drops) => new TakesBackToTheEnd(maxsize, drops)),
  },
  {
    rule: "QUEUE-17",
    name: "takes-back-past-getters",
    what: "An item that is taken back from a cancelled get() goes inside although another get() waits.",
    shortest: plan(null, get(A), get(B), putNowait(A, 0), cancel(A)),
    adapter: takingBack("takes-back-past-getters", (maxsize, drops) => new TakesBackPastGetters(maxsize, drops)),
  },
];
