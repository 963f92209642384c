/** One change each to events of several builds. */
import type { Gap } from "../../src/scheduler/plan.js";
import type { CallOptions } from "../subjects/adaptSubject.js";
import { AsyncioEvent } from "../subjects/asyncioEvent.js";
import { HintSignalEvent } from "../subjects/hintSignalEvent.js";
import { LinkedList } from "../subjects/linkedQueue.js";
import { LookingAgainEvent } from "../subjects/lookingAgainEvent.js";
import { SharedPromiseEvent } from "../subjects/sharedPromiseEvent.js";
import { SignalEvent, type SignalWaiter } from "../subjects/signalEvent.js";
import { A, B, C, aborted, cancel, clear, plan, set, wait, wrongEvent, type Mutant } from "./mutant.js";

/** Looks at the flag in each of so many turns, and registers one turn after the last look. */
class RegistersAfter extends AsyncioEvent {
  constructor(private readonly turns: number) {
    super();
  }

  override async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    for (let turn = 0; turn < this.turns && !this.flag; turn++) await undefined;
    if (this.flag) return;
    await undefined;
    signal?.throwIfAborted();
    await this.park(signal);
    signal?.throwIfAborted();
  }
}

class CancelCutsLine extends AsyncioEvent {
  protected override park(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.waiters.splice(this.waiters.indexOf(wake));
        reject(signal?.reason as Error);
      };
      const wake = (): void => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.waiters.push(wake);
    });
  }
}

class ForgetsNewest extends AsyncioEvent {
  override set(): void {
    if (this.flag) return;
    this.flag = true;
    for (const wake of this.waiters.splice(0, Math.max(1, this.waiters.length - 1))) wake();
  }
}

class ClearStopsWake extends AsyncioEvent {
  override set(): void {
    this.flag = true;
    void this.wakeNext();
  }

  private async wakeNext(): Promise<void> {
    for (let wake = this.waiters.shift(); wake && this.flag; wake = this.waiters.shift()) {
      wake();
      await undefined;
    }
  }
}

class ToldLater extends SharedPromiseEvent {
  override set(): void {
    queueMicrotask(() => super.set());
  }
}

class ClearResolves extends SharedPromiseEvent {
  override clear(): void {
    this.resolve();
    this.flag = false;
    this.promise = this.renewed();
  }
}

class ListWithoutTail {
  private flag = false;
  private readonly waiters = new LinkedList<() => void>();

  isSet(): boolean {
    return this.flag;
  }

  set(): void {
    this.flag = true;
    for (let left = this.waiters.length; left > 0; left -= 2) this.waiters.shift()?.value();
  }

  clear(): void {
    this.flag = false;
  }

  wait({ signal }: CallOptions = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason as Error);
      if (this.flag) return resolve();
      const node = this.waiters.push(resolve);
      signal?.addEventListener("abort", () => {
        this.waiters.remove(node);
        reject(signal.reason as Error);
      });
    });
  }
}

class TakesBeforeLook extends SignalEvent {
  override wait({ signal }: CallOptions = {}, timeout?: number): Promise<void> {
    if (this.takes()) return signal?.aborted === true ? Promise.reject(signal.reason as Error) : Promise.resolve();
    return super.wait({ signal }, timeout);
  }
}

class WalksWhileTheyLeave extends SignalEvent {
  protected override release(): void {
    for (const waiter of this.waiters) waiter.resolve();
  }
}

class GoneStays extends SignalEvent {
  protected override drop(): void {
    // Who gave up stays in line.
  }
}

class ReleasesAndRemembers extends SignalEvent {
  protected override release(): void {
    super.release();
    this.remember();
  }
}

class LeavesWithThoseBefore extends SignalEvent {
  protected override drop(waiter: SignalWaiter): void {
    const at = this.waiters.indexOf(waiter);
    if (at >= 0) this.waiters.splice(0, at + 1);
  }
}

class ReturnsOnHint extends HintSignalEvent {
  override async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (!this.flag) await this.park(signal);
    signal?.throwIfAborted();
    this.flag = false;
  }
}

class HintsOne extends LookingAgainEvent {
  protected override hint(): void {
    this.line.shift()?.();
  }
}

const auto = { kind: "auto-reset" } as const;

export const eventOperatorMutants: readonly Mutant[] = [
  ...[0, 1, 2].map((turns) =>
    wrongEvent(
      "EVENT-03",
      `window-of-turn-${turns + 1}`,
      `Between the last look at the flag and the registration of a wait() lies one turn, ${turns} turns after the call.`,
      plan(null, wait(A, turns as Gap), set(A)),
      () => new RegistersAfter(turns),
    ),
  ),
  wrongEvent(
    "EVENT-13",
    "cancel-cuts-line",
    "A wait() that is cancelled takes everybody behind it out of the list.",
    plan(null, wait(A), wait(B), cancel(A), set(A)),
    () => new CancelCutsLine(),
  ),
  wrongEvent(
    "EVENT-04",
    "forgets-newest",
    "A set() leaves the newest of several waiters waiting.",
    plan(null, wait(A), wait(B), set(A)),
    () => new ForgetsNewest(),
  ),
  wrongEvent(
    "EVENT-04",
    "clear-stops-wake",
    "A set() wakes one waiter a turn, and stops when the event is cleared meanwhile.",
    plan(null, wait(A), wait(B), set(A, 0), clear(A)),
    () => new ClearStopsWake(),
    "fifo",
  ),
  wrongEvent(
    "EVENT-05",
    "told-later",
    "A set() takes effect a turn later, whatever has happened since.",
    plan(null, set(A, 0), clear(A)),
    () => new ToldLater(),
  ),
  wrongEvent(
    "EVENT-01",
    "clear-resolves",
    "A clear() resolves the promise that it replaces.",
    plan(null, wait(A), clear(A)),
    () => new ClearResolves(),
  ),
  wrongEvent(
    "EVENT-04",
    "skips-every-second",
    "A set() counts down by two while it walks the list.",
    plan(null, wait(A), wait(B), set(A)),
    () => new ListWithoutTail(),
  ),
  wrongEvent(
    "EVENT-28",
    "takes-before-look",
    "A wait() uses up the set() before it looks whether its signal was aborted.",
    plan(null, set(A), aborted("wait", A)),
    () => new TakesBeforeLook({ memory: 1 }),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-31",
    "walks-while-they-leave",
    "A pulse walks the list that everybody it releases leaves, and so skips every second one.",
    plan(null, wait(A), wait(B), set(B)),
    () => new WalksWhileTheyLeave({ memory: 0, all: true }),
    "contract",
    { kind: "pulse" },
  ),
  wrongEvent(
    "EVENT-28",
    "signal-for-the-gone",
    "A wait() that was cancelled stays in line, and a set() goes to it.",
    plan(null, wait(A), cancel(A), set(A)),
    () => new GoneStays({ memory: 1 }),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-26",
    "releases-and-remembers",
    "A set() that releases somebody is remembered as well.",
    plan(null, wait(A), set(A)),
    () => new ReleasesAndRemembers({ memory: 1 }),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-13",
    "leaves-with-those-before",
    "A wait() that gives up takes everybody before it out of the line.",
    plan(null, wait(A), wait(B), cancel(B), set(B)),
    () => new LeavesWithThoseBefore({ memory: 1 }),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-01",
    "returns-on-hint",
    "A woken wait() returns without looking whether somebody else has used the signal up.",
    plan(null, wait(A), set(A, 0), wait(B)),
    () => new ReturnsOnHint(),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-04",
    "hints-one",
    "A set() of a manual-reset event tells one waiter to look again.",
    plan(null, wait(A), wait(B), set(C)),
    () => new HintsOne(),
    "contract",
    { clearedInTurn: "must-not" },
  ),
];
