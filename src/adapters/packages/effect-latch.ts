import { Effect, Latch } from "effect";
import { defineEvent, type AnyAdapter, type EventAdapter } from "../contract.js";
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
 * fifo reading. `openUnsafe` answers whether it changed the latch from closed to open. `release` releases current waiters
 * only and does not open: a pulse.
 *
 * Left out: `whenOpen`, a latch that starts open.
 */
const common: Omit<EventAdapter<Latch.Latch>, "name" | "profile"> = {
  version: "4.1.0",
  create: () => Latch.makeUnsafe(),
  wait: (latch, { signal }) => Effect.runPromise(latch.await, { signal }),
  outcomes: { thrown: { cancelled: isInterruption } },
};

const level: Omit<EventAdapter<Latch.Latch>, "name" | "profile"> = {
  ...common,
  clear: (latch) => latch.closeUnsafe(),
  isSet: (latch) => latch.isOpen(),
};

/**
 * `open` twice: `openUnsafe` resumes waiters inside the call, the `open` effect schedules them with a `setImmediate`. So
 * does `release`, which exists as an effect only.
 */
const adapters: readonly AnyAdapter[] = [
  defineEvent<Latch.Latch>({
    ...level,
    name: "effect Latch",
    set: (latch) => latch.openUnsafe(),
    profile: { ...profiles.fifo, setResult: "changed" },
  }),
  defineEvent<Latch.Latch>({
    ...level,
    name: "effect Latch (open in a fibre)",
    set: (latch) => Effect.runFork(latch.open),
    profile: profiles.fifo,
  }),
  defineEvent<Latch.Latch>({
    ...common,
    name: "effect Latch (release)",
    set: (latch) => Effect.runFork(latch.release),
    profile: { ...profiles.fifo, kind: "pulse", releases: "all" },
  }),
];
export default adapters;
