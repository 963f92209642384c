import { Channel } from "async-channel";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `Channel` of async-channel.
 *
 * The README: `push` settles once the value is in the buffer or, where there is no room to buffer, has been received;
 * capacity 0 (the default) therefore is a rendezvous; one of several receivers gets each item. The declarations speak
 * of a list of senders and a list of receivers that wait, and the package's tests fix the order of senders.
 *
 * A channel is itself a thenable whose `then` takes an item, hence the box. There is no attempt form and no
 * cancellation of a single call. Left out: `throw`, `clear`, `interrupt`, `close`, `IteratorChannel`.
 */
const adapter: AnyAdapter = defineQueue({
  name: "async-channel",
  version: "0.2.0",
  create: ({ maxsize }) => ({ channel: new Channel<unknown>(maxsize) }),
  put: ({ channel }, item) => channel.push(item),
  get: ({ channel }) => channel.get(),
  size: ({ channel }) => channel.bufferSize,
  profile: { ...profiles.fifo, capacities: [0, 1, 2, 3, 4, Infinity], zero: "rendezvous" },
});
export default adapter;
