import { Trigger } from "@dxos/async";
import { defineEvent, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `Trigger` of `@dxos/async`.
 *
 * Its doc comment: WAITING (the initial state) means that the promise is pending and is resolved by `wake`; READY means
 * that every `wait` resolves immediately; `reset` leads from READY back to WAITING. As `wake` resolves the very promise
 * that waiters hold, those of a `wake` that is reset in the same turn are released: the fifo reading. A `reset`
 * of a trigger that is WAITING already strands those who wait: see docs/findings.md.
 *
 * No cancellation and no way to ask for the state. Left out: `latch`, `Lock`, `Event` of the same package;
 * `trigger()` has an adapter of its own.
 */
const adapter: AnyAdapter = defineEvent({
  name: "@dxos/async",
  version: "2.33.8",
  create: () => new Trigger(),
  wait: (trigger) => trigger.wait(),
  set: (trigger) => trigger.wake(),
  clear: (trigger) => trigger.reset(),
  profile: profiles.fifo,
  deviations: [
    {
      rule: "EVENT-18",
      reason: "reset() replaces the pending promise, so that no later wake() reaches those who hold the old one",
      token: "e1.DiQzegAACQAGY4JEA4Oi",
    },
  ],
});
export default adapter;
