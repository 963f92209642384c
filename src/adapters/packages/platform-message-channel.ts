import { on } from "node:events";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { EMPTY, defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/** Which item of which queue: a message is cloned, so that what arrives is never the item itself. */
type Letter = readonly [queue: number, item: number];

const sent = new Map<number, unknown[]>();
let queues = 0;

/** The two ports of a channel, and the items that went in. */
class Wire {
  readonly id: number = queues++;
  readonly port1: MessagePort;
  readonly port2: MessagePort;

  constructor() {
    ({ port1: this.port1, port2: this.port2 } = new MessageChannel());
    sent.set(this.id, []);
  }

  send(item: unknown): void {
    const items = sent.get(this.id) ?? [];
    this.port1.postMessage([this.id, items.push(item) - 1] satisfies Letter);
  }

  close(): void {
    // a port that nobody listens to does not hear that the other one was closed
    this.port1.close();
    this.port2.close();
    sent.delete(this.id);
  }
}

const itemOf = ([queue, item]: Letter): unknown => sent.get(queue)?.[item];

/** A wire whose messages are iterated. */
class IteratedWire extends Wire {
  readonly iterator: AsyncIterator<[Letter]> = on(this.port2, "message") as AsyncIterator<[Letter]>;

  override close(): void {
    void this.iterator.return?.();
    super.close();
  }
}

/**
 * `MessageChannel` of `node:worker_threads`, with both ports in one thread.
 *
 * Node's documentation: an asynchronous, two-way communication channel; `receiveMessageOnPort` answers the oldest message
 * in the port's queue, or undefined where there is none. Any value that can be cloned is a message; a clone is not the
 * item, so the message is a number that stands for it.
 */
const polled: AnyAdapter = defineQueue({
  name: "node:worker_threads MessageChannel",
  create: () => new Wire(),
  putNowait: (wire, item) => wire.send(item),
  getNowait: ({ port2 }) => {
    const received = receiveMessageOnPort(port2) as { readonly message: Letter } | undefined;
    return received ? itemOf(received.message) : EMPTY;
  },
  dispose: (wire) => wire.close(),
  profile: { ...profiles.fifo, capacities: "none" },
});

/**
 * The same with the iterator of `events.on`: messages come in the order in which they were posted, and the iterator keeps
 * those that come while nobody waits. `maxGetters`: the documentation only shows `for await`.
 *
 * Left out in both: `close` of a port (what becomes of messages under way is not said), `error` events, transfers.
 */
const iterated: AnyAdapter = defineQueue({
  name: "node:worker_threads MessageChannel (iterated)",
  create: () => new IteratedWire(),
  putNowait: (wire, item) => wire.send(item),
  get: ({ iterator }) => iterator.next(),
  dispose: (wire) => wire.close(),
  outcomes: { get: ({ value: [letter] }: IteratorYieldResult<[Letter]>) => itemOf(letter) },
  profile: { ...profiles.contract, capacities: "none", maxGetters: 1 },
});

const adapters: readonly AnyAdapter[] = [polled, iterated];
export default adapters;
