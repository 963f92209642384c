import { trigger } from "@dxos/async";
import { defineEvent, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * `trigger()` of `@dxos/async`: a function that answers a promise, and one that resolves it. An event that is set once.
 *
 * Left out: its time-out, its value, asking for the state (there is no way).
 */
const adapter: AnyAdapter = defineEvent({
  name: "@dxos/async trigger()",
  version: "2.33.8",
  create: () => trigger(),
  wait: ([promise]) => promise(),
  set: ([, resolve]) => resolve(),
  profile: profiles.fifo,
});
export default adapter;
