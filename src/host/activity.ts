/**
 * Full observation: everything asynchronous that a run starts, attributed to it. Other things in the same process, a
 * test runner's for instance, do not count, nor does what an earlier run left behind.
 *
 * Honest limits. What was started before the run, a message port made when the subject was imported for instance, is
 * not attributed to it; where it resolves a promise of the run, that is noticed. `Atomics.waitAsync` is invisible, as it
 * looks like a promise.
 */
import { AsyncLocalStorage, AsyncResource, createHook } from "node:async_hooks";
import { PortWatch } from "./ports.js";

/** A timer or immediate as Node makes it: enough of it to tell whether it is still to run. */
interface MacrotaskResource {
  readonly _destroyed?: boolean;
  readonly _idleTimeout?: number;
}

/** Promise jobs and the like: a round drains them, so nothing needs to be known of them. */
const DRAINED: ReadonlySet<string> = new Set(["PROMISE", "Microtask", "TickObject"]);
/** What writing to the console starts: it wakes nobody. */
const HARMLESS: ReadonlySet<string> = new Set(["WRITEWRAP", "TTYWRAP", "SIGNALWRAP"]);

/** Node's own, taken before anybody can replace them. */
const stopTimer = clearTimeout;
const stopImmediate = clearImmediate;

const storage = new AsyncLocalStorage<Observation>();
const owners = new Map<number, Observation>();
/** The run that is observed now. */
let entered: Observation | undefined;
let isIgnoring = false;

/** What one run has started. */
export class Observation {
  /** A type of activity that the kit can neither wait for nor control. */
  unobservable: string | undefined;
  /** How many immediates and real timers have run. */
  immediatesRun = 0;
  timersRun = 0;
  /** The run has started an immediate, a real timer, at any time. */
  usesImmediates = false;
  usesTimers = false;
  /** A promise of the run was resolved from outside of it: by something that was there before. */
  isWokenFromElsewhere = false;
  /** The message ports that it has opened. */
  readonly ports: PortWatch = new PortWatch();

  private readonly immediates = new Map<number, MacrotaskResource>();
  private readonly timers = new Map<number, MacrotaskResource>();
  private readonly promises = new WeakSet<object>();
  private readonly promiseIds = new Set<number>();

  /** Starts to observe what `job` starts, now and later. */
  enter(job: () => void): void {
    hook.enable();
    observedNow(this);
    storage.run(this, job);
  }

  /**
   * Stops observing, so that nothing is slower than before. What is still to run never does: left behind by a run that
   * failed or is repeated, it would go on beside the next one, and re-arm itself there.
   */
  leave(): void {
    for (const timer of this.timers.values()) stopTimer(timer as NodeJS.Timeout);
    for (const immediate of this.immediates.values()) stopImmediate(immediate as NodeJS.Immediate);
    hook.disable();
    storage.disable();
    observedNow(undefined);
    for (const id of [...this.immediates.keys(), ...this.timers.keys(), ...this.ports.ids]) owners.delete(id);
  }

  /** Whether the promise was made by this run. */
  owns(promise: object): boolean {
    return this.promises.has(promise);
  }

  /** Whether an immediate is still to run. */
  get hasImmediate(): boolean {
    return isPending(this.immediates);
  }

  /** Whether a real timer is still to run. */
  get hasTimer(): boolean {
    return isPending(this.timers);
  }

  /** The longest delay, in milliseconds, among real timers that are still to run. */
  get longestDelay(): number {
    return Math.max(0, ...[...this.timers.values()].map((timer) => timer._idleTimeout ?? 0));
  }

  /** Something began. */
  started(id: number, type: string, resource: object): void {
    if (type === "PROMISE") {
      this.promises.add(resource);
      this.promiseIds.add(id);
    } else if (type === "Immediate") {
      this.usesImmediates = true;
      this.immediates.set(id, resource);
      owners.set(id, this);
    } else if (type === "Timeout") {
      this.usesTimers = true;
      this.timers.set(id, resource);
      owners.set(id, this);
    } else if (type === "MESSAGEPORT") {
      this.ports.opened(id);
      owners.set(id, this);
    } else if (!DRAINED.has(type) && !HARMLESS.has(type) && !(resource instanceof AsyncResource)) {
      this.unobservable ??= type;
    }
  }

  /** A promise was resolved, by this run or by something else. */
  resolved(id: number, isByRun: boolean): void {
    if (!isByRun && this.promiseIds.has(id)) this.isWokenFromElsewhere = true;
  }

  /** An immediate, a timer or a port ran, and may run again. */
  ran(id: number): void {
    if (this.ports.called(id)) return;
    if (this.immediates.has(id)) this.immediatesRun++;
    else this.timersRun++;
  }

  /** An immediate, a timer or a port will not run any more. */
  ended(id: number): void {
    this.ports.ended(id);
    this.immediates.delete(id);
    this.timers.delete(id);
    owners.delete(id);
  }
}

function observedNow(observation: Observation | undefined): void {
  entered = observation;
}

/** Drops what is over: it is told by the resource itself sooner than by a hook. */
function isPending(resources: Map<number, MacrotaskResource>): boolean {
  for (const [id, resource] of resources) {
    if (resource._destroyed !== true) return true;
    resources.delete(id);
    owners.delete(id);
  }
  return false;
}

/** Does something of the kit's own, which is not to be attributed to anybody. */
export function unobserved(job: () => void): void {
  isIgnoring = true;
  try {
    job();
  } finally {
    isIgnoring = false;
  }
}

const hook = createHook({
  init(id, type, _trigger, resource) {
    if (!isIgnoring) storage.getStore()?.started(id, type, resource);
  },
  after(id) {
    owners.get(id)?.ran(id);
  },
  destroy(id) {
    owners.get(id)?.ended(id);
  },
  promiseResolve(id) {
    entered?.resolved(id, storage.getStore() === entered);
  },
});
