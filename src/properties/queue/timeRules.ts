/** Rules of Queue about time-outs. */
import type { Rule } from "../rule.js";
import { add, take } from "./verbMixes.js";

export const timeRules: readonly Rule[] = [
  {
    id: "QUEUE-64",
    sentence: "An operation with a time-out MUST end once its time is up.",
    intent: "The caller asked for a bound on its wait.",
    category: "time",
    needs: [["variant:get.timeout", "variant:put.timeout"]],
    refines: [],
    lookAt: "whether the timer is set on every path that waits, and what it does",
    focus: { verbs: { get: 6, put: 5, putNowait: 5, getNowait: 2, cancel: 1, elapse: 8 }, variants: 12 },
  },
  {
    id: "QUEUE-65",
    sentence: "An operation MUST NOT time out before its time is up.",
    intent: "Time-outs that come early look like an overload that is not there.",
    category: "time",
    needs: [["variant:get.timeout", "variant:put.timeout"]],
    refines: ["QUEUE-25"],
    lookAt: "what starts the timer, and which operation it belongs to",
    focus: { verbs: { get: 6, put: 5, putNowait: 5, getNowait: 2, cancel: 1, elapse: 8 }, variants: 12 },
  },
  {
    id: "QUEUE-66",
    sentence: "A get() that timed out MUST NOT take an item with it.",
    intent: "The delivery races the timer: the item must reach the caller, another one, or stay.",
    category: "time",
    needs: ["variant:get.timeout", add],
    refines: ["QUEUE-03"],
    lookAt: "what happens to an item that was already assigned when the timer fires",
    focus: { verbs: { get: 6, put: 5, putNowait: 5, getNowait: 2, cancel: 1, elapse: 8 }, variants: 12 },
  },
  {
    id: "QUEUE-67",
    sentence: "The item of a put() that timed out MUST NOT enter the queue.",
    intent: "The caller was told that it did not happen, and will do it again.",
    category: "time",
    needs: ["variant:put.timeout", take, "waiting put"],
    refines: [],
    lookAt: "whether the timer takes the putter out of the list of putters",
    focus: { verbs: { put: 10, get: 4, getNowait: 4, putNowait: 2, elapse: 8 }, variants: 12, capacity: "small" },
  },
  {
    id: "QUEUE-68",
    sentence: "A get() that times out MUST NOT cost another get() its item.",
    intent: "One impatient consumer must not leave a patient one hanging beside an item.",
    category: "time",
    needs: ["variant:get.timeout", "get", add, "several getters"],
    refines: ["QUEUE-10"],
    lookAt: "which waiter the timer removes, and whether it passes on a wakeup that it does not use",
    focus: { verbs: { get: 6, put: 5, putNowait: 5, getNowait: 2, cancel: 1, elapse: 8 }, variants: 6, clients: 3 },
  },
];
