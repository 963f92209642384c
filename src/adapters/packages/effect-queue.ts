import { Cause, Effect, Exit, Queue } from "effect";
import { CLOSED, EMPTY, FULL, defineQueue, type AnyAdapter, type QueueAdapter } from "../contract.js";
import { profiles, type CloseSemantics } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

type Subject = Queue.Queue<unknown, Cause.Done | Error>;

/** What `runPromise` rejects with when the fibre was interrupted; the class is plain Error. */
const isInterruption = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.message === "All fibers interrupted without error";

/** What `takeUnsafe` answers: nothing yet, an item, or why the queue is done. */
function taken(exit: Exit.Exit<unknown, Cause.Done | Error> | undefined): unknown {
  if (exit === undefined) return EMPTY;
  if (Exit.isSuccess(exit)) return exit.value;
  throw Cause.squash(exit.cause);
}

/** `end`, once the messages inside are taken. */
const END: CloseSemantics = {
  ...UNPROMISED,
  items: "drained",
  getters: "closed",
  put: "closed",
  putNowait: "full",
  get: "closed",
  getNowait: "closed",
  again: "ok",
};

/**
 * `Queue` of effect. Each blocking verb is a fibre of its own, interrupted through the signal that `runPromise` takes.
 *
 * The module's comments: each value goes to one consumer, in the order of the offers; offers to a full bounded queue
 * suspend until there is room; in a sliding queue the oldest value is dropped; in a dropping one the new value is dropped
 * and the offer answers false. They promise no order among waiting takers, nor that an item belongs to a taker before
 * its fibre runs, hence contract. A queue with no capacity takes an offer when a taker waits: a rendezvous.
 *
 * Closing. `end` accepts no more offers (they answer false) and lets what is queued be consumed; `take` then fails with
 * Done; a second end answers false. `fail`: `take` fails with the error; values inside stay, as the comment of
 * `shutdownUnsafe` sets a failure before it discards them. What becomes of offers that wait is not said. `shutdown`
 * discards what is inside and resumes pending operations (an offer answers false when the queue is done); a queue that
 * was ended before keeps its cause, so that takers fail with Done and not with an interruption, which would look like a
 * cancellation.
 *
 * Left out: batches (`offerAll`, `takeN` …), `peek`, `clear`, `await`, `interrupt` (takers end as if cancelled).
 */
const common: Omit<QueueAdapter<Subject>, "name" | "create" | "profile"> = {
  version: "4.1.0",
  put: (queue, item, { signal }) => Effect.runPromise(Queue.offer(queue, item), { signal }),
  get: (queue, { signal }) => Effect.runPromise(Queue.take(queue), { signal }),
  putNowait: (queue, item) => Queue.offerUnsafe(queue, item),
  getNowait: (queue) => taken(Queue.takeUnsafe(queue)),
  close: (queue) => void Queue.endUnsafe(queue),
  size: (queue) => Queue.sizeUnsafe(queue),
  outcomes: {
    put: (accepted: boolean) => (accepted ? undefined : CLOSED),
    putNowait: (accepted: boolean) => (accepted ? undefined : FULL),
    thrown: { cancelled: isInterruption, closed: (thrown) => Cause.isDone(thrown) },
  },
};

const fail: Pick<QueueAdapter<Subject>, "variants"> = {
  variants: { close: { fail: (queue) => void Queue.failCauseUnsafe(queue, Cause.fail(new Error("failed"))) } },
};

const suspending: QueueAdapter<Subject>["profile"] = {
  ...profiles.contract,
  capacities: [Infinity, 0, 1, 2, 3, 4],
  zero: "rendezvous",
  close: { close: END, fail: { ...END, getters: "error", get: "error", getNowait: "error" } },
};

const make = (maxsize: number): Effect.Effect<Subject> =>
  maxsize === Infinity ? Queue.unbounded<unknown, Cause.Done | Error>() : Queue.bounded(maxsize);

/** A queue that waits for nobody; `offer` and `offerUnsafe` do the same. */
function overflowing(overflow: "drop-old" | "reject", dropped: typeof FULL | typeof CLOSED): AnyAdapter {
  const { outcomes } = common;
  return defineQueue<Subject>({
    ...common,
    name: overflow === "reject" ? "effect Queue (dropping)" : "effect Queue (sliding)",
    create: ({ maxsize }) => Effect.runSync(overflow === "reject" ? Queue.dropping(maxsize) : Queue.sliding(maxsize)),
    isFull: (queue) => Queue.isFullUnsafe(queue),
    outcomes: { ...outcomes, put: (accepted: boolean) => (accepted ? undefined : dropped) },
    profile: {
      ...profiles.contract,
      capacities: [1, 2, 3, 4],
      overflow,
      close: { close: { ...END, put: dropped === FULL ? "any" : "closed" } },
    },
  });
}

/**
 * Made in two ways, because a queue wakes its takers through the scheduler of the fibre that made it: a queue made by
 * `runPromise` wakes them in a `setImmediate`, one made by `runSync` in a microtask. `shutdown` has an adapter of its own,
 * because after an `end` it still discards what is inside.
 */
const adapters: readonly AnyAdapter[] = [
  defineQueue<Subject>({
    ...common,
    ...fail,
    name: "effect Queue",
    create: ({ maxsize }) => Effect.runPromise(make(maxsize)),
    profile: suspending,
  }),
  defineQueue<Subject>({
    ...common,
    ...fail,
    name: "effect Queue (made by runSync)",
    create: ({ maxsize }) => Effect.runSync(make(maxsize)),
    profile: suspending,
  }),
  defineQueue<Subject>({
    ...common,
    name: "effect Queue (shutdown)",
    create: ({ maxsize }) => Effect.runSync(make(maxsize)),
    close: (queue) => {
      Queue.endUnsafe(queue);
      Queue.shutdownUnsafe(queue);
    },
    profile: { ...suspending, close: { close: { ...END, items: "discarded", putters: "closed" } } },
  }),
  overflowing("reject", FULL),
  overflowing("drop-old", CLOSED),
];
export default adapters;
