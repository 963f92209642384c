/**
 * Virtual timers for subjects that wake by timer. Only `setTimeout`, `setInterval`, their clear functions,
 * `AbortSignal.timeout` and what tells the time are replaced, and only while a run is active: faking `nextTick` or
 * `queueMicrotask` would change the very order that is under test.
 *
 * A subject that took `setTimeout` when it was imported keeps the real one.
 */
import { promisify } from "node:util";
import { withGlobal, type Clock } from "@sinonjs/fake-timers";
import { VirtualClocks } from "./virtualClocks.js";

const NAMES = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] as const;
type Globals = Record<(typeof NAMES)[number], unknown>;
const globals = globalThis as unknown as Globals;

/** Node's longest delay; what is longer, or no number, it takes as 1 ms. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** What the clock knows of a pending timer. */
interface PendingTimer {
  readonly callAt: number;
  readonly delay?: number | undefined;
}

/** A clock that moves only when it is told to. */
export class VirtualTimers {
  private readonly clock: Clock = withGlobal(globalThis).createClock(0);
  private readonly fakes: Globals = {
    setTimeout: withPromises(withNodeDelay(this.clock.setTimeout), (id) => this.clock.clearTimeout(id as never)),
    clearTimeout: withRealTimers(this.clock.clearTimeout, clearTimeout),
    setInterval: withNodeDelay(this.clock.setInterval),
    clearInterval: withRealTimers(this.clock.clearInterval, clearInterval),
    Date: this.clock.Date,
  };
  private readonly clocks = new VirtualClocks(() => this.clock.now);
  private real: Globals | undefined;
  private realTimeout = AbortSignal.timeout;

  /** `AbortSignal.timeout` on this clock. */
  private readonly signalTimeout = (milliseconds: number): AbortSignal => {
    const controller = new AbortController();
    const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    (this.fakes.setTimeout as typeof setTimeout)(() => controller.abort(reason), milliseconds);
    return controller.signal;
  };

  /** Replaces the globals, and starts at time 0 with no timers. */
  install(): void {
    this.clock.reset();
    this.real = { ...pick(globals) };
    Object.assign(globals, this.fakes);
    this.realTimeout = AbortSignal.timeout;
    AbortSignal.timeout = this.signalTimeout;
    this.clocks.install();
  }

  /** Puts back what was there before. Timers that are left never run. */
  uninstall(): void {
    if (this.real) {
      Object.assign(globals, this.real);
      AbortSignal.timeout = this.realTimeout;
      this.clocks.uninstall();
    }
    this.real = undefined;
    this.clock.reset();
  }

  /** When the earliest timer is due, if any pending one has a delay of at most `within` ms. */
  nextWithin(within: number): number | undefined {
    let earliest = Infinity;
    let isWanted = false;
    for (const { delay = 0, callAt } of this.pending()) {
      earliest = Math.min(earliest, callAt);
      isWanted ||= delay <= within;
    }
    return isWanted ? earliest : undefined;
  }

  /** Runs the earliest timer. Throws what the timer throws. */
  runNext(): void {
    this.clock.next();
  }

  /** What the clock says. */
  get time(): number {
    return this.clock.now;
  }

  /** Whether any timer is pending. */
  get hasNext(): boolean {
    for (const _ of this.pending()) return true;
    return false;
  }

  private pending(): Iterable<PendingTimer> {
    const { timers } = this.clock as unknown as { readonly timers?: ReadonlyMap<unknown, PendingTimer> };
    return timers?.values() ?? [];
  }
}

function pick(from: Globals): Globals {
  return Object.fromEntries(NAMES.map((name) => [name, from[name]])) as Globals;
}

/** Reads delays as Node does: 0, negative, too long and no number are 1 ms, fractions are cut. */
function withNodeDelay<Id>(
  set: (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => Id,
): (callback: (...args: unknown[]) => void, delay?: unknown, ...args: unknown[]) => Id {
  return (callback, delay, ...args) => {
    const number = Number(delay);
    return set(callback, number >= 1 && number <= LONGEST_DELAY ? Math.trunc(number) : 1, ...args);
  };
}

/** As Node's own, for who calls `promisify` on it: answers a promise of the value, and knows of a signal. */
function withPromises<Set extends (callback: () => void, delay?: unknown) => unknown>(
  set: Set,
  clear: (id: unknown) => void,
): Set {
  const custom = (
    delay?: unknown,
    value?: unknown,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<unknown> => {
    const aborted = (): Error =>
      Object.assign(new Error("The operation was aborted", { cause: signal?.reason }), {
        name: "AbortError",
        code: "ABORT_ERR",
      });
    if (signal?.aborted === true) return Promise.reject(aborted());
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        clear(id);
        reject(aborted());
      };
      const id = set(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve(value);
      }, delay);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  };
  return Object.assign(set, { [promisify.custom]: custom });
}

/** Clears a timer that was set before the globals were replaced, too. */
function withRealTimers(clearFake: (id?: never) => void, clearReal: (id?: never) => void): (id?: unknown) => void {
  return (id) => (isReal(id) ? clearReal : clearFake)(id as never);
}

function isReal(id: unknown): boolean {
  return typeof id === "object" && id !== null && "_idleTimeout" in id;
}
