import { Effect, Latch } from "effect";
import { defineEvent, type AnyAdapter, type EventDefinition } from "../contract.js";
import { profiles } from "../profiles.js";

/** What `runPromise` rejects with when the fibre was interrupted; the class is plain Error. */
const isInterruption = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.message === "All fibers interrupted without error";

/**
 * `Latch` of effect, as an event: open is set, close is clear. Each wait is a fibre of its own, interrupted through the
 * signal that `runPromise` takes.
 *
 * The module's comments: opening releases current and future waiters, closing makes future waiters suspend again, and
 * says nothing about those already released. So a waiter of an `open` that is closed in the same turn is released: the
 * fifo reading.
 *
 * Left out: `release` (a pulse without memory), `whenOpen`, a latch that starts open.
 */
function effectLatch(name: string, open: (latch: Latch.Latch) => unknown): EventDefinition<Latch.Latch> {
  return defineEvent<Latch.Latch>({
    name,
    version: "4.1.0",
    create: () => Latch.makeUnsafe(),
    wait: (latch, { signal }) => Effect.runPromise(latch.await, { signal }),
    set: open,
    clear: (latch) => latch.closeUnsafe(),
    isSet: (latch) => latch.isOpen(),
    outcomes: { thrown: { cancelled: isInterruption } },
    profile: profiles.fifo,
  });
}

/** Twice: `openUnsafe` resumes waiters inside the call, the `open` effect schedules them with a `setImmediate`. */
const adapters: readonly AnyAdapter[] = [
  effectLatch("effect Latch", (latch) => latch.openUnsafe()),
  effectLatch("effect Latch (open in a fibre)", (latch) => Effect.runFork(latch.open)),
];
export default adapters;
