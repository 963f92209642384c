/** For each rule of auto-reset events, pulses, time-outs and what is seen besides, its smallest wrong implementation. */
import type { EventProfile } from "../../src/adapters/profiles.js";
import type { CallOptions, EventAbilities } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { HintSignalEvent } from "../subjects/hintSignalEvent.js";
import { LookingAgainEvent } from "../subjects/lookingAgainEvent.js";
import { SignalEvent, TimeoutError, type SignalKind, type SignalWaiter } from "../subjects/signalEvent.js";
import {
  A,
  B,
  aborted,
  cancel,
  clear,
  elapse,
  isSet,
  limited,
  plan,
  set,
  wait,
  wrongEvent,
  type Mutant,
} from "./mutant.js";

const once: SignalKind = { memory: 1 };
const auto: Omit<EventProfile, "name"> = { kind: "auto-reset" };
const inLine: Omit<EventProfile, "name"> = { kind: "auto-reset", releaseOrder: "fifo" };
const timed: EventAbilities = { timed: true };
const flagless: EventAbilities = { hasFlag: false };

class ReleasesTwo extends SignalEvent {
  protected override release(): void {
    for (const waiter of this.waiters.splice(0, 2)) waiter.resolve();
  }
}

class ReleasesNobody extends SignalEvent {
  protected override release(): void {
    // The waiter stays where it is.
  }
}

class ForgetsFirst extends SignalEvent {
  protected override remember(): boolean {
    return true;
  }
}

class UsesNothingUp extends SignalEvent {
  protected override takes(): boolean {
    return this.count > 0;
  }
}

class StaysRemembered extends SignalEvent {
  override clear(): void {
    // What is remembered stays.
  }
}

/** A woken waiter that is cancelled keeps its hint for itself, and the flag with it. */
class SwallowsHint extends HintSignalEvent {
  override async wait({ signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    while (!this.flag) {
      await this.park(signal);
      if (signal?.aborted !== true) continue;
      this.flag = false;
      throw signal.reason;
    }
    this.flag = false;
  }
}

class ServesLast extends SignalEvent {
  protected override release(): void {
    this.waiters.pop()?.resolve();
  }
}

class RemembersPulse extends SignalEvent {
  protected override remember(): boolean {
    this.count = 1;
    return false;
  }

  override isSet(): boolean {
    return false;
  }
}

class MissesLast extends SignalEvent {
  protected override release(): void {
    const last = this.waiters.length > 1 ? this.waiters.pop() : undefined;
    super.release();
    if (last) this.waiters.push(last);
  }
}

class AnswersAlways extends SignalEvent {
  override set(): boolean {
    super.set();
    return true;
  }
}

/** Answers true where it has waited, and nothing where it need not. */
class AnswersLate extends ArrayEvent {
  override wait(options: CallOptions = {}): PromiseLike<void> {
    return this.isOpen() ? Promise.resolve() : super.wait(options).then(() => true as unknown as undefined);
  }
}

class ForgetsTime extends SignalEvent {
  protected override timedOut(): void {
    // The timer is set, and does nothing.
  }
}

class TimesOutAtOnce extends SignalEvent {
  override wait(options: CallOptions = {}, timeout?: number): Promise<void> {
    if (timeout === undefined || this.count > 0) return super.wait(options, timeout);
    return Promise.reject(new TimeoutError("time is up"));
  }
}

/** The timer drops whoever stands first. */
class DropsFirst extends SignalEvent {
  protected override timedOut(waiter: SignalWaiter): void {
    const first = this.waiters.find((other) => other !== waiter);
    if (first) this.drop(first);
    super.timedOut(waiter);
  }
}

class NeverLooksAtSignal extends ArrayEvent {
  override wait({ signal }: CallOptions = {}): PromiseLike<void> {
    return this.isOpen() ? Promise.resolve() : this.park(signal);
  }
}

class KeepsListening extends ArrayEvent {
  protected override listen(signal: AbortSignal | undefined, abort: () => void): () => void {
    signal?.addEventListener("abort", abort, { once: true });
    return () => undefined;
  }

  protected override drop(): void {
    // A released waiter that is aborted later is not there any more.
  }
}

/** A promise for its own use is rejected with the waiter's, and nobody looks at it. */
class RejectsTwice extends ArrayEvent {
  override wait(options: CallOptions = {}): PromiseLike<void> {
    const waited = super.wait(options);
    void Promise.resolve(waited).finally(() => undefined);
    return waited;
  }
}

class CountsCalls extends SignalEvent {
  private calls = 0;

  override get waiting(): number {
    return this.calls;
  }

  protected override park(signal: AbortSignal | undefined, timeout: number | undefined): Promise<void> {
    this.calls++;
    const waited = super.park(signal, timeout);
    waited.then(
      () => this.calls--,
      () => undefined,
    );
    return waited;
  }
}

/** A ring of 1,024 places: who comes later takes the place of who came first. */
class RingOfWaiters extends SignalEvent {
  protected override park(signal: AbortSignal | undefined, timeout: number | undefined): Promise<void> {
    const waited = super.park(signal, timeout);
    if (this.waiters.length > 1024) this.waiters.shift();
    return waited;
  }
}

export const eventKindMutants: readonly Mutant[] = [
  wrongEvent(
    "EVENT-21",
    "releases-two",
    "A set() releases two waiters.",
    plan(null, wait(A), wait(B), set(B)),
    () => new ReleasesTwo(once),
    "contract",
    auto,
    flagless,
  ),
  wrongEvent(
    "EVENT-22",
    "releases-nobody",
    "A set() that finds waiters does nothing.",
    plan(null, wait(A), set(B)),
    () => new ReleasesNobody(once),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-23",
    "forgets-first",
    "A set() that finds nobody is not remembered.",
    plan(null, set(A), wait(A)),
    () => new ForgetsFirst(once),
    "contract",
    auto,
    flagless,
  ),
  wrongEvent(
    "EVENT-24",
    "counts-on",
    "Every set() is counted, though one is to be remembered.",
    plan(null, set(A), set(A), wait(A), wait(A)),
    () => new SignalEvent({ memory: 2 }),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-25",
    "flag-for-count",
    "One set() is remembered, though all are to be.",
    plan(null, set(A), set(A), wait(A), wait(A)),
    () => new SignalEvent(once),
    "contract",
    { ...auto, memory: Infinity },
  ),
  wrongEvent(
    "EVENT-26",
    "uses-nothing-up",
    "A wait() that finds the event set leaves it set.",
    plan(null, set(A), wait(A), wait(A)),
    () => new UsesNothingUp(once),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-27",
    "stays-remembered",
    "A clear() does nothing.",
    plan(null, set(A), clear(A), wait(A)),
    () => new StaysRemembered(once),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-28",
    "swallows-hint",
    "A waiter that was woken and is cancelled takes the signal with it.",
    plan(null, wait(A), set(B, 0), cancel(A), wait(A)),
    () => new SwallowsHint(),
    "contract",
    auto,
  ),
  wrongEvent(
    "EVENT-29",
    "serves-last",
    "A set() releases who came last.",
    plan(null, wait(A), wait(B), set(B)),
    () => new ServesLast(once),
    "fifo",
    inLine,
  ),
  wrongEvent(
    "EVENT-30",
    "remembers-pulse",
    "A pulse that finds nobody waits for the next wait().",
    plan(null, set(A), wait(A)),
    () => new RemembersPulse({ memory: 0 }),
    "contract",
    { kind: "pulse" },
  ),
  wrongEvent(
    "EVENT-31",
    "misses-last",
    "A pulse does not reach the last of several waiters.",
    plan(null, wait(A), wait(B), set(B)),
    () => new MissesLast({ memory: 0, all: true }),
    "contract",
    { kind: "pulse" },
  ),
  wrongEvent(
    "EVENT-32",
    "never-looks-again",
    "A woken waiter returns whatever the flag says.",
    plan(null, wait(A), set(B, 0), clear(B)),
    () => new ArrayEvent(),
    "contract",
    { clearedInTurn: "must-not" },
  ),
  wrongEvent(
    "EVENT-33",
    "answers-always",
    "A set() says that it changed something, always.",
    plan(null, set(A), set(A)),
    () => new AnswersAlways(once),
    "contract",
    { ...auto, setResult: "changed" },
  ),
  wrongEvent(
    "EVENT-34",
    "forgets-time",
    "The timer does nothing.",
    plan(null, limited("wait", A), elapse()),
    () => new ForgetsTime(once),
    "contract",
    auto,
    timed,
  ),
  wrongEvent(
    "EVENT-35",
    "times-out-at-once",
    "A wait() with a limit that finds the event unset ends at once.",
    plan(null, limited("wait", A)),
    () => new TimesOutAtOnce(once),
    "contract",
    auto,
    timed,
  ),
  wrongEvent(
    "EVENT-36",
    "drops-first",
    "The timer of one waiter drops another from the list.",
    plan(null, wait(A), limited("wait", B), elapse(), set(B)),
    () => new DropsFirst(once),
    "contract",
    auto,
    timed,
  ),
  wrongEvent(
    "EVENT-37",
    "never-looks-at-signal",
    "A signal that was aborted before is only listened to.",
    plan(null, aborted("wait", A)),
    () => new NeverLooksAtSignal(),
  ),
  wrongEvent(
    "EVENT-38",
    "keeps-listening",
    "The listener stays on the signal.",
    plan(null, wait(A), set(B), wait(A), cancel(A)),
    () => new KeepsListening(),
  ),
  wrongEvent(
    "EVENT-39",
    "rejects-twice",
    "A promise that nobody sees is rejected with a cancelled wait().",
    plan(null, wait(A), cancel(A)),
    () => new RejectsTwice(),
  ),
  wrongEvent(
    "EVENT-40",
    "counts-calls",
    "A waiter that gave up is counted for ever.",
    plan(null, wait(A), cancel(A)),
    () => new CountsCalls(once),
    "contract",
    auto,
    { counts: true },
  ),
  wrongEvent(
    "EVENT-41",
    "ring-of-waiters",
    "More than 1,024 waiters push out the first.",
    plan(null),
    () => new RingOfWaiters({ memory: 0, all: true }),
    "contract",
    { kind: "pulse" },
  ),
  wrongEvent(
    "EVENT-42",
    "answers-late",
    "A wait() answers true after it has waited, and undefined if it did not have to.",
    plan(null, set(A), wait(A)),
    () => new AnswersLate(),
    "contract",
    { waitResult: "true" },
  ),
];
