import { pushable } from "it-pushable";
import { CLOSED, defineQueue, type AnyAdapter } from "../contract.js";
import { profiles } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

/**
 * `pushable` of it-pushable, in object mode.
 *
 * The declarations: values are yielded in the order in which they were pushed, and buffered until they are consumed;
 * `end()` ends the iterable after all values in the buffer have been yielded; `end(error)` clears the buffer immediately
 * and the next iteration throws the error (what the one after it answers is not said); `readableLength` is the number of
 * objects in the queue. Nothing is said of a `push` or an `end` afterwards.
 *
 * `maxGetters`: the documentation iterates only; of several calls of `next` that wait, the last is remembered
 * (docs/findings.md). Items: `null` and `undefined` are no objects, and not counted. No capacity, no attempt form of
 * `next`, no cancellation of it. Left out: `onEmpty` (waits until nothing is in the queue; no axis), bytes, `pushableV`,
 * `onEnd`, `return` and `throw` of the iterator.
 */
const adapter: AnyAdapter = defineQueue({
  name: "it-pushable",
  version: "3.2.4",
  create: () => pushable<unknown>({ objectMode: true }),
  get: (source) => source.next(),
  putNowait: (source, item) => void source.push(item),
  close: (source) => void source.end(),
  variants: { close: { fail: (source) => void source.end(new Error("failed")) } },
  size: (source) => source.readableLength,
  outcomes: { get: ({ done, value }: IteratorResult<unknown>) => (done === true ? CLOSED : value) },
  profile: {
    ...profiles.fifo,
    capacities: "none",
    maxGetters: 1,
    items: ["zero", "empty-string", "nan", "false"],
    close: {
      close: { ...UNPROMISED, items: "drained", getters: "closed", get: "closed" },
      fail: { ...UNPROMISED, items: "discarded", getters: "error" },
    },
  },
});
export default adapter;
