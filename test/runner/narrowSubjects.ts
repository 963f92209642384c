/** Subjects with a limit or a way of their own, for declarations that no other subject needs. */
import { CANCELLED, EMPTY, FULL, defineEvent, defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type EventProfile, type QueueProfile } from "../../src/adapters/profiles.js";
import { AxisQueue, type AxisCall, type AxisOptions } from "../subjects/axisQueue.js";
import { SignalEvent } from "../subjects/signalEvent.js";
import { DirectQueue } from "../subjects/directQueue.js";

/** Of equal priorities it takes the newest. */
export class NewestAmongEquals extends AxisQueue {
  protected override next(): number {
    const most = Math.min(...this.entries.map(({ priority }) => priority));
    return this.entries.findLastIndex(({ priority }) => priority === most);
  }
}

/** Bears so many get() and put() calls that wait at a time, and throws at the next one. */
export class LimitedQueue extends AxisQueue {
  constructor(
    options: AxisOptions,
    private readonly most: { readonly getters?: number; readonly putters?: number },
  ) {
    super(options);
  }

  override get(call: AxisCall = {}): Promise<unknown> {
    if (this.getters.length >= (this.most.getters ?? Infinity)) throw new Error("one get() at a time");
    return super.get(call);
  }

  override put(item: unknown, call: AxisCall = {}): Promise<unknown> {
    if (this.putters.length >= (this.most.putters ?? Infinity)) throw new Error("one put() at a time");
    return super.put(item, call);
  }
}

/** A get() takes the place of the one that waits. */
export class LastGetterQueue extends AxisQueue {
  override get(call: AxisCall = {}): Promise<unknown> {
    this.getters.length = 0;
    return super.get(call);
  }
}

/** A pulse that releases whoever came last. */
export class NewestFirstEvent extends SignalEvent {
  constructor() {
    super({ memory: 0 });
  }

  protected override release(): void {
    this.waiters.at(-1)?.resolve();
  }
}

/** Whoever is chosen resumes after a timer. */
export class TimedQueue extends DirectQueue {
  protected override resume(settle: () => void): void {
    setTimeout(settle, 25);
  }
}

/** Bears one wait() at a time, and wakes it after a timer. */
export class TimedEvent {
  #isSet = false;
  #release: (() => void) | undefined;

  constructor(readonly delay: number) {}

  wait(): Promise<void> {
    if (this.#release) throw new Error("one wait() at a time");
    return new Promise((resolve) => {
      const settle = (): void => void (this.delay > 0 ? setTimeout(resolve, this.delay) : resolve());
      if (this.#isSet) settle();
      else
        this.#release = () => {
          this.#release = undefined;
          settle();
        };
    });
  }

  set(): void {
    this.#isSet = true;
    this.#release?.();
  }
}

/** The adapter of a {@link TimedEvent}. */
export function timedEvent(delay: number, said: Omit<EventProfile, "name">): AnyAdapter {
  return defineEvent({
    name: "timed-event",
    create: () => new TimedEvent(delay),
    wait: (event) => event.wait(),
    set: (event) => event.set(),
    profile: { ...profiles.fifo, ...said },
  });
}

/** A list whose null stands for "nothing there", and that refuses false. */
export function pickyList(said: Omit<QueueProfile, "name">): AnyAdapter {
  return defineQueue({
    name: "picky-list",
    create: () => [] as unknown[],
    putNowait: (list, item) => {
      if (item === false) throw new TypeError("false is no item");
      list.push(item);
    },
    getNowait: (list) => (list.length > 0 ? list.shift() : null) ?? EMPTY,
    profile: { ...profiles.fifo, capacities: "none", ...said },
  });
}

/** A queue whose get() waits as the test says, for an item that never comes. */
export function waitingQueue(
  get: (signal: () => AbortSignal | undefined) => unknown,
  said: Omit<QueueProfile, "name"> = {},
): AnyAdapter {
  return defineQueue({
    name: "waiting-queue",
    create: () => [] as unknown[],
    putNowait: () => FULL,
    get: (_list, context) => get(() => context.signal),
    outcomes: { get: (value: unknown) => (value === "given up" ? CANCELLED : value) },
    profile: { ...profiles.contract, capacities: [1], ...said },
  });
}
