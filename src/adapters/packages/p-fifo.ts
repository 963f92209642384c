import Fifo from "p-fifo";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * p-fifo.
 *
 * The README: a first-in-first-out buffer whose `push` resolves when the value has been shifted off, and whose `shift`
 * waits for a push when nothing is there; n waiting shifts need n pushes. A put that settles when its item is consumed
 * is a rendezvous to its callers, so that is the one capacity declared, although the package itself calls it a buffer.
 *
 * No attempt form, cancellation, close or size (`isEmpty` only).
 */
const adapter: AnyAdapter = defineQueue({
  name: "p-fifo",
  version: "1.0.0",
  create: () => new Fifo(),
  put: (fifo, item) => fifo.push(item),
  get: (fifo) => fifo.shift(),
  profile: { ...profiles.fifo, capacities: [0], zero: "rendezvous" },
});
export default adapter;
