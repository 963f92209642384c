import { Channel, ChannelClosedError } from "async-channel";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

/** What both ways to close have in common. */
const CLOSE = { ...UNPROMISED, getters: "closed", put: "closed", get: "closed", again: "closed" } as const;
const DRAINS = { ...CLOSE, items: "drained", putters: "kept" } as const;
const DISCARDS = { ...CLOSE, items: "discarded", putters: "closed" } as const;

/**
 * `Channel` of async-channel.
 *
 * The README: `push` settles once the value is in the buffer or, where there is no room to buffer, has been received;
 * capacity 0 (the default) therefore is a rendezvous; one of several receivers gets each item. The declarations speak
 * of a list of senders and a list of receivers that wait, and the package's tests fix the order of senders.
 *
 * Closing. The README: `close()` lets no further value in, buffered values and queued senders stay and are processed,
 * and once all is received further receivers end with ChannelClosedError. The declarations: `close(true)` clears buffered
 * items and senders too. The tests of its repository fix the rest: receivers that wait, senders that `close(true)`
 * clears, a later `push` and a second close all end with ChannelClosedError.
 *
 * A channel is itself a thenable whose `then` takes an item, hence the box. There is no attempt form and no
 * cancellation of a single call. Left out: `clear` and `interrupt`, which end those who wait and close nothing; `throw`,
 * an item that is an error; `done`, the iterator, `IteratorChannel`.
 */
const adapter: AnyAdapter = defineQueue({
  name: "async-channel",
  version: "0.2.0",
  create: ({ maxsize }) => ({ channel: new Channel<unknown>(maxsize) }),
  put: ({ channel }, item) => channel.push(item),
  get: ({ channel }) => channel.get(),
  close: ({ channel }) => channel.close(),
  variants: { close: { clear: ({ channel }) => channel.close(true) } },
  size: ({ channel }) => channel.bufferSize,
  isClosed: ({ channel }) => channel.closed,
  outcomes: { thrown: { closed: ChannelClosedError } },
  profile: {
    ...profiles.fifo,
    capacities: [0, 1, 2, 3, 4, Infinity],
    zero: "rendezvous",
    close: { close: DRAINS, clear: DISCARDS },
  },
});
export default adapter;
