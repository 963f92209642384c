import { EventIterator } from "event-iterator";
import { CLOSED, defineQueue, type AnyAdapter, type QueueAdapter } from "../contract.js";
import { profiles, type QueueProfile } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

interface Feed {
  push(value: unknown): void;
  stop(): void;
  fail(error: Error): void;
}

/** From 100 values on that wait, the package warns on the console. */
const QUIET = { highWaterMark: Infinity };

/** An iterator and what feeds it. */
class Stream {
  feed!: Feed;
  readonly iterator: AsyncIterator<unknown> = new EventIterator<unknown>((feed) => void (this.feed = feed), QUIET)[
    Symbol.asyncIterator
  ]();
}

/**
 * `EventIterator` of event-iterator: one iterator, fed by its listener.
 *
 * The README: values are queued when more come than are consumed, and a placeholder promise is returned where none is
 * there; the iterator can signal that the end has been reached, and can emit an error, after which no new value becomes
 * available. Its tests, which ship with it: two calls of `next` that wait get the next two values in the order of the
 * calls; after `stop` pending values are still delivered, then done for good; after `return` nothing is.
 *
 * Three ways to close. `stop` ends who waits. `fail` hands the error out, but to whom if several wait, and what comes
 * behind it, is not said. `return` is the consumer's; what becomes of a `next` that waits is not said (docs/findings.md).
 * Nor is what `push` does afterwards, or a second close.
 *
 * No capacity, no attempt form of `next`, no cancellation. Left out: high and low water, `subscribe`, `stream`, several
 * iterators of one object.
 */
const common: Pick<QueueAdapter<Stream>, "version" | "create" | "get" | "putNowait" | "outcomes"> = {
  version: "2.0.0",
  create: () => new Stream(),
  get: ({ iterator }) => iterator.next(),
  putNowait: ({ feed }, item) => feed.push(item),
  outcomes: { get: ({ done, value }: IteratorResult<unknown>) => (done === true ? CLOSED : value) },
};

const profile: QueueProfile = { ...profiles.fifo, capacities: "none" };

/** Two adapters, because a `return` that follows a `stop` still discards what `stop` had left to be drained. */
const adapters: readonly AnyAdapter[] = [
  defineQueue<Stream>({
    ...common,
    name: "event-iterator",
    close: ({ feed }) => feed.stop(),
    variants: { close: { fail: ({ feed }) => feed.fail(new Error("failed")) } },
    profile: {
      ...profile,
      close: {
        close: { ...UNPROMISED, items: "drained", getters: "closed", get: "closed" },
        fail: { ...UNPROMISED, items: "drained" },
      },
    },
  }),
  defineQueue<Stream>({
    ...common,
    name: "event-iterator (return)",
    close: ({ iterator }) => void iterator.return?.(),
    profile: { ...profile, close: { close: { ...UNPROMISED, items: "discarded", get: "closed" } } },
  }),
];
export default adapters;
