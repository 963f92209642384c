/**
 * The facts about asyncio's Event and queues: what CPython was seen to do, by the ids of the page on which the models
 * stand (docs/truth.md). Written down from that page and not from a run: a run of CPython has to show them.
 *
 * `plans` are lines of factNotation.ts. `observed` is what the function of that name in facts.py has to observe, for what
 * no plan can show: how many callbacks were scheduled, what is read between two callbacks, threads, items that cannot be
 * compared.
 */
export interface Fact {
  readonly says: string;
  readonly plans: readonly string[];
  readonly observed?: unknown;
  /** Why a script is needed, too or instead. */
  readonly because?: string;
}

const COUNTS = "a plan does not count callbacks";
const READS = "a plan reads at quiet points only, not between two callbacks";
const COMPARES = "a plan has no items that cannot be compared";

export const FACTS: Readonly<Record<string, Fact>> = {
  "GN-01": {
    says: "Who is woken goes on after the call that wakes, never inside it.",
    plans: ["Event: A.wait→ok ~, D.set→ok, D.isSet→yes ~; order 2 3 A"],
  },
  "GN-02": {
    says: "A cancel of a woken operation is accepted and wins.",
    plans: [
      "Event: A.wait→cancelled ~, D.set→ok, cancel A ~ isSet=1",
      "Queue: A.get→cancelled ~, D.putNowait(a)→ok, cancel A ~ size=1",
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled ~, D.getNowait→a, cancel A ~ size=0",
      "Queue: D.putNowait(a)→ok, A.join→cancelled ~, D.taskDone→ok, cancel A ~",
    ],
    observed: [true, "cancelled"],
    because: "a plan does not see what cancel() answers",
  },
  "GN-03": {
    says: "A waiter that is asked to end is passed over by every wake.",
    plans: [
      "Queue: A.get→cancelled, B.get→a ~, cancel A, D.putNowait(a)→ok ~ size=0",
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled, B.put(c)→ok ~, cancel A, D.getNowait→a ~ size=1, D.getNowait→c ~",
      "Queue: D.putNowait(a)→ok, A.join→cancelled ~, cancel A, D.taskDone→ok ~",
    ],
  },
  "GN-04": {
    says: "The woken go on in the order of waking, behind what was scheduled before.",
    plans: [
      "Queue: D.putNowait(a)→ok, D.getNowait→a, A.join→ok, B.join→ok, C.get→b ~, D.putNowait(b)→ok, D.taskDone→ok, D.taskDone→ok ~; order 8 C A B",
    ],
    observed: ["C", "A", "B"],
    because: "in a plan all that is scheduled belongs to the object",
  },

  "EV-01": {
    says: "A new event is not set, and wait() parks.",
    plans: ["Event: A.wait→pending ~ isSet=0", "Event: D.isSet→no ~ isSet=0"],
  },
  "EV-02": {
    says: "set() shows at once, before a waiter goes on; set() and clear() return nothing.",
    plans: ["Event: A.wait→ok ~, D.set→ok, D.isSet→yes, D.clear→ok, D.isSet→no ~; order 5 A"],
  },
  "EV-03": {
    says: "set() wakes all who are parked, in the order in which they parked.",
    plans: [
      "Event: A.wait→ok, B.wait→ok, C.wait→ok ~, D.set→ok ~; order A B C",
      "Event: C.wait→ok, A.wait→ok, B.wait→ok ~, D.set→ok ~; order C A B",
    ],
  },
  "EV-04": {
    says: "set() and clear() in one turn still release all: the woken do not look again.",
    plans: ["Event: A.wait→ok, B.wait→ok ~, D.set→ok, D.clear→ok ~ isSet=0; order 4 A B"],
  },
  "EV-05": {
    says: "wait() on a set event is over at its call.",
    plans: ["Event: D.set→ok, A.wait→ok!, D.clear→ok ~ isSet=0"],
    observed: [["ok", true], 0],
    because: COUNTS,
  },
  "EV-06": {
    says: "A wait() after clear() parks, though those woken before it have not gone on.",
    plans: ["Event: A.wait→ok ~, D.set→ok, D.clear→ok, B.wait→pending ~ isSet=0"],
  },
  "EV-07": {
    says: "Pulses are independent: who parks between two is released by the second, once.",
    plans: [
      "Event: A.wait→ok, D.set→ok, D.clear→ok, B.wait→ok, D.set→ok, D.clear→ok, C.wait→pending ~ isSet=0; order 7 A B",
    ],
  },
  "EV-08": {
    says: "The flag does not count.",
    plans: ["Event: D.set→ok, D.set→ok, D.set→ok, D.clear→ok, A.wait→pending ~ isSet=0"],
  },
  "EV-09": {
    says: "The flag stays until clear(), and waiting uses nothing up.",
    plans: ["Event: D.set→ok ~, A.wait→ok! ~, B.wait→ok! ~ isSet=1, D.isSet→yes, D.clear→ok, C.wait→pending ~"],
  },
  "EV-10": {
    says: "Who goes on may find the flag down.",
    plans: ["Event: A.wait→ok ~, then A.isSet→no, D.set→ok, D.clear→ok ~ isSet=0; order 4 A 2"],
  },
  "EV-11": {
    says: "A waiter that clears the flag as it goes on does not stop the others.",
    plans: ["Event: A.wait→ok, B.wait→ok ~, then A.clear→ok, then B.clear→ok, D.set→ok ~ isSet=0; order A 3 B 4"],
  },
  "EV-12": {
    says: "Who waits again at once passes if the flag is still up, and parks if it is not.",
    plans: [
      "Event: A.wait→ok ~, A.wait→ok!, D.set→ok ~ isSet=1",
      "Event: A.wait→ok ~, A.wait→pending, D.set→ok, D.clear→ok ~ isSet=0",
    ],
  },
  "EV-13": {
    says: "A cancel of a parked waiter removes that one only.",
    plans: ["Event: A.wait→cancelled, B.wait→ok ~, cancel A ~, D.set→ok ~ isSet=1; order A 4 B"],
  },
  "EV-14": {
    says: "A cancel of a woken waiter ends that one cancelled and changes nothing else.",
    plans: ["Event: A.wait→cancelled, B.wait→ok ~, D.set→ok, cancel A ~ isSet=1"],
  },
  "EV-15": {
    says: "Cancelled first and woken in the same turn: it ends cancelled.",
    plans: ["Event: A.wait→cancelled ~, cancel A, D.set→ok ~ isSet=1"],
  },
  "EV-16": {
    says: "set() on a set event wakes nobody and schedules nothing.",
    plans: ["Event: D.set→ok, D.set→ok, D.clear→ok, A.wait→pending ~ isSet=0"],
    observed: 0,
    because: COUNTS,
  },
  "EV-17": {
    says: "A thread that waits on a threading.Event is released by set() and clear() as well.",
    plans: [],
    observed: [true, false],
    because: "a plan has no threads",
  },
  "EV-18": {
    says: "threading's wait() has a time-out and answers False then; asyncio's has none.",
    plans: [],
    observed: [false, "TypeError"],
    because: "a plan has no threads, and says no argument that is refused",
  },

  "QU-01": {
    says: "A new queue is empty, has no limit and is never full.",
    plans: ["Queue: D.getNowait→empty ~ size=0 isEmpty=1 isFull=0"],
    observed: [0, 0, true, false],
    because: "a plan does not read maxsize",
  },
  "QU-02": {
    says: "A maxsize of 0 or less is no limit, and is given back as it was.",
    plans: [
      "Queue: D.putNowait(a)→ok, D.putNowait(b)→ok, D.putNowait(c)→ok, D.putNowait(d)→ok, A.put(e)→ok! ~ size=5 isFull=0",
    ],
    observed: [-1, 1000, false],
    because: "a plan has no negative capacity",
  },
  "QU-03": {
    says: "With maxsize 1 one item makes it full; a refused item is not kept.",
    plans: [
      "Queue(1): D.putNowait(a)→ok ~ size=1 isFull=1, D.putNowait(b)→full ~ size=1, D.getNowait→a, D.getNowait→empty ~",
    ],
  },
  "QU-04": {
    says: "get_nowait() on an empty queue says so.",
    plans: ["Queue: D.getNowait→empty ~", "Queue: D.putNowait(a)→ok, D.getNowait→a, D.getNowait→empty ~"],
  },
  "QU-05": {
    says: "Items leave in the order in which they entered.",
    plans: ["Queue: A.put(a)→ok!, D.putNowait(b)→ok, B.put(c)→ok!, A.get→a!, D.getNowait→b, B.get→c! ~ size=0"],
  },
  "QU-06": {
    says: "put() with room and get() with an item are over at their call.",
    plans: ["Queue: A.put(a)→ok!, B.get→a!, D.getNowait→empty ~ size=0"],
  },
  "QU-07": {
    says: "None is an item like any other, and so is every value.",
    plans: [
      "Queue: D.putNowait(a:null)→ok ~ size=1 isEmpty=0, D.getNowait→a ~ size=0",
      "Queue: D.putNowait(a:zero)→ok, D.putNowait(b:false)→ok, D.putNowait(c:empty-string)→ok, D.putNowait(d:nan)→ok ~ size=4, D.getNowait→a, A.get→b!, D.getNowait→c, A.get→d! ~ size=0",
    ],
  },
  "QU-08": {
    says: "What is put for a parked getter stays in the queue until that getter goes on.",
    plans: ["Queue(1): A.get→pending ~, D.putNowait(a)→ok, D.getNowait→a ~ size=0"],
    observed: [
      [1, false, true],
      [0, true, false],
      ["ok", "a"],
    ],
    because: READS,
  },
  "QU-09": {
    says: "So a second put_nowait() in that turn finds the queue full.",
    plans: ["Queue(1): A.get→a ~, D.putNowait(a)→ok, D.putNowait(b)→full ~ size=0; order 3 A"],
  },
  "QU-10": {
    says: "get_nowait() may take the item from under a woken getter, which parks again and says nothing.",
    plans: ["Queue: A.get→b ~, D.putNowait(a)→ok, D.getNowait→a ~ size=0, D.putNowait(b)→ok ~ size=0; order 4 A"],
  },
  "QU-11": {
    says: "So may a fresh get().",
    plans: ["Queue: A.get→pending ~, D.putNowait(a)→ok, B.get→a! ~ size=0"],
  },
  "QU-12": {
    says: "A getter that was beaten parks behind those who came after it.",
    plans: [
      "Queue: A.get→pending, B.get→b ~, D.putNowait(a)→ok, D.getNowait→a ~, D.putNowait(b)→ok ~ size=0",
      "Queue: A.get→d, B.get→b, C.get→c ~, D.putNowait(a)→ok, D.getNowait→a ~, D.putNowait(b)→ok ~, D.putNowait(c)→ok ~, D.putNowait(d)→ok ~ size=0",
    ],
  },
  "QU-13": {
    says: "Getters whom nobody disturbs are served in the order in which they parked.",
    plans: [
      "Queue: A.get→a, B.get→b, C.get→c ~, D.putNowait(a)→ok, D.putNowait(b)→ok, D.putNowait(c)→ok ~; order 6 A B C",
      "Queue: C.get→a, B.get→b, A.get→c ~, D.putNowait(a)→ok ~, D.putNowait(b)→ok ~, D.putNowait(c)→ok ~; order C B A",
    ],
  },
  "QU-14": {
    says: "One put wakes one getter.",
    plans: [
      "Queue: A.get→pending, B.get→b, C.get→pending ~, D.putNowait(a)→ok, D.getNowait→a ~, D.putNowait(b)→ok ~ size=0",
    ],
    observed: 1,
    because: COUNTS,
  },
  "QU-15": {
    says: "A get that barges in shifts the items among the woken: the last of them finds none and parks again.",
    plans: ["Queue: A.get→b, B.get→pending ~, D.putNowait(a)→ok, D.putNowait(b)→ok, D.getNowait→a ~ size=0"],
  },
  "QU-16": {
    says: "A cancel of a parked getter costs no item.",
    plans: ["Queue: A.get→cancelled, B.get→a ~, cancel A ~, D.putNowait(a)→ok ~ size=0; order A 4 B"],
  },
  "QU-17": {
    says: "A woken getter that is cancelled passes the wake on.",
    plans: [
      "Queue: A.get→cancelled, B.get→a ~, D.putNowait(a)→ok, cancel A ~ size=0; order A B",
      "Queue: A.get→cancelled, B.get→a, C.get→pending ~, D.putNowait(a)→ok, cancel A ~ size=0",
      "Queue: A.get→cancelled, B.get→a, C.get→b ~, B.get→pending, D.putNowait(a)→ok, cancel A, cancel A ~, D.putNowait(b)→ok ~ size=0",
    ],
  },
  "QU-18": {
    says: "Where there is no other getter the item stays for whoever asks next.",
    plans: ["Queue: A.get→cancelled ~, D.putNowait(a)→ok, cancel A ~ size=1, D.getNowait→a ~ size=0"],
  },
  "QU-19": {
    says: "A cancelled woken getter wakes nobody when its item is gone: the next one keeps its place.",
    plans: [
      "Queue: A.get→cancelled, B.get→b, C.get→pending ~, D.putNowait(a)→ok, D.getNowait→a, cancel A ~, D.putNowait(b)→ok ~ size=0",
    ],
  },
  "QU-20": {
    says: "put() on a full queue parks, and its item is not to be seen until it goes on.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→pending ~ size=1 isFull=1",
      "Queue(1): D.putNowait(a)→ok, A.put(b)→ok ~ size=1, D.getNowait→a, D.getNowait→empty ~ size=1; order 4 A",
    ],
  },
  "QU-21": {
    says: "A get does not move a parked putter's item in: the slot is free until the putter goes on.",
    plans: ["Queue(1): D.putNowait(a)→ok, A.put(b)→ok ~, D.getNowait→a, D.getNowait→empty ~ size=1, D.getNowait→b ~"],
    observed: ["a", 0, true, false, "QueueEmpty", 1],
    because: READS,
  },
  "QU-22": {
    says: "put_nowait() may take that slot; the woken putter parks again and says nothing.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→ok ~, D.getNowait→a, D.putNowait(c)→ok ~ size=1, D.getNowait→c ~, D.getNowait→b ~ size=0; order 5 A",
    ],
  },
  "QU-23": {
    says: "So may a fresh put().",
    plans: ["Queue(1): D.putNowait(a)→ok, A.put(b)→pending ~, D.getNowait→a, B.put(c)→ok! ~ size=1"],
  },
  "QU-24": {
    says: "A putter that was beaten parks behind those who came after it.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→ok, B.put(c)→ok ~, D.getNowait→a, D.putNowait(d)→ok ~, D.getNowait→d ~, D.getNowait→c ~, D.getNowait→b ~; order B A",
    ],
  },
  "QU-25": {
    says: "Putters whom nobody disturbs enter in the order in which they parked.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→ok, B.put(c)→ok, C.put(d)→ok ~, D.getNowait→a ~, D.getNowait→b ~, D.getNowait→c ~, D.getNowait→d ~; order A B C",
    ],
  },
  "QU-26": {
    says: "One get wakes one putter.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→pending, B.put(c)→ok, C.put(d)→pending ~, D.getNowait→a, D.putNowait(e)→ok ~, D.getNowait→e ~ size=1",
    ],
    observed: 1,
    because: COUNTS,
  },
  "QU-27": {
    says: "Two gets in one turn wake two putters, which enter in their order.",
    plans: [
      "Queue(2): D.putNowait(a)→ok, D.putNowait(b)→ok, A.put(c)→ok, B.put(d)→ok ~, D.getNowait→a, D.getNowait→b ~ size=2, D.getNowait→c, D.getNowait→d ~; order 6 A B",
    ],
  },
  "QU-28": {
    says: "The item of a parked put() that is cancelled never enters.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled ~, cancel A ~, D.getNowait→a ~ size=0, D.getNowait→empty ~",
    ],
  },
  "QU-29": {
    says: "A woken put() that is cancelled drops its item and passes the slot on.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled, B.put(c)→ok ~, D.getNowait→a, cancel A ~ size=1, D.getNowait→c ~",
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled, B.put(c)→ok, C.put(d)→pending ~, D.getNowait→a, cancel A ~ size=1",
    ],
  },
  "QU-30": {
    says: "It wakes nobody when the slot is gone.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled, B.put(c)→pending ~, D.getNowait→a, D.putNowait(d)→ok, cancel A ~ size=1",
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled, B.put(c)→ok ~, D.getNowait→a, D.putNowait(d)→ok, cancel A ~, D.getNowait→d ~, D.getNowait→c ~; order A 7 B",
      // a putter that is woken for nothing would lose its place to the third one
      "Queue(1): D.putNowait(a)→ok, A.put(b)→cancelled, B.put(c)→ok, C.put(d)→pending ~, D.getNowait→a, D.putNowait(e)→ok, cancel A ~, D.getNowait→e ~ size=1",
    ],
  },
  "QU-31": {
    says: "join() with nothing unfinished is over at its call.",
    plans: ["Queue: A.join→ok! ~"],
  },
  "QU-32": {
    says: "join() counts puts against task_done(): taking an item is not enough.",
    plans: ["Queue: D.putNowait(a)→ok, A.join→ok ~, D.getNowait→a ~, D.taskDone→ok ~; order 4 A"],
  },
  "QU-33": {
    says: "One task_done() too many is a ValueError, on a fresh queue too, and the count stays zero.",
    plans: [
      "Queue: D.taskDone→error:ValueError, A.join→ok! ~",
      "Queue: D.putNowait(a)→ok, D.getNowait→a, D.taskDone→ok, D.taskDone→error:ValueError, A.join→ok! ~",
    ],
  },
  "QU-34": {
    says: "task_done() may come before the get.",
    plans: ["Queue: D.putNowait(a)→ok, D.taskDone→ok, A.join→ok! ~ size=1, D.getNowait→a ~"],
  },
  "QU-35": {
    says: "The item of a parked put() is unfinished only once it has entered.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→ok ~, D.taskDone→ok, D.taskDone→error:ValueError, D.getNowait→a ~, D.taskDone→ok ~",
    ],
  },
  "QU-36": {
    says: "The task_done() that reaches zero releases all joiners, in their order.",
    plans: ["Queue: D.putNowait(a)→ok, A.join→ok, B.join→ok ~, D.taskDone→ok ~; order 4 A B"],
  },
  "QU-37": {
    says: "A released join() does not look again.",
    plans: ["Queue: D.putNowait(a)→ok, A.join→ok ~, D.taskDone→ok, D.putNowait(b)→ok ~ size=2; order 4 A"],
  },
  "QU-38": {
    says: "A cancel of a joiner changes nothing in the queue.",
    plans: ["Queue: D.putNowait(a)→ok, A.join→cancelled, B.join→ok ~, cancel A, D.taskDone→ok ~ size=1"],
  },
  "QU-39": {
    says: "Replacing the one item before the woken getter goes on delivers the newest only.",
    plans: ["Queue(1): A.get→c ~, D.putNowait(a)→ok, D.putNowait(b)→full, D.getNowait→a, D.putNowait(c)→ok ~ size=0"],
  },
  "QU-40": {
    says: "Each replacement is one more unfinished item, so join() needs a task_done() for the replaced one too.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, D.getNowait→a, D.putNowait(b)→ok, D.getNowait→b, D.taskDone→ok, A.join→ok ~, D.taskDone→ok ~; order 7 A",
    ],
  },
  "QU-41": {
    says: "With two parked getters a replacement wakes the second one for nothing; it parks again, behind.",
    plans: [
      "Queue(1): A.get→b, B.get→pending ~, D.putNowait(a)→ok, D.getNowait→a, D.putNowait(b)→ok ~ size=0",
      "Queue(1): A.get→b, B.get→pending, C.get→c ~, D.putNowait(a)→ok, D.getNowait→a, D.putNowait(b)→ok ~, D.putNowait(c)→ok ~ size=0",
    ],
    observed: [2, ["ok", "b"], "pending"],
    because: COUNTS,
  },
  "QU-42": {
    says: "Where a put() is parked as the item is replaced, its older item enters after the new one.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→ok ~, D.getNowait→a, D.putNowait(c)→ok ~, D.getNowait→c ~, D.getNowait→b ~ size=0",
    ],
  },
  "QU-43": {
    says: "Two puts in one turn: the woken getter takes the oldest item.",
    plans: ["Queue: A.get→a ~, D.putNowait(a)→ok, D.putNowait(b)→ok ~ size=1; order 3 A"],
  },
  "QU-44": {
    says: "A consumer that never parks lets nobody else run.",
    plans: [
      "Queue: D.putNowait(a)→ok, D.putNowait(b)→ok, D.putNowait(c)→ok, A.get→a!, A.get→b!, A.get→c!, B.get→pending ~",
      "Queue: B.get→pending ~, D.putNowait(a)→ok, D.putNowait(b)→ok, A.get→a!, A.get→b! ~ size=0",
    ],
    observed: ["a", "b", "c", "B"],
    because: "in a plan all that is scheduled belongs to the object",
  },

  "LI-01": {
    says: "A LifoQueue gives the newest item first.",
    plans: [
      "LifoQueue: D.putNowait(a)→ok, D.putNowait(b)→ok, D.putNowait(c)→ok, D.getNowait→c, A.get→b!, D.getNowait→a ~",
    ],
  },
  "LI-02": {
    says: "The getter woken first takes the newest item that is there when it goes on.",
    plans: ["LifoQueue: A.get→b, B.get→a ~, D.putNowait(a)→ok, D.putNowait(b)→ok ~ size=0; order 4 A B"],
  },
  "LI-03": {
    says: "Its putters are let in first come, first served all the same.",
    plans: [
      "LifoQueue(1): D.putNowait(a)→ok, A.put(b)→ok, B.put(c)→ok ~, D.getNowait→a ~, D.getNowait→b ~, D.getNowait→c ~; order A B",
    ],
  },

  "PQ-01": {
    says: "A PriorityQueue gives the smallest item first.",
    plans: [
      "PriorityQueue: D.putNowait(a:2)→ok, D.putNowait(b)→ok, D.putNowait(c:1)→ok, D.getNowait→b, A.get→c!, D.getNowait→a ~",
    ],
  },
  "PQ-02": {
    says: "A woken getter takes the smallest item that is there when it goes on.",
    plans: ["PriorityQueue: A.get→b ~, D.putNowait(a:2)→ok, D.putNowait(b)→ok ~ size=1, D.getNowait→a ~"],
  },
  "PQ-03": {
    says: "Items of equal priority leave as the heap has them, not in the order of their puts.",
    plans: [
      "PriorityQueue: D.putNowait(a)→ok, D.putNowait(b)→ok, D.putNowait(c)→ok, D.putNowait(d)→ok, D.getNowait→a, D.getNowait→c, D.getNowait→b, D.getNowait→d ~",
    ],
  },
  "PQ-04": {
    says: "An item that cannot be compared is a TypeError of put_nowait(), and stays inside uncounted.",
    plans: [],
    observed: ["TypeError", 2, null, "ValueError"],
    because: COMPARES,
  },
  "PQ-05": {
    says: "Only < between items is used; a single item is not compared at all.",
    plans: ["PriorityQueue: D.putNowait(a)→ok, D.getNowait→a ~"],
    observed: true,
    because: COMPARES,
  },
  "PQ-06": {
    says: "A parked put() whose item cannot be compared fails with TypeError as it goes on; its item stays inside.",
    plans: [],
    observed: ["TypeError", 2],
    because: COMPARES,
  },
  "PQ-07": {
    says: "Such a put wakes no getter: one may stay parked beside an item.",
    plans: [],
    observed: [["ok", 1], "pending", 1],
    because: COMPARES,
  },

  "SD-01": {
    says: "After shutdown() put_nowait() raises QueueShutDown, on a full queue too.",
    plans: [
      "Queue: D.close→ok, D.putNowait(a)→closed ~ size=0",
      "Queue(1): D.putNowait(a)→ok, D.close→ok, D.putNowait(b)→closed ~ size=1",
    ],
  },
  "SD-02": {
    says: "After shutdown() put() raises at once and never parks.",
    plans: [
      "Queue: D.close→ok, A.put(a)→closed! ~ size=0",
      "Queue(1): D.putNowait(a)→ok, D.close→ok, A.put(b)→closed! ~ size=1",
    ],
  },
  "SD-03": {
    says: "After shutdown() the items can be taken, and then every get raises.",
    plans: [
      "Queue: D.putNowait(a)→ok, D.putNowait(b)→ok, D.close→ok, D.getNowait→a, A.get→b!, D.getNowait→closed, A.get→closed! ~",
    ],
  },
  "SD-04": {
    says: "shutdown() wakes every parked getter; each raises, in their order.",
    plans: ["Queue: A.get→closed, B.get→closed ~, D.close→ok ~; order 3 A B"],
  },
  "SD-05": {
    says: "shutdown() wakes every parked putter; each raises and drops its item, though a slot be free by then.",
    plans: [
      "Queue(1): D.putNowait(a)→ok, A.put(b)→closed, B.put(c)→closed ~, D.close→ok, D.getNowait→a ~ size=0; order 5 A B",
      "Queue(1): D.putNowait(a)→ok, B.put(b)→closed, C.put(c)→closed ~, D.getNowait→a, A.get→closed, D.close→ok ~ size=0; order 6 B A C",
    ],
  },
  "SD-06": {
    says: "A getter that was woken before shutdown() gets its item.",
    plans: ["Queue: A.get→a, B.get→closed ~, D.putNowait(a)→ok, D.close→ok ~ size=0"],
  },
  "SD-07": {
    says: "An immediate shutdown() drops all items; a getter woken for one raises.",
    plans: [
      "Queue: A.get→closed ~, D.putNowait(a)→ok, D.close(immediate)→ok ~ size=0",
      "Queue: D.putNowait(a)→ok, D.close(immediate)→ok, D.getNowait→closed ~ size=0",
    ],
    observed: [0, "QueueShutDown"],
    because: READS,
  },
  "SD-08": {
    says: "An immediate shutdown() counts a task_done() for each item that it drops.",
    plans: [
      "Queue: D.putNowait(a)→ok, D.putNowait(b)→ok, A.join→ok ~, D.close(immediate)→ok ~ size=0, D.taskDone→error:ValueError ~; order 4 A 5",
    ],
  },
  "SD-09": {
    says: "Items that were taken and are not done keep join() parked.",
    plans: [
      "Queue: D.putNowait(a)→ok, D.putNowait(b)→ok, D.getNowait→a, A.join→ok ~, D.close(immediate)→ok ~ size=0, D.taskDone→ok ~; order 6 A",
    ],
  },
  "SD-10": {
    says: "shutdown() releases no joiner as long as items are inside.",
    plans: ["Queue: D.putNowait(a)→ok, A.join→ok ~, D.close→ok ~, D.getNowait→a, D.taskDone→ok ~; order 5 A"],
  },
  "SD-11": {
    says: "A woken putter raises when shutdown() comes before it goes on.",
    plans: ["Queue(1): D.putNowait(a)→ok, A.put(b)→closed ~, D.getNowait→a, D.close→ok ~ size=0"],
  },
  "SD-12": {
    says: "shutdown() returns nothing, may be repeated, and may become immediate later.",
    plans: ["Queue: D.putNowait(a)→ok, D.close→ok, D.close→ok ~ size=1, D.close(immediate)→ok ~ size=0"],
  },
  "SD-13": {
    says: "What can be read answers as before.",
    plans: ["Queue(1): D.putNowait(a)→ok, D.close→ok ~ size=1 isEmpty=0 isFull=1"],
    observed: [1, false, true, 1],
    because: "a plan does not read maxsize",
  },
  "SD-14": {
    says: "A getter that is cancelled in the turn of the shutdown ends cancelled.",
    plans: ["Queue: A.get→cancelled ~, D.close→ok, cancel A ~"],
  },
  "SD-15": {
    says: "join() on a queue that is shut down is over at once, or parks while something is unfinished.",
    plans: ["Queue: D.close→ok, A.join→ok! ~", "Queue: D.putNowait(a)→ok, D.close→ok, A.join→pending ~"],
  },
  "SD-16": {
    says: "A getter that was beaten to its item before the shutdown raises.",
    plans: [
      "Queue: A.get→closed ~, D.putNowait(a)→ok, D.getNowait→a, D.close→ok ~",
      "Queue: A.get→closed ~, D.putNowait(a)→ok, D.close→ok, B.get→a ~ size=0",
    ],
  },
};

/** How many facts each family has on the page. */
export const FAMILIES: Readonly<Record<string, number>> = { GN: 4, EV: 18, QU: 44, LI: 3, PQ: 7, SD: 16 };
