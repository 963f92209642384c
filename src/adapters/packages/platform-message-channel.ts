import { on } from "node:events";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { EMPTY, defineQueue, type AnyAdapter, type QueueAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/** Items of the run at hand. A message is cloned, so that what arrives is never the item itself: it is its place here. */
const sent: unknown[] = [];

/** A fresh channel; runs take turns. */
function channel(): MessageChannel {
  sent.length = 0;
  return new MessageChannel();
}

/** A channel whose messages are iterated. */
type Iterated = MessageChannel & { readonly iterator: AsyncIterator<[number]> };

/**
 * `MessageChannel` of `node:worker_threads`, with both ports in one thread.
 *
 * Node's documentation: an asynchronous, two-way communication channel; `receiveMessageOnPort` answers the oldest message
 * in the port's queue, or undefined where there is none. Any value that can be cloned is a message.
 *
 * Left out: `close` of a port as a verb (what becomes of messages under way is not said), `error` events, transfers.
 */
const common: Pick<QueueAdapter<MessageChannel>, "putNowait" | "dispose"> = {
  putNowait: ({ port1 }, item) => port1.postMessage(sent.push(item) - 1),
  dispose: ({ port1, port2 }) => {
    // a port that nobody listens to does not hear that the other one was closed
    for (const port of [port1, port2]) port.close();
  },
};

const polled: AnyAdapter = defineQueue({
  ...common,
  name: "node:worker_threads MessageChannel",
  create: channel,
  getNowait: ({ port2 }) => {
    const received = receiveMessageOnPort(port2) as { readonly message: number } | undefined;
    return received ? sent[received.message] : EMPTY;
  },
  profile: { ...profiles.fifo, capacities: "none" },
});

/**
 * The same with the iterator of `events.on`: messages come in the order in which they were posted, and the iterator keeps
 * those that come while nobody waits. `maxGetters`: the documentation only shows `for await`.
 */
const iterated: AnyAdapter = defineQueue<Iterated>({
  ...common,
  name: "node:worker_threads MessageChannel (iterated)",
  create: () => {
    const ports = channel();
    return Object.assign(ports, { iterator: on(ports.port2, "message") as Iterated["iterator"] });
  },
  get: ({ iterator }) => iterator.next(),
  outcomes: { get: ({ value: [place] }: IteratorYieldResult<[number]>) => sent[place] },
  profile: { ...profiles.contract, capacities: "none", maxGetters: 1 },
});

const adapters: readonly AnyAdapter[] = [polled, iterated];
export default adapters;
