import makeChannel, { type Channel } from "chan";
import { CLOSED, defineQueue, type AnyAdapter, type QueueAdapter } from "../contract.js";
import { profiles } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

/** How an operation ends, for a callback in the manner of Node. */
interface Ending {
  readonly done: (value?: unknown) => void;
  readonly fail: (error: unknown) => void;
}

const add = (channel: Channel, item: unknown, { done, fail }: Ending): void =>
  channel(item)((error) => (error ? fail(error) : done()));

const take = (channel: Channel, { done, fail }: Ending): void =>
  channel((error, value) => (error ? fail(error) : done(value === channel.empty ? CLOSED : value)));

const isClosedError = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.message === "Cannot add to closed channel";

/**
 * chan.
 *
 * The README: an asynchronous first-in-first-out queue in the manner of Go, buffered or unbuffered, that can be closed;
 * the callback of an add runs once the value is added. Its tests, which ship with it, say what unbuffered means (the add
 * ends when the value is removed) and queue takers in the order of their calls; values of any type but functions come
 * back as they are, an Error as the error of the taker's callback.
 *
 * Closing (the README: "coming soon"). The tests: adds that wait or come later get an error; a buffered item stays, as
 * `done()` is false until it is taken; takers that wait or come later get the empty value of the channel once nothing is
 * left. Nothing is said of a second close.
 *
 * No attempt form, cancellation or size. Left out: `select`, `async`; capacity Infinity, which its `parseInt` turns into 0.
 */
const common: Pick<QueueAdapter<Channel>, "version" | "create" | "close" | "outcomes" | "profile"> = {
  version: "0.6.1",
  create: ({ maxsize }) => makeChannel(maxsize),
  close: (channel) => void channel.close(),
  outcomes: { thrown: { closed: isClosedError } },
  profile: {
    ...profiles.fifo,
    capacities: [0, 1, 2, 3, 4],
    zero: "rendezvous",
    close: {
      close: { ...UNPROMISED, items: "drained", getters: "closed", putters: "closed", put: "closed", get: "closed" },
    },
  },
};

/** Twice: with promises, as co does with its thunks, and with plain callbacks. */
const adapters: readonly AnyAdapter[] = [
  defineQueue<Channel>({
    ...common,
    name: "chan",
    put: (channel, item) => new Promise<unknown>((done, fail) => add(channel, item, { done, fail })),
    get: (channel) => new Promise<unknown>((done, fail) => take(channel, { done, fail })),
  }),
  defineQueue<Channel>({ ...common, name: "chan (callbacks)", put: add, get: take }),
];
export default adapters;
