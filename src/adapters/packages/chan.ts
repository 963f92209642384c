import makeChannel from "chan";
import { defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * chan.
 *
 * The README: an asynchronous first-in-first-out queue in the manner of Go, buffered or unbuffered; the callback of an
 * add runs once the value is added. Its tests, which ship with it, say what unbuffered means (the add ends when the
 * value is removed) and queue takers in the order of their calls.
 *
 * An item that is a function counts as a taker and one that is an Error is passed on as an error. No attempt form,
 * cancellation or size. Left out: `close`, `select`, `async`; capacity Infinity, which its `parseInt` turns into 0.
 */
const adapter: AnyAdapter = defineQueue({
  name: "chan",
  version: "0.6.1",
  create: ({ maxsize }) => makeChannel(maxsize),
  put: (channel, item) =>
    new Promise<void>((resolve, reject) => channel(item)((error) => (error ? reject(error) : resolve()))),
  get: (channel) =>
    new Promise((resolve, reject) => channel((error, value) => (error ? reject(error) : resolve(value)))),
  profile: { ...profiles.fifo, capacities: [0, 1, 2, 3, 4], zero: "rendezvous" },
});
export default adapter;
