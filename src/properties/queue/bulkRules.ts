/** The rules of a Queue about thousands of operations at once. */
import type { Rule } from "../rule.js";

const add = ["put", "putNowait"] as const;
const take = ["get", "getNowait"] as const;

export const queueBulkRules: readonly Rule[] = [
  {
    id: "QUEUE-76",
    sentence: "Any number of get() that wait MUST get one item each, in the order that the profile promises.",
    intent:
      "Under load a queue has as many waiters as there are requests: what holds for three must hold for thousands.",
    category: "integrity",
    needs: ["get", add, "many getters"],
    refines: [],
    lookAt: "what holds the waiters: a ring of fixed size, a recursion, an index that overflows?",
    focus: {},
    bulk: true,
  },
  {
    id: "QUEUE-77",
    sentence: "Any number of put() that wait MUST all be admitted as items are taken, each item once.",
    intent: "Backpressure that loses one producer in a thousand stops the program only in production.",
    category: "integrity",
    needs: ["put", take, ["bounded", "rendezvous"], "overflow:wait", "many putters"],
    refines: [],
    lookAt: "what holds the waiters, and whether every item taken lets the next one in",
    focus: {},
    bulk: true,
  },
  {
    id: "QUEUE-78",
    sentence: "Any number of items MUST leave once each, in the declared order.",
    intent: "Buffers grow in chunks, wrap around and are copied: the seams show only in long queues.",
    category: "order",
    needs: [add, take, "unbounded"],
    refines: [],
    lookAt: "where the buffer grows, wraps or is compacted",
    focus: {},
    bulk: true,
  },
  {
    id: "QUEUE-79",
    sentence: "The cost of an operation SHOULD NOT grow with the number of items and waiters.",
    intent: "A list that is searched or shifted at every call makes a queue of thousands slower than its work.",
    category: "integrity",
    needs: [add, take, "constant cost"],
    refines: [],
    lookAt: "shift(), splice(), indexOf() and spreads of whole lists on the way of each operation",
    focus: {},
    bulk: true,
  },
];
