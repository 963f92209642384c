import csp from "js-csp";
import type { ItemClass } from "../../scheduler/plan.js";
import {
  CLOSED,
  EMPTY,
  FULL,
  defineEvent,
  defineQueue,
  type AnyAdapter,
  type QueueAdapter,
  type QueueDefinition,
} from "../contract.js";
import { profiles, type QueueProfile } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

const version = "1.0.1";

/** "No more than 1024 pending" takes, or puts, "are allowed on a single channel": the error that one more throws. */
const MOST = 1024;

/** `null` means closed and cannot be put. */
const items: readonly ItemClass[] = ["undefined", "zero", "empty-string", "nan", "false"];

const outcomes: NonNullable<QueueAdapter<csp.Channel>["outcomes"]> = {
  put: (accepted: boolean) => (accepted ? undefined : CLOSED),
  get: (value: unknown) => (value === csp.CLOSED ? CLOSED : value),
  putNowait: (accepted: boolean) => (accepted ? undefined : FULL),
  getNowait: (value: unknown) => (value === csp.NO_VALUE ? EMPTY : value),
};

/**
 * Channels of js-csp.
 *
 * Its guide (doc/basic.md in the repository; the package ships a README only): without an argument a channel is
 * unbuffered and putters wait for takers; a number makes a fixed buffer of that size; `offer` and `poll` do what is
 * possible at once; its example serves two parked puts in the order of their calls. It calls itself a very close port of
 * core.async, where the waiting operations of a channel are served first come, first served. No unbounded channel is
 * documented.
 *
 * Left out: transducers, goroutines, `alts` (the only way to give up on an operation), `timeout`.
 */
const open: AnyAdapter = defineQueue({
  name: "js-csp",
  version,
  create: ({ maxsize }) => csp.chan(maxsize),
  put: (channel, item) => new Promise((resolve) => csp.putAsync(channel, item, resolve)),
  get: (channel) => new Promise((resolve) => csp.takeAsync(channel, resolve)),
  putNowait: (channel, item) => csp.offer(channel, item),
  getNowait: (channel) => csp.poll(channel),
  outcomes,
  profile: {
    ...profiles.fifo,
    capacities: [0, 1, 2, 3, 4],
    zero: "rendezvous",
    items,
    maxGetters: MOST,
    maxPutters: MOST,
  },
});

/**
 * The same with callbacks, and with `close`. The guide: takes, pending and future, return the buffered values, then
 * CLOSED; puts, pending and future, return false; `offer` answers false when the channel did not receive the value. It
 * says nothing of a second close. `poll` is left out: the guide says that it takes what can be taken at once and also
 * that it cannot tell closed channels from ready ones; it answers "nothing there" of a closed channel that still has items
 * (docs/findings.md).
 *
 * Dropping buffers: "when full, puts will not block, but the value is discarded"; sliding ones discard the oldest value.
 */
function closing(
  name: string,
  create: (maxsize: number) => csp.Channel,
  profile: Partial<QueueProfile>,
): QueueDefinition<csp.Channel> {
  return defineQueue<csp.Channel>({
    name,
    version,
    create: ({ maxsize }) => create(maxsize),
    put: (channel, item, { done }) => csp.putAsync(channel, item, done),
    get: (channel, { done }) => csp.takeAsync(channel, done),
    putNowait: (channel, item) => csp.offer(channel, item),
    close: (channel) => channel.close(),
    outcomes,
    profile: {
      ...profiles.fifo,
      capacities: [1, 2, 3, 4],
      items,
      maxGetters: MOST,
      maxPutters: MOST,
      close: {
        close: {
          ...UNPROMISED,
          items: "drained",
          getters: "closed",
          putters: "closed",
          put: "closed",
          putNowait: "full",
          get: "closed",
        },
      },
      ...profile,
    },
  });
}

/**
 * `promiseChan`, as an event that is set once. The guide: a promise buffer takes exactly one value that all consumers
 * receive; later puts succeed and are dropped.
 */
const once: AnyAdapter = defineEvent({
  name: "js-csp promiseChan",
  version,
  create: () => csp.promiseChan(),
  wait: (channel, { done }) => csp.takeAsync(channel, done),
  set: (channel) => csp.putAsync(channel, true),
  profile: { ...profiles.fifo, maxWaiters: MOST },
});

const adapters: readonly AnyAdapter[] = [
  open,
  closing("js-csp (callbacks, close)", (maxsize) => csp.chan(maxsize), {
    capacities: [0, 1, 2, 3, 4],
    zero: "rendezvous",
  }),
  closing("js-csp (dropping)", (maxsize) => csp.chan(csp.buffers.dropping(maxsize)), { overflow: "drop-new" }),
  closing("js-csp (sliding)", (maxsize) => csp.chan(csp.buffers.sliding(maxsize)), { overflow: "drop-old" }),
  once,
];
export default adapters;
