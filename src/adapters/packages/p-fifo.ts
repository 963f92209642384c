import Fifo from "p-fifo";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * p-fifo.
 *
 * The README: a first-in-first-out buffer whose `push` resolves when the value has been shifted off, and whose `shift`
 * waits for a push when nothing is there; n waiting shifts need n pushes; `isEmpty` tells whether the buffer is empty.
 * No capacity is mentioned. Any value may be pushed.
 *
 * No attempt form, cancellation, close or size.
 */
const adapter: AnyAdapter = defineQueue({
  name: "p-fifo",
  version: "1.0.0",
  create: () => new Fifo(),
  put: (fifo, item) => fifo.push(item),
  get: (fifo) => fifo.shift(),
  isEmpty: (fifo) => fifo.isEmpty(),
  profile: { ...profiles.fifo, capacities: "none", putSettles: "consumed" },
});
export default adapter;
