/** Rules of Queue about what is seen besides outcomes. */
import type { Rule } from "../rule.js";

export const observationRules: readonly Rule[] = [
  {
    id: "QUEUE-26",
    sentence: "size MUST be the number of items in the queue once everything is quiet.",
    intent: "Code that watches the fill level must see what get() will find.",
    category: "observation",
    needs: ["observer:size"],
    refines: [],
    lookAt: "what size counts: waiting putters? items already handed over?",
    focus: {},
  },
  {
    id: "QUEUE-71",
    sentence: "An operation that is over MUST leave no listener on its signal.",
    intent: "One long-lived signal with thousands of operations leaks memory, and what still listens may do harm.",
    category: "observation",
    needs: [["aborted:get", "aborted:put", "aborted:join"]],
    refines: [],
    lookAt: "whether every way out of an operation removes the listener, the successful one included",
    focus: { verbs: { get: 7, put: 6, cancel: 6, putNowait: 4, getNowait: 3 } },
  },
  {
    id: "QUEUE-72",
    sentence: "A rejection MUST NOT be left unhandled.",
    intent: "In Node an unhandled rejection ends the process, far from its cause.",
    category: "observation",
    needs: ["rejections"],
    refines: [],
    lookAt: "promises that are made inside, and that nobody outside can see: is a rejection handled on every branch?",
    focus: { verbs: { cancel: 7, close: 6 } },
  },
  {
    id: "QUEUE-73",
    sentence: "What the queue says of itself MUST agree with what it does once everything is quiet.",
    intent: "Code that asks isEmpty, isFull, isClosed or the number of waiters acts on the answer.",
    category: "observation",
    needs: [
      [
        "observer:isEmpty",
        "observer:isFull",
        "observer:isClosed",
        "observer:getters",
        "observer:putters",
        "observer:signedSize",
      ],
    ],
    refines: [],
    lookAt: "what is counted, and when: at the call, at the wake or when the waiter resumes?",
    focus: {},
  },
];
