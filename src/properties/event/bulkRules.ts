/** The rules of an Event about thousands of operations at once. */
import type { Rule } from "../rule.js";

export const eventBulkRules: readonly Rule[] = [
  {
    id: "EVENT-41",
    sentence: "Any number of wait() that wait MUST all be released as declared.",
    intent: "An event is a broadcast to as many as there are: what holds for three must hold for thousands.",
    category: "integrity",
    needs: ["wait", "set", "many waiters"],
    refines: [],
    lookAt: "what holds the waiters, and whether releasing them is a loop or a recursion",
    focus: {},
    bulk: true,
  },
];
