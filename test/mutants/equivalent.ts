/**
 * Mutants that are not wrong: each differs from a correct implementation, and nobody can tell under its profile. The kit
 * must pass them; the argument says why it may.
 */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { Taken } from "../subjects/adaptSubject.js";
import { adaptEvent, adaptQueue } from "../subjects/adaptSubject.js";
import { adaptAlternatingQueue, AlternatingQueue } from "../subjects/alternatingQueue.js";
import { AsyncioEvent } from "../subjects/asyncioEvent.js";
import { adaptAxisQueue } from "../subjects/adaptAxisQueue.js";
import { HintSignalEvent } from "../subjects/hintSignalEvent.js";
import { MailboxQueue } from "../subjects/mailboxQueue.js";
import { PairingQueue } from "../subjects/pairingQueue.js";
import { RecallQueue, type Grant } from "../subjects/recallQueue.js";

/** A change that changes nothing. */
export interface EquivalentMutant {
  readonly name: string;
  /** What was changed, in one sentence. */
  readonly what: string;
  /** Why nobody can tell. */
  readonly argument: string;
  readonly adapter: AnyAdapter;
}

class FinishesWhatIsOver extends RecallQueue {
  protected override finish(grant: Grant): void {
    this.revoke(grant);
    grant.getter.resolve(grant.item);
  }
}

class WakesEverybody extends HintSignalEvent {
  protected override hint(): void {
    for (const wake of this.line.splice(0)) wake();
  }
}

class MailInAnyOrder extends MailboxQueue {
  protected override processNext(): void {
    this.isRunning = this.mail.length > 0;
    if (!this.isRunning) return;
    setTimeout(() => {
      this.mail.pop()?.();
      this.processNext();
    }, 0);
  }
}

class WakesOneOnly extends AlternatingQueue {
  override push(item: unknown): void {
    this.items.push(item);
    this.wakes.shift()?.();
  }
}

class WalksItsOwnList extends AsyncioEvent {
  override set(): void {
    if (this.flag) return;
    this.flag = true;
    for (const wake of this.waiters) wake();
    this.waiters.length = 0;
  }
}

class PairsBeforeItsTime extends PairingQueue {
  override putNowait(item: unknown): boolean {
    const getter = this.getters.shift();
    getter?.resolve(item);
    return getter !== undefined;
  }

  override getNowait(): Taken | undefined {
    const putter = this.putters.shift();
    putter?.resolve(undefined);
    return putter && { item: putter.item };
  }
}

export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    name: "finishes-what-is-over",
    what: "A hand-over is finished without a look whether it was called back.",
    argument: "Who called it back has rejected its promise already, and a second settlement of a promise does nothing.",
    adapter: adaptQueue("finishes-what-is-over", (maxsize) => new FinishesWhatIsOver(maxsize), "fifo"),
  },
  {
    name: "wakes-everybody",
    what: "A set() of an auto-reset event tells everybody to look, not one.",
    argument: "Each looks at the flag when it resumes; the first one resets it, and the others register again.",
    adapter: adaptEvent("wakes-everybody", () => new WakesEverybody(), "contract", { kind: "auto-reset" }),
  },
  {
    name: "mail-in-any-order",
    what: "An actor takes the newest message of its mailbox first.",
    argument:
      "Messages that lie in the mailbox together belong to operations that overlap, and `contract` leaves open in which " +
      "order those take effect.",
    adapter: adaptAxisQueue("mail-in-any-order", "contract", {}, {}, (options) => new MailInAnyOrder(options)),
  },
  {
    name: "wakes-one-only",
    what: "An item wakes one get(), not everybody who waits.",
    argument: "Every item wakes one, and who finds that somebody else was faster registers again.",
    adapter: adaptAlternatingQueue("wakes-one-only", "contract", () => new WakesOneOnly()),
  },
  {
    name: "walks-its-own-list",
    what: "A set() walks the list of waiters itself, not a copy.",
    argument: "Who is woken resumes in a later turn: nobody changes the list while it is walked.",
    adapter: adaptEvent("walks-its-own-list", () => new WalksItsOwnList(), "asyncio"),
  },
  {
    name: "pairs-before-its-time",
    what: "A putNowait() takes a get() that is about to be paired with a put().",
    argument:
      "They have not met yet, and that put() goes on waiting: `contract` does not say which of two puts meets a get().",
    adapter: adaptQueue("pairs-before-its-time", () => new PairsBeforeItsTime(), "contract", {
      capacities: [0],
      zero: "rendezvous",
    }),
  },
];
