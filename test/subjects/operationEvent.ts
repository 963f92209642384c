/**
 * Build: a set of callbacks, and a wait() that returns an operation of its own, `{ promise, cancel() }`, which resolves
 * with a word instead of rejecting when it is cancelled. Value wins once released.
 *
 * Satisfies `contract` and `fifo`. Must fail `asyncio`: `A.wait; set, cancel A` in one turn returns.
 */
import { CANCELLED, defineEvent, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type ProfileName } from "../../src/adapters/profiles.js";

type Ending = "released" | "given up";

export class OperationEvent {
  #flag = false;
  readonly #waiters = new Set<(ending: Ending) => void>();

  isSet(): boolean {
    return this.#flag;
  }

  set(): void {
    this.#flag = true;
    const released = [...this.#waiters];
    this.#waiters.clear();
    for (const end of released) end("released");
  }

  clear(): void {
    this.#flag = false;
  }

  wait(): { readonly promise: Promise<Ending>; cancel(): void } {
    let end: (ending: Ending) => void = () => undefined;
    const promise = new Promise<Ending>((resolve) => {
      end = resolve;
    });
    if (this.#flag) end("released");
    else this.#waiters.add(end);
    return {
      promise,
      cancel: () => {
        if (this.#waiters.delete(end)) end("given up");
      },
    };
  }
}

/** Its adapter, with operations instead of signals. */
export function adaptOperationEvent(name: string, profile: ProfileName): AnyAdapter {
  return defineEvent<OperationEvent>({
    name,
    create: () => new OperationEvent(),
    wait: (event) => event.wait(),
    set: (event) => event.set(),
    clear: (event) => event.clear(),
    isSet: (event) => event.isSet(),
    outcomes: { wait: (ending: Ending) => (ending === "given up" ? CANCELLED : undefined) },
    profile: { ...profiles[profile], cancellation: { wait: "method" } },
  });
}
