/** For each rule of Event its smallest wrong implementation. */
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { AsyncioEvent } from "../subjects/asyncioEvent.js";
import { LinkedEvent } from "../subjects/linkedEvent.js";
import { RecheckEvent } from "../subjects/recheckEvent.js";
import { SharedPromiseEvent } from "../subjects/sharedPromiseEvent.js";
import type { CallOptions } from "../subjects/adaptSubject.js";
import { A, B, cancel, clear, isSet, plan, set, wait, wrongEvent, type Mutant } from "./mutant.js";

class JoinsTheCrowd extends ArrayEvent {
  protected override isOpen(): boolean {
    return this.flag || this.waiters.length > 0;
  }
}

class NeverLooks extends ArrayEvent {
  protected override isOpen(): boolean {
    return false;
  }
}

class TellsNobody extends ArrayEvent {
  protected override releaseAll(): void {
    // The waiters stay where they are.
  }
}

class WakesOne extends ArrayEvent {
  protected override releaseAll(): void {
    this.waiters.splice(0)[0]?.resolve();
  }
}

class KeepsPromise extends SharedPromiseEvent {
  override clear(): void {
    this.flag = false;
  }

  override wait({ signal }: CallOptions = {}): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return signal === undefined ? this.promise : this.race(this.promise, signal);
  }
}

class Message extends ArrayEvent {
  override set(): void {
    if (this.waiters.length > 0) super.set();
  }
}

class AutoReset extends ArrayEvent {
  protected override releaseAll(): void {
    if (this.waiters.length > 0) this.flag = false;
    super.releaseAll();
  }
}

class Counting extends ArrayEvent {
  protected sets = 0;

  override set(): void {
    this.sets += 1;
    super.set();
  }

  override clear(): void {
    this.sets = Math.max(0, this.sets - 1);
    this.flag = this.sets > 0;
  }
}

class WalksLiveList extends ArrayEvent {
  protected override releaseAll(): void {
    void this.walk();
  }

  protected async walk(): Promise<void> {
    for (let next = this.waiters.shift(); next !== undefined; next = this.waiters.shift()) {
      next.resolve();
      await undefined;
    }
  }
}

class UnsetIsUndefined extends ArrayEvent {
  protected touched = false;

  override isSet(): boolean {
    return this.flag || !this.touched;
  }

  override set(): void {
    this.touched = true;
    super.set();
  }

  override clear(): void {
    this.touched = true;
    super.clear();
  }
}

class DeafToAbort extends ArrayEvent {
  protected override listen(): () => void {
    return () => undefined;
  }
}

class DropsLast extends ArrayEvent {
  protected override drop(): void {
    this.waiters.pop();
  }
}

class SharedRejection extends SharedPromiseEvent {
  protected override race(shared: Promise<void>, signal: AbortSignal): Promise<void> {
    const abort = (): void => {
      if (this.promise !== shared || this.flag) return;
      this.reject(signal.reason);
      this.promise = this.renewed();
    };
    signal.addEventListener("abort", abort, { once: true });
    const stop = (): void => signal.removeEventListener("abort", abort);
    shared.then(stop, stop);
    return shared;
  }
}

class SplicesMinusOne extends ArrayEvent {
  protected override listen(signal: AbortSignal | undefined, abort: () => void): () => void {
    let onAbort = abort;
    signal?.addEventListener("abort", () => onAbort(), { once: true });
    return () => {
      onAbort = () => undefined;
      queueMicrotask(() => (onAbort = () => this.waiters.splice(-1, 1)));
    };
  }
}

class ClearRejects extends ArrayEvent {
  override clear(): void {
    super.clear();
    for (const waiter of this.waiters.splice(0)) waiter.reject(new Error("the event was cleared"));
  }
}

class ClearOrphans extends SharedPromiseEvent {
  override clear(): void {
    this.flag = false;
    this.promise = this.renewed();
  }
}

class Toggle extends ArrayEvent {
  override set(): void {
    if (this.flag) this.flag = false;
    else super.set();
  }
}

class TellsTwice extends ArrayEvent {
  protected readonly callbacks: (() => void)[] = [];

  override set(): void {
    super.set();
    for (const callback of this.callbacks.splice(0)) callback();
  }

  override wait(options: CallOptions = {}): PromiseLike<void> {
    const released = super.wait(options);
    const then = (onValue: () => void, onError: (reason: unknown) => void): void => {
      void released.then(onValue, onError);
      this.callbacks.push(onValue);
    };
    return { then } as PromiseLike<void>;
  }
}

/** One for each rule of Event, in the order of the rules. */
export const eventMutants: readonly Mutant[] = [
  wrongEvent(
    "EVENT-01",
    "joins-the-crowd",
    "wait() returns at once when somebody else waits already.",
    plan(null, wait(A), wait(B)),
    () => new JoinsTheCrowd(),
  ),
  wrongEvent(
    "EVENT-02",
    "never-looks",
    "wait() registers without looking at the flag.",
    plan(null, set(A), wait(A)),
    () => new NeverLooks(),
  ),
  wrongEvent(
    "EVENT-03",
    "tells-nobody",
    "set() stores the flag and wakes nobody.",
    plan(null, wait(A), set(A)),
    () => new TellsNobody(),
  ),
  wrongEvent(
    "EVENT-04",
    "wakes-one",
    "set() wakes only the first waiter and forgets the others.",
    plan(null, wait(A), wait(B), set(A)),
    () => new WakesOne(),
  ),
  wrongEvent(
    "EVENT-05",
    "keeps-promise",
    "clear() resets the flag, but wait() goes on returning the promise that was resolved.",
    plan(null, set(A), clear(A), wait(A)),
    () => new KeepsPromise(),
  ),
  wrongEvent("EVENT-06", "message", "set() does nothing when nobody waits.", plan(null, set(A)), () => new Message()),
  wrongEvent(
    "EVENT-07",
    "auto-reset",
    "set() resets the flag when it has released somebody.",
    plan(null, wait(A), set(A)),
    () => new AutoReset(),
  ),
  wrongEvent(
    "EVENT-08",
    "counting",
    "set() counts up and clear() counts down.",
    plan(null, set(A), set(A), clear(A)),
    () => new Counting(),
  ),
  wrongEvent(
    "EVENT-09",
    "rechecks-flag",
    "A woken wait() tests the flag again and parks again when it was cleared meanwhile.",
    plan(null, wait(A), set(A, 0), clear(A)),
    () => new RecheckEvent(),
    "fifo",
  ),
  wrongEvent(
    "EVENT-10",
    "walks-live-list",
    "set() releases one waiter a turn from a list that newcomers join.",
    plan(null, wait(A), set(A, 0), clear(A, 0), wait(B)),
    () => new WalksLiveList(),
    "fifo",
  ),
  wrongEvent(
    "EVENT-11",
    "unset-is-undefined",
    "isSet() is true until the first set() or clear().",
    plan(null, isSet(A)),
    () => new UnsetIsUndefined(),
  ),
  wrongEvent(
    "EVENT-12",
    "deaf-to-abort",
    "wait() never listens to its signal.",
    plan(null, wait(A), cancel(A)),
    () => new DeafToAbort(),
  ),
  wrongEvent(
    "EVENT-13",
    "drops-last",
    "A cancelled wait() removes the waiter that came last instead of itself.",
    plan(null, wait(A), wait(B), cancel(A), set(A)),
    () => new DropsLast(),
  ),
  wrongEvent(
    "EVENT-14",
    "shared-rejection",
    "A cancelled wait() rejects the promise that all waiters share.",
    plan(null, wait(A), wait(B), cancel(A)),
    () => new SharedRejection(),
  ),
  wrongEvent(
    "EVENT-15",
    "splices-minus-one",
    "The abort listener stays after the wait() is over, and splices at index -1: the waiter that came last is gone.",
    plan(null, wait(A), set(A), clear(A), wait(B), cancel(A), set(A)),
    () => new SplicesMinusOne(),
  ),
  wrongEvent(
    "EVENT-16",
    "clear-rejects",
    "clear() rejects those who wait with an error.",
    plan(null, wait(A), clear(A)),
    () => new ClearRejects(),
  ),
  wrongEvent(
    "EVENT-17",
    "value-wins",
    "A wait() that was released settles with its value although it was cancelled before it resumed.",
    plan(null, wait(A), set(A, 0), cancel(A)),
    () => new LinkedEvent(),
    "asyncio",
  ),
  wrongEvent(
    "EVENT-18",
    "clear-orphans",
    "clear() replaces the promise even when it is unresolved, and nobody resolves the old one any more.",
    plan(null, wait(A), clear(A), set(A)),
    () => new ClearOrphans(),
  ),
  wrongEvent(
    "EVENT-19",
    "toggle",
    "set() on an event that is set resets it.",
    plan(null, set(A), set(A)),
    () => new Toggle(),
  ),
  wrongEvent(
    "EVENT-20",
    "tells-twice",
    "wait() returns a thenable that a set() reaches twice: through its promise and through a list of callbacks.",
    plan(null, wait(A), set(A)),
    () => new TellsTwice(),
  ),
];
