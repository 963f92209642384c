/** Rules of Event about time-outs. */
import type { Rule } from "../rule.js";

export const timeRules: readonly Rule[] = [
  {
    id: "EVENT-34",
    sentence: "A wait() with a time-out MUST end once its time is up.",
    intent: "The caller asked for a bound on its wait.",
    category: "time",
    needs: ["variant:wait.timeout"],
    refines: [],
    lookAt: "whether the timer is set on every path that waits, and what it does",
    focus: { verbs: { wait: 7, set: 5, clear: 1, cancel: 1, elapse: 8 }, variants: 12 },
  },
  {
    id: "EVENT-35",
    sentence: "A wait() MUST NOT time out before its time is up.",
    intent: "Time-outs that come early look like an overload that is not there.",
    category: "time",
    needs: ["variant:wait.timeout"],
    refines: ["EVENT-16"],
    lookAt: "what starts the timer, and which wait() it belongs to",
    focus: { verbs: { wait: 7, set: 5, clear: 1, cancel: 1, elapse: 8 }, variants: 12 },
  },
  {
    id: "EVENT-36",
    sentence: "A wait() that times out MUST NOT touch another one.",
    intent: "One impatient waiter must not leave a patient one hanging, nor end it.",
    category: "time",
    needs: ["variant:wait.timeout", "wait", "several waiters"],
    refines: ["EVENT-03"],
    lookAt: "which waiter the timer removes: one of its own, or the first, or all that share a promise",
    focus: { verbs: { wait: 8, set: 5, clear: 1, elapse: 8 }, variants: 6, clients: 3 },
  },
];
