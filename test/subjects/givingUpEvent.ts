/**
 * Build: an {@link ArrayEvent} whose wait() returns an operation of its own, `{ promise, cancel() }`, that ends in one of
 * three ways when it is cancelled: it rejects with an error, resolves with a word, or never settles.
 *
 * Satisfies `contract` and `fifo` where the adapter tells the ending that it has.
 */
import { CANCELLED, defineEvent, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { ArrayEvent } from "./arrayEvent.js";

/** How a cancelled wait() ends. */
export type GivingUp = "rejected" | "resolved" | "silent";

class GivenUp extends Error {
  override readonly name = "GivenUp";
}

const WORD = "given up";

function wait(event: ArrayEvent, ends: GivingUp): { readonly promise: Promise<unknown>; cancel(): void } {
  const controller = new AbortController();
  const given = Symbol(WORD);
  const promise = new Promise<unknown>((resolve, reject) => {
    event.wait({ signal: controller.signal }).then(resolve, () => {
      if (ends === "rejected") reject(new GivenUp(WORD));
      if (ends === "resolved") resolve(given.description);
    });
  });
  return { promise, cancel: () => controller.abort() };
}

/** Its adapter, which says that it ends as `declared`. */
export function adaptGivingUpEvent(ends: GivingUp, declared: GivingUp): AnyAdapter {
  return defineEvent<ArrayEvent>({
    name: `event-that-gives-up-${ends}`,
    create: () => new ArrayEvent(),
    wait: (event) => ({ ...wait(event, ends), silent: declared === "silent" }),
    set: (event) => event.set(),
    clear: (event) => event.clear(),
    outcomes:
      declared === "resolved"
        ? { wait: (answer: unknown) => (answer === WORD ? CANCELLED : undefined) }
        : declared === "rejected"
          ? { thrown: { cancelled: GivenUp } }
          : {},
    profile: profiles.fifo,
  });
}
