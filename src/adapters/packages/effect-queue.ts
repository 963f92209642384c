import { Effect, Exit, Queue } from "effect";
import { CLOSED, EMPTY, FULL, defineQueue, type AnyAdapter, type QueueDefinition } from "../contract.js";
import { profiles } from "../profiles.js";

/** What `runPromise` rejects with when the fibre was interrupted; the class is plain Error. */
const isInterruption = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.message === "All fibers interrupted without error";

/**
 * `Queue` of effect, bounded and unbounded. Each blocking verb is a fibre of its own, interrupted through the signal
 * that `runPromise` takes.
 *
 * The module's comments: each value goes to one consumer, in the order of the offers; offers to a full bounded queue
 * suspend until there is room. They promise no order among waiting takers, nor that an item belongs to a taker before
 * its fibre runs, hence contract. A queue with no capacity takes an offer when a taker waits: a rendezvous.
 *
 * Left out: dropping and sliding queues, batches (`offerAll`, `takeN` …), `peek`, all ways to end a queue.
 */
function effectQueue(
  name: string,
  make: <A>(effect: Effect.Effect<A>) => A | Promise<A>,
): QueueDefinition<Queue.Queue<unknown>> {
  return defineQueue<Queue.Queue<unknown>>({
    name,
    version: "4.1.0",
    create: ({ maxsize }) => make(maxsize === Infinity ? Queue.unbounded<unknown>() : Queue.bounded<unknown>(maxsize)),
    put: (queue, item, { signal }) => Effect.runPromise(Queue.offer(queue, item), { signal }),
    get: (queue, { signal }) => Effect.runPromise(Queue.take(queue), { signal }),
    putNowait: (queue, item) => Queue.offerUnsafe(queue, item),
    getNowait: (queue) => Queue.takeUnsafe(queue),
    size: (queue) => Queue.sizeUnsafe(queue),
    outcomes: {
      put: (accepted: boolean) => (accepted ? undefined : CLOSED),
      putNowait: (accepted: boolean) => (accepted ? undefined : FULL),
      getNowait: (exit: Exit.Exit<unknown> | undefined) =>
        exit === undefined ? EMPTY : Exit.isSuccess(exit) ? exit.value : CLOSED,
      thrown: { cancelled: isInterruption },
    },
    profile: { ...profiles.contract, capacities: [Infinity, 0, 1, 2, 3, 4], zero: "rendezvous" },
  });
}

/**
 * Twice, because a queue wakes its takers through the scheduler of the fibre that made it: a queue made by `runPromise`
 * wakes them in a `setImmediate`, one made by `runSync` in a microtask.
 */
const adapters: readonly AnyAdapter[] = [
  effectQueue("effect Queue", Effect.runPromise),
  effectQueue("effect Queue (made by runSync)", Effect.runSync),
];
export default adapters;
