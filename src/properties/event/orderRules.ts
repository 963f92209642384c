/** Rules of Event about who comes first, and which item. */
import { sameTurn } from "../../scheduler/strategies/focus.js";
import type { Rule } from "../rule.js";

export const orderRules: readonly Rule[] = [
  {
    id: "EVENT-29",
    sentence: "The wait() that waits longest MUST be released first.",
    intent: "Without an order a waiter can starve while others come and go.",
    category: "order",
    needs: ["wait", "set", "releases:one", "order:fifo", "several waiters"],
    refines: [],
    refinesIn: { fifo: ["EVENT-03"] },
    lookAt: "at which end of the list waiters are added and taken",
    focus: { verbs: { wait: 10, set: 5, clear: 1 }, clients: 4 },
  },
  {
    id: "EVENT-32",
    sentence: "A set() that is cleared in the same turn MUST NOT release a wait() where that is declared.",
    intent: "The waiter was promised that the flag is set when it goes on.",
    category: "order",
    needs: ["wait", "set", "clear", "cleared:must-not"],
    refines: [],
    lookAt: "whether a woken wait() looks at the flag again before it returns",
    focus: { verbs: { wait: 8, set: 7, clear: 7, cancel: 1 }, gaps: sameTurn },
  },
];
