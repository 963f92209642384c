/**
 * Subjects for every runtime, without a line that only Node would understand: two of each, one right and one wrong.
 * `promised` use promises only; `reported` wake from a macrotask, each runtime in its own way.
 */
import { defineEvent, defineQueue, profiles } from "async-tck";

/** An item goes to the getter that waits longest, through `wake`. */
class Queue {
  items = [];
  getters = [];

  constructor(wake) {
    this.wake = wake;
  }

  push(item) {
    const getter = this.getters.shift();
    if (getter) this.wake(() => getter(item));
    else this.items.push(item);
  }

  take(signal) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.items.length > 0) return Promise.resolve(this.items.shift());
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.forget(give);
        reject(signal.reason);
      };
      const give = (item) => {
        signal?.removeEventListener("abort", leave);
        resolve(item);
      };
      this.getters.push(give);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  forget(give) {
    const place = this.getters.indexOf(give);
    if (place >= 0) this.getters.splice(place, 1);
  }
}

/** A getter that leaves stays in line: the item that is meant for it is lost. */
class LosingQueue extends Queue {
  forget() {}
}

class Event {
  isSet = false;
  waiters = [];

  constructor(wake) {
    this.wake = wake;
  }

  set() {
    this.isSet = true;
    for (const resolve of this.waiters.splice(0)) this.wake(resolve);
  }

  wait() {
    return this.isSet ? Promise.resolve() : new Promise((resolve) => this.waiters.push(resolve));
  }
}

/** Releases every second waiter only: the list changes while the loop runs. */
class SkippingEvent extends Event {
  set() {
    this.isSet = true;
    for (const resolve of this.waiters) {
      this.waiters.shift();
      this.wake(resolve);
    }
  }
}

const queue = (name, Kind, wake) =>
  defineQueue({
    name,
    create: () => new Kind(wake),
    get: (subject, { signal }) => subject.take(signal),
    putNowait: (subject, item) => subject.push(item),
    profile: { ...profiles.contract, capacities: [Infinity] },
  });

const event = (name, Kind, wake) =>
  defineEvent({
    name,
    create: () => new Kind(wake),
    wait: (subject) => subject.wait(),
    set: (subject) => subject.set(),
    isSet: (subject) => subject.isSet,
    profile: profiles.contract,
  });

const atOnce = (run) => run();
const byImmediate = (run) => void setImmediate(run);
const byTimer = (run) => void setTimeout(run, 0);
const byTick = (run) => void process.nextTick(run);

export const promised = [
  queue("right queue", Queue, atOnce),
  queue("wrong queue", LosingQueue, atOnce),
  event("right event", Event, atOnce),
  event("wrong event", SkippingEvent, atOnce),
];

export const reported = [
  event("right event by setImmediate", Event, byImmediate),
  event("wrong event by setImmediate", SkippingEvent, byImmediate),
  event("right event by setTimeout", Event, byTimer),
  event("wrong event by setTimeout", SkippingEvent, byTimer),
  event("right event by nextTick", Event, byTick),
  event("wrong event by nextTick", SkippingEvent, byTick),
];
