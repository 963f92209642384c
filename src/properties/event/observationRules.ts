/** Rules of Event about what is seen besides outcomes. */
import type { Rule } from "../rule.js";

export const observationRules: readonly Rule[] = [
  {
    id: "EVENT-11",
    sentence: "isSet() MUST tell whether the event is set.",
    intent: "Code that polls and code that waits must see the same state.",
    category: "observation",
    needs: ["isSet"],
    refines: [],
    lookAt: "what isSet() reads, and when set() and clear() change it",
    focus: { verbs: { isSet: 6, set: 5, clear: 4 } },
  },
  {
    id: "EVENT-38",
    sentence: "A wait() that is over MUST leave no listener on its signal.",
    intent: "One long-lived signal with thousands of waits leaks memory, and what still listens may do harm.",
    category: "observation",
    needs: ["aborted:wait"],
    refines: [],
    lookAt: "whether every way out of wait() removes the listener, the successful one included",
    focus: { verbs: { wait: 8, set: 6, cancel: 6, clear: 2 } },
  },
  {
    id: "EVENT-39",
    sentence: "A rejection MUST NOT be left unhandled by an event.",
    intent: "In Node an unhandled rejection ends the process, far from its cause.",
    category: "observation",
    needs: ["rejections"],
    refines: [],
    lookAt: "promises that are made inside, and that nobody outside can see: is a rejection handled on every branch?",
    focus: { verbs: { wait: 7, cancel: 7 } },
  },
  {
    id: "EVENT-40",
    sentence: "The number of waiters that an event tells MUST agree with what it does once everything is quiet.",
    intent: "Code that asks who waits acts on the answer; waiters that stay in the list are a leak.",
    category: "observation",
    needs: ["observer:waiters"],
    refines: [],
    lookAt: "whether a cancelled waiter leaves the list",
    focus: { verbs: { wait: 7, cancel: 7, set: 4 } },
  },
];
