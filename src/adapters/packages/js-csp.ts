import csp from "js-csp";
import { CLOSED, EMPTY, FULL, defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * Channels of js-csp.
 *
 * Its guide (doc/basic.md in the repository; the package ships a README only): without an argument a channel is
 * unbuffered and putters wait for takers; a number makes a fixed buffer of that size; `offer` and `poll` do what is
 * possible at once; its example serves two parked puts in the order of their calls. It calls itself a very close port of
 * core.async, where the waiting operations of a channel are served first come, first served.
 *
 * `null` means closed and cannot be put. Left out: dropping and sliding buffers, `promiseChan`, transducers,
 * goroutines, `alts` (the only way to give up on an operation), `close`. No unbounded channel is documented.
 */
const adapter: AnyAdapter = defineQueue({
  name: "js-csp",
  version: "1.0.1",
  create: ({ maxsize }) => csp.chan(maxsize),
  put: (channel, item) => new Promise((resolve) => csp.putAsync(channel, item, resolve)),
  get: (channel) => new Promise((resolve) => csp.takeAsync(channel, resolve)),
  putNowait: (channel, item) => csp.offer(channel, item),
  getNowait: (channel) => csp.poll(channel),
  outcomes: {
    put: (accepted: boolean) => (accepted ? undefined : CLOSED),
    get: (value: unknown) => (value === csp.CLOSED ? CLOSED : value),
    putNowait: (accepted: boolean) => (accepted ? undefined : FULL),
    getNowait: (value: unknown) => (value === csp.NO_VALUE ? EMPTY : value),
  },
  profile: { ...profiles.fifo, capacities: [0, 1, 2, 3, 4], zero: "rendezvous" },
});
export default adapter;
