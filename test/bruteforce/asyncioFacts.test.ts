/**
 * What CPython was seen to do (asyncio-semantics.md), as golden histories: the asyncio model allows each, and refuses the
 * opposite. Clients are letters, items are numbered in the order of their puts. Facts that no history of these verbs can
 * show are named at the end.
 */
import { describe, expect, test } from "vitest";
import { compare } from "../../src/conformance/check.js";
import { Relation } from "../../src/conformance/relation.js";
import { fromWords } from "../../src/conformance/words.js";
import { eventModelOf, queueModelOf } from "../../src/models/catalog.js";
import { plainQueue } from "../../src/models/queue/axes.js";
import type { Model, ModelEvent } from "../../src/models/model.js";
import { asHistory, table } from "./asHistory.js";
import { explains } from "./bruteForce.js";

interface Fact {
  readonly id: string;
  readonly says: string;
  /** For queues. Default: unbounded. */
  readonly maxsize?: number;
  readonly holds: readonly string[];
  readonly opposite: readonly string[];
}

const eventFacts: readonly Fact[] = [
  {
    id: "EV-01",
    says: "a new event is unset and wait() parks",
    holds: ["isSet=no, A.wait, quiet, isSet 0"],
    opposite: ["isSet=yes", "A.wait, A→ok", "A.wait, quiet, isSet 1"],
  },
  {
    id: "EV-02",
    says: "set() makes isSet() true at once",
    holds: ["A.wait, quiet, set=ok, isSet=yes, A→ok, quiet", "set=ok, clear=ok, isSet=no"],
    opposite: ["A.wait, quiet, set=ok, isSet=no", "set=ok, clear=ok, isSet=yes"],
  },
  {
    id: "EV-03",
    says: "set() wakes every task parked at that moment",
    holds: ["A.wait, B.wait, C.wait, quiet, set=ok, A→ok, B→ok, C→ok, quiet"],
    opposite: [
      "A.wait, B.wait, C.wait, quiet, set=ok, A→ok, B→ok, quiet",
      "A.wait, B.wait, C.wait, quiet, set=ok, B→ok, C→ok, quiet",
      "A.wait, B.wait, C.wait, quiet, set=ok, A→ok, C→ok, quiet",
    ],
  },
  {
    id: "EV-04",
    says: "set() and clear() before the waiters resume still release all of them",
    holds: ["A.wait, B.wait, quiet, set=ok, clear=ok, A→ok, B→ok, quiet, isSet 0"],
    opposite: [
      "A.wait, B.wait, quiet, set=ok, clear=ok, quiet",
      "A.wait, B.wait, quiet, set=ok, clear=ok, A→ok, quiet",
      "A.wait, B.wait, quiet, set=ok, clear=ok, A→ok, B→ok, quiet, isSet 1",
    ],
  },
  {
    id: "EV-05",
    says: "wait() on a set event returns without yielding",
    holds: ["set=ok, A.wait, A→ok", "set=ok, A.wait, clear=ok, A→ok, quiet", "set=ok, A.wait, cancel A, A→ok"],
    opposite: ["set=ok, A.wait, quiet", "set=ok, A.wait, clear=ok, quiet", "set=ok, A.wait, cancel A, A→cancelled"],
  },
  {
    id: "EV-06",
    says: "a wait() that begins after clear() parks, though earlier waiters have not resumed",
    holds: ["A.wait, quiet, set=ok, clear=ok, B.wait, A→ok, quiet"],
    opposite: ["A.wait, quiet, set=ok, clear=ok, B.wait, A→ok, B→ok", "A.wait, quiet, set=ok, clear=ok, B.wait, quiet"],
  },
  {
    id: "EV-07",
    says: "pulses are independent",
    holds: ["A.wait, set=ok, clear=ok, B.wait, set=ok, clear=ok, C.wait, A→ok, B→ok, quiet"],
    opposite: [
      "A.wait, set=ok, clear=ok, B.wait, set=ok, clear=ok, C.wait, A→ok, quiet",
      "A.wait, set=ok, clear=ok, B.wait, set=ok, clear=ok, C.wait, B→ok, quiet",
      "A.wait, set=ok, clear=ok, B.wait, set=ok, clear=ok, C.wait, A→ok, B→ok, C→ok",
    ],
  },
  {
    id: "EV-08",
    says: "the flag does not count",
    holds: ["set=ok, set=ok, set=ok, clear=ok, A.wait, quiet"],
    opposite: ["set=ok, set=ok, set=ok, clear=ok, A.wait, A→ok", "set=ok, set=ok, set=ok, clear=ok, isSet=yes"],
  },
  {
    id: "EV-09",
    says: "the flag is sticky, and waiting consumes nothing",
    holds: ["set=ok, A.wait, A→ok, B.wait, B→ok, isSet=yes, clear=ok, C.wait, quiet"],
    opposite: [
      "set=ok, A.wait, A→ok, B.wait, quiet",
      "set=ok, A.wait, A→ok, isSet=no",
      "set=ok, A.wait, A→ok, B.wait, B→ok, clear=ok, C.wait, C→ok",
    ],
  },
  {
    id: "EV-10",
    says: "a waiter may find isSet() false when it resumes",
    holds: ["A.wait, quiet, set=ok, clear=ok, A→ok, isSet=no"],
    opposite: ["A.wait, quiet, set=ok, clear=ok, A→ok, isSet=yes"],
  },
  {
    id: "EV-11",
    says: "a waiter that clears the flag when it resumes does not stop the others",
    holds: ["A.wait, B.wait, quiet, set=ok, A→ok, clear=ok, B→ok, clear=ok, quiet, isSet 0"],
    opposite: ["A.wait, B.wait, quiet, set=ok, A→ok, clear=ok, quiet"],
  },
  {
    id: "EV-12",
    says: "a waiter that waits again at once passes through if the flag is still set and parks if it was cleared",
    holds: ["A.wait, quiet, set=ok, A→ok, A.wait, A→ok, quiet", "A.wait, quiet, set=ok, clear=ok, A→ok, A.wait, quiet"],
    opposite: ["A.wait, quiet, set=ok, A→ok, A.wait, quiet", "A.wait, quiet, set=ok, clear=ok, A→ok, A.wait, A→ok"],
  },
  {
    id: "EV-13",
    says: "cancelling a parked waiter removes only that waiter",
    holds: ["A.wait, B.wait, quiet, cancel A, A→cancelled, quiet, set=ok, B→ok, quiet"],
    opposite: [
      "A.wait, B.wait, quiet, cancel A, quiet",
      "A.wait, B.wait, quiet, cancel A, A→ok",
      "A.wait, B.wait, quiet, cancel A, A→cancelled, B→cancelled",
      "A.wait, B.wait, quiet, cancel A, A→cancelled, quiet, set=ok, quiet",
    ],
  },
  {
    id: "EV-14",
    says: "cancelling a woken waiter ends it cancelled and changes nothing else",
    holds: ["A.wait, B.wait, quiet, set=ok, cancel A, A→cancelled, B→ok, quiet, isSet 1"],
    opposite: [
      "A.wait, B.wait, quiet, set=ok, cancel A, A→ok",
      "A.wait, B.wait, quiet, set=ok, cancel A, A→cancelled, quiet",
      "A.wait, B.wait, quiet, set=ok, cancel A, A→cancelled, B→ok, quiet, isSet 0",
    ],
  },
  {
    id: "EV-15",
    says: "cancel first, then set() in the same turn: still cancelled",
    holds: ["A.wait, quiet, cancel A, set=ok, A→cancelled, quiet, isSet 1"],
    opposite: ["A.wait, quiet, cancel A, set=ok, A→ok", "A.wait, quiet, cancel A, set=ok, A→cancelled, quiet, isSet 0"],
  },
  {
    id: "EV-16",
    says: "set() on a set event changes nothing",
    holds: ["set=ok, set=ok, quiet, isSet 1, A.wait, A→ok"],
    opposite: ["set=ok, set=ok, quiet, isSet 0", "set=ok, set=ok, A.wait, quiet"],
  },
  {
    id: "GN-02",
    says: "cancel on a woken operation wins, until it has resumed",
    holds: ["A.wait, quiet, set=ok, cancel A, A→cancelled", "A.wait, quiet, set=ok, turn, cancel A, A→ok"],
    opposite: ["A.wait, quiet, set=ok, cancel A, A→ok"],
  },
];

const queueFacts: readonly Fact[] = [
  {
    id: "GN-01",
    says: "waking is never synchronous",
    holds: ["A.get, quiet, putNowait(1)=ok, getNowait=1, quiet"],
    opposite: ["A.get, quiet, putNowait(1)=ok, getNowait=1, A→1", "A.get, quiet, putNowait(1)=ok, getNowait=empty"],
  },
  {
    id: "GN-03",
    says: "cancel before the wake wins, and the wake goes to somebody else",
    holds: ["A.get, B.get, quiet, cancel A, putNowait(1)=ok, A→cancelled, B→1, quiet"],
    opposite: [
      "A.get, B.get, quiet, cancel A, putNowait(1)=ok, A→1",
      "A.get, B.get, quiet, cancel A, putNowait(1)=ok, A→cancelled, quiet",
    ],
  },
  {
    id: "GN-04",
    says: "the woken resume in the order of waking",
    holds: ["A.get, B.get, quiet, putNowait(1)=ok, putNowait(2)=ok, A→1, B→2, quiet"],
    opposite: [
      "A.get, B.get, quiet, putNowait(1)=ok, putNowait(2)=ok, A→2",
      "A.get, B.get, quiet, putNowait(1)=ok, putNowait(2)=ok, B→1",
    ],
  },
  {
    id: "QU-01",
    says: "a new queue is empty",
    holds: ["quiet, size 0"],
    opposite: ["quiet, size 1"],
  },
  {
    id: "QU-02",
    says: "an unbounded queue is never full",
    holds: ["putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, putNowait(4)=ok, putNowait(5)=ok, quiet, size 5"],
    opposite: ["putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, putNowait(4)=ok, putNowait(5)=full"],
  },
  {
    id: "QU-03",
    says: "maxsize 1 is full after one item, and a refused item is not stored",
    maxsize: 1,
    holds: ["putNowait(1)=ok, putNowait(2)=full, quiet, size 1, getNowait=1, getNowait=empty"],
    opposite: [
      "putNowait(1)=full",
      "putNowait(1)=ok, putNowait(2)=ok",
      "putNowait(1)=ok, putNowait(2)=full, quiet, size 2",
      "putNowait(1)=ok, putNowait(2)=full, getNowait=2",
      "putNowait(1)=ok, putNowait(2)=full, getNowait=1, getNowait=2",
    ],
  },
  {
    id: "QU-04",
    says: "getNowait() on an empty queue answers that it is empty",
    holds: ["getNowait=empty"],
    opposite: ["getNowait=foreign", "putNowait(1)=ok, getNowait=1, getNowait=1", "putNowait(1)=ok, getNowait=empty"],
  },
  {
    id: "QU-05",
    says: "items leave in the order in which they entered",
    holds: ["putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, A.get, A→1, A.get, A→2, A.get, A→3"],
    opposite: [
      "putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, A.get, A→3",
      "putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, A.get, A→1, A.get, A→3",
    ],
  },
  {
    id: "QU-06",
    says: "get() on a non-empty queue and put() on a non-full one complete without yielding",
    holds: [
      "A.put(1), B.get, A→ok, B→1, quiet",
      "A.put(1), getNowait=1, A→ok",
      "A.put(1), B.get, getNowait=empty, B→1",
    ],
    opposite: [
      "A.put(1), getNowait=empty",
      "A.put(1), B.get, getNowait=1",
      "A.put(1), quiet",
      "putNowait(1)=ok, A.get, quiet",
      "putNowait(1)=ok, A.get, cancel A, A→cancelled",
    ],
  },
  {
    id: "QU-08",
    says: "an item put while a getter waits stays in the queue until the getter resumes",
    maxsize: 1,
    holds: ["A.get, quiet, putNowait(1)=ok, getNowait=1", "A.get, quiet, putNowait(1)=ok, A→1, quiet, size 0"],
    opposite: ["A.get, quiet, putNowait(1)=ok, getNowait=empty", "A.get, quiet, putNowait(1)=ok, A→1, quiet, size 1"],
  },
  {
    id: "QU-09",
    says: "a second putNowait() in the same turn is refused, although a getter was woken for the first item",
    maxsize: 1,
    holds: [
      "A.get, quiet, putNowait(1)=ok, putNowait(2)=full, A→1, quiet",
      "A.get, quiet, putNowait(1)=ok, turn, putNowait(2)=ok, A→1",
    ],
    opposite: ["A.get, quiet, putNowait(1)=ok, putNowait(2)=ok"],
  },
  {
    id: "QU-10",
    says: "getNowait() may barge; the woken getter silently parks again",
    holds: ["A.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, A→2, quiet"],
    opposite: [
      "A.get, quiet, putNowait(1)=ok, getNowait=1, A→foreign",
      "A.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, quiet",
    ],
  },
  {
    id: "QU-11",
    says: "a fresh get() barges in the same way",
    holds: ["A.get, quiet, putNowait(1)=ok, B.get, B→1, quiet"],
    opposite: ["A.get, quiet, putNowait(1)=ok, B.get, A→1"],
  },
  {
    id: "QU-12",
    says: "a getter that was beaten parks at the tail",
    holds: ["A.get, B.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, B→2, quiet"],
    opposite: ["A.get, B.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, A→2"],
  },
  {
    id: "QU-13",
    says: "undisturbed getters are served in the order they parked",
    holds: ["A.get, B.get, C.get, quiet, putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, A→1, B→2, C→3, quiet"],
    opposite: [
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, A→1, B→3",
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, putNowait(2)=ok, putNowait(3)=ok, C→1",
    ],
  },
  {
    id: "QU-14",
    says: "one put wakes exactly one getter: the second has not moved behind the third",
    holds: ["A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, B→2, quiet"],
    opposite: [
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, C→2",
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, quiet, putNowait(2)=ok, A→2",
    ],
  },
  {
    id: "QU-15",
    says: "a barging get shifts the items among the woken; the last one finds nothing and parks again",
    holds: ["A.get, B.get, quiet, putNowait(1)=ok, putNowait(2)=ok, getNowait=1, A→2, quiet"],
    opposite: [
      "A.get, B.get, quiet, putNowait(1)=ok, putNowait(2)=ok, getNowait=1, B→2",
      "A.get, B.get, quiet, putNowait(1)=ok, putNowait(2)=ok, getNowait=1, quiet",
    ],
  },
  {
    id: "QU-16",
    says: "cancelling a parked getter costs no item",
    holds: ["A.get, B.get, quiet, cancel A, A→cancelled, quiet, putNowait(1)=ok, B→1, quiet"],
    opposite: [
      "A.get, B.get, quiet, cancel A, A→cancelled, quiet, putNowait(1)=ok, quiet",
      "A.get, B.get, quiet, cancel A, quiet",
    ],
  },
  {
    id: "QU-17",
    says: "cancelling a woken getter passes the wake on",
    holds: ["A.get, B.get, quiet, putNowait(1)=ok, cancel A, A→cancelled, B→1, quiet, size 0"],
    opposite: [
      "A.get, B.get, quiet, putNowait(1)=ok, cancel A, A→1",
      "A.get, B.get, quiet, putNowait(1)=ok, cancel A, A→cancelled, quiet",
      "A.get, B.get, quiet, putNowait(1)=ok, cancel A, A→cancelled, B→1, quiet, size 1",
    ],
  },
  {
    id: "QU-18",
    says: "cancelling the only woken getter leaves the item for whoever asks next",
    holds: ["A.get, quiet, putNowait(1)=ok, cancel A, A→cancelled, quiet, size 1, getNowait=1"],
    opposite: [
      "A.get, quiet, putNowait(1)=ok, cancel A, A→cancelled, quiet, size 0",
      "A.get, quiet, putNowait(1)=ok, cancel A, A→cancelled, quiet, getNowait=empty",
    ],
  },
  {
    id: "QU-19",
    says: "a cancelled woken getter wakes nobody when its item was already taken: the next keeps its place",
    holds: [
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, cancel A, A→cancelled, quiet, putNowait(2)=ok, B→2, quiet",
    ],
    opposite: [
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, cancel A, A→cancelled, quiet, putNowait(2)=ok, C→2",
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, cancel A, A→cancelled, quiet, putNowait(2)=ok, quiet",
    ],
  },
  {
    id: "QU-20",
    says: "put() on a full queue parks; its item is invisible until it resumes",
    maxsize: 1,
    holds: ["putNowait(1)=ok, A.put(2), quiet, size 1, getNowait=1, getNowait=empty, A→ok, quiet, size 1"],
    opposite: [
      "putNowait(1)=ok, A.put(2), A→ok",
      "putNowait(1)=ok, A.put(2), quiet, size 2",
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, getNowait=2",
    ],
  },
  {
    id: "QU-21",
    says: "a get with a parked putter does not move that item in",
    maxsize: 1,
    holds: ["putNowait(1)=ok, A.put(2), quiet, getNowait=1, getNowait=empty, A→ok, quiet, getNowait=2"],
    opposite: ["putNowait(1)=ok, A.put(2), quiet, getNowait=1, getNowait=2"],
  },
  {
    id: "QU-22",
    says: "putNowait() may barge into the freed slot; the woken putter silently parks again",
    maxsize: 1,
    holds: ["putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=ok, quiet, getNowait=3, A→ok, getNowait=2"],
    opposite: [
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=full",
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=ok, A→ok",
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=ok, quiet, getNowait=3, quiet",
    ],
  },
  {
    id: "QU-23",
    says: "a fresh put() barges in the same way",
    maxsize: 1,
    holds: ["putNowait(1)=ok, A.put(2), quiet, getNowait=1, B.put(3), B→ok, quiet, getNowait=3, A→ok"],
    opposite: ["putNowait(1)=ok, A.put(2), quiet, getNowait=1, B.put(3), A→ok"],
  },
  {
    id: "QU-24",
    says: "a putter that was beaten parks at the tail",
    maxsize: 1,
    holds: [
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, putNowait(4)=ok, quiet, getNowait=4, B→ok, quiet, getNowait=3, A→ok, quiet, getNowait=2",
    ],
    opposite: [
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, putNowait(4)=ok, quiet, getNowait=4, A→ok",
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, putNowait(4)=ok, quiet, getNowait=4, quiet",
    ],
  },
  {
    id: "QU-25",
    says: "undisturbed putters enter in the order they parked",
    maxsize: 1,
    holds: [
      "putNowait(1)=ok, A.put(2), B.put(3), C.put(4), quiet, getNowait=1, A→ok, quiet, getNowait=2, B→ok, quiet, getNowait=3, C→ok, quiet, getNowait=4",
    ],
    opposite: [
      "putNowait(1)=ok, A.put(2), B.put(3), C.put(4), quiet, getNowait=1, B→ok",
      "putNowait(1)=ok, A.put(2), B.put(3), C.put(4), quiet, getNowait=1, A→ok, quiet, getNowait=2, C→ok",
    ],
  },
  {
    id: "QU-26",
    says: "one get wakes exactly one putter: the second has not moved behind the third",
    maxsize: 1,
    holds: [
      "putNowait(1)=ok, A.put(2), B.put(3), C.put(4), quiet, getNowait=1, putNowait(5)=ok, quiet, getNowait=5, B→ok, quiet",
    ],
    opposite: [
      "putNowait(1)=ok, A.put(2), B.put(3), C.put(4), quiet, getNowait=1, putNowait(5)=ok, quiet, getNowait=5, C→ok",
    ],
  },
  {
    id: "QU-27",
    says: "two gets in one turn wake two putters, which enter in order",
    maxsize: 2,
    holds: [
      "putNowait(1)=ok, putNowait(2)=ok, A.put(3), B.put(4), quiet, getNowait=1, getNowait=2, A→ok, B→ok, quiet, size 2, getNowait=3, getNowait=4",
    ],
    opposite: [
      "putNowait(1)=ok, putNowait(2)=ok, A.put(3), B.put(4), quiet, getNowait=1, getNowait=2, A→ok, quiet",
      "putNowait(1)=ok, putNowait(2)=ok, A.put(3), B.put(4), quiet, getNowait=1, getNowait=2, A→ok, B→ok, getNowait=4",
    ],
  },
  {
    id: "QU-28",
    says: "a cancelled parked putter's item never enters the queue",
    maxsize: 1,
    holds: ["putNowait(1)=ok, A.put(2), quiet, cancel A, A→cancelled, quiet, getNowait=1, quiet, getNowait=empty"],
    opposite: [
      "putNowait(1)=ok, A.put(2), quiet, cancel A, A→cancelled, quiet, getNowait=1, quiet, getNowait=2",
      "putNowait(1)=ok, A.put(2), quiet, cancel A, A→cancelled, quiet, getNowait=1, quiet, size 1",
    ],
  },
  {
    id: "QU-29",
    says: "cancelling a woken putter drops its item and passes the free slot on",
    maxsize: 1,
    holds: ["putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, cancel A, A→cancelled, B→ok, quiet, getNowait=3"],
    opposite: [
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, cancel A, A→ok",
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, cancel A, A→cancelled, quiet",
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, cancel A, A→cancelled, B→ok, quiet, getNowait=2",
    ],
  },
  {
    id: "QU-30",
    says: "a cancelled woken putter wakes nobody when its slot was already taken",
    maxsize: 1,
    holds: [
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, putNowait(4)=ok, cancel A, A→cancelled, quiet, getNowait=4, B→ok, quiet, getNowait=3",
    ],
    opposite: [
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, putNowait(4)=ok, cancel A, A→cancelled, B→ok",
      "putNowait(1)=ok, A.put(2), B.put(3), quiet, getNowait=1, putNowait(4)=ok, cancel A, A→cancelled, quiet, size 2",
    ],
  },
  {
    id: "QU-39",
    says: "conflation: replacing the pending item before the woken getter resumes delivers only the newest",
    maxsize: 1,
    holds: ["A.get, quiet, putNowait(1)=ok, putNowait(2)=full, getNowait=1, putNowait(3)=ok, A→3, quiet, size 0"],
    opposite: [
      "A.get, quiet, putNowait(1)=ok, putNowait(2)=full, getNowait=1, putNowait(3)=ok, A→1",
      "A.get, quiet, putNowait(1)=ok, putNowait(2)=full, getNowait=1, putNowait(3)=ok, quiet",
      "A.get, quiet, putNowait(1)=ok, putNowait(2)=full, getNowait=empty",
    ],
  },
  {
    id: "QU-41",
    says: "conflation wakes a second getter for nothing when two are parked; it parks again",
    maxsize: 1,
    holds: [
      "A.get, B.get, quiet, putNowait(1)=ok, getNowait=1, putNowait(2)=ok, A→2, quiet, putNowait(3)=ok, B→3, quiet",
    ],
    opposite: [
      "A.get, B.get, quiet, putNowait(1)=ok, getNowait=1, putNowait(2)=ok, B→2",
      "A.get, B.get, quiet, putNowait(1)=ok, getNowait=1, putNowait(2)=ok, A→2, B→1",
    ],
  },
  {
    id: "QU-41b",
    says: "the second getter was really woken: with a third one parked it has lost its place",
    maxsize: 1,
    holds: [
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, putNowait(2)=ok, A→2, quiet, putNowait(3)=ok, C→3, quiet",
    ],
    opposite: [
      "A.get, B.get, C.get, quiet, putNowait(1)=ok, getNowait=1, putNowait(2)=ok, A→2, quiet, putNowait(3)=ok, B→3",
    ],
  },
  {
    id: "QU-42",
    says: "if a put() is parked when the conflation idiom runs, its older item enters after the new one",
    maxsize: 1,
    holds: [
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=ok, quiet, getNowait=3, A→ok, quiet, getNowait=2",
    ],
    opposite: [
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=ok, quiet, getNowait=2",
      "putNowait(1)=ok, A.put(2), quiet, getNowait=1, putNowait(3)=ok, quiet, getNowait=3, A→ok, quiet, getNowait=empty",
    ],
  },
  {
    id: "QU-43",
    says: "a second put in the same turn: the getter takes the oldest when it resumes",
    holds: ["A.get, quiet, putNowait(1)=ok, putNowait(2)=ok, A→1, quiet, size 1"],
    opposite: [
      "A.get, quiet, putNowait(1)=ok, putNowait(2)=ok, A→2",
      "A.get, quiet, putNowait(1)=ok, putNowait(2)=ok, A→1, quiet, size 2",
    ],
  },
  {
    id: "QU-44",
    says: "a consumer that never parks gets everything",
    holds: ["putNowait(1)=ok, putNowait(2)=ok, A.get, A→1, A.get, A→2, A.get, B.get, quiet, size 0"],
    opposite: [
      "putNowait(1)=ok, putNowait(2)=ok, A.get, B.get, B→1",
      "putNowait(1)=ok, putNowait(2)=ok, A.get, A→1, A.get, B.get, B→2",
    ],
  },
];

/** No history of these verbs shows them: the values of items, join and taskDone. */
const notExpressible = ["QU-07", "QU-40"];

/** What the relation says; the brute-force checker has to say the same. */
function allows<S>(model: Model<S>, events: readonly ModelEvent[]): boolean {
  const { is } = compare(new Relation(model), asHistory(events), table);
  expect(explains(model, events)).toBe(is === "conforms");
  return is === "conforms";
}

function check<S>(model: Model<S>, { holds, opposite }: Fact): void {
  for (const words of holds)
    expect({ words, allowed: allows(model, fromWords(words)) }).toEqual({ words, allowed: true });
  for (const words of opposite) {
    expect({ words, allowed: allows(model, fromWords(words)) }).toEqual({ words, allowed: false });
    // what comes before its last event is still in order: the opposite is refused for the right reason
    const before = words.split(", ").slice(0, -1).join(", ");
    if (before !== "") expect({ before, allowed: allows(model, fromWords(before)) }).toEqual({ before, allowed: true });
  }
}

describe("the asyncio model allows what CPython does, and not the opposite", () => {
  test.each(eventFacts)("$id: $says", (fact) => {
    check(eventModelOf("asyncio").model, fact);
  });

  test.each(queueFacts)("$id: $says", (fact) => {
    check(queueModelOf("asyncio", { ...plainQueue, capacity: fact.maxsize ?? Infinity }).model, fact);
  });

  test("every fact about these verbs is here", () => {
    const ids = new Set([...eventFacts, ...queueFacts].map(({ id }) => id));
    const two = (number: number): string => String(number).padStart(2, "0");
    const wanted = [
      ...Array.from({ length: 16 }, (_, at) => `EV-${two(at + 1)}`),
      ...[...Array.from({ length: 30 }, (_, at) => at + 1), 39, 40, 41, 42, 43, 44].map(
        (number) => `QU-${two(number)}`,
      ),
    ];
    expect(wanted.filter((id) => !ids.has(id))).toEqual(notExpressible);
  });
});
