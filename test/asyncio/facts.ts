/**
 * What CPython 3.13 was seen to do, one executed scenario each, by the ids of the reference. `set_result` and callbacks are
 * the event loop's; `is_set`, `put_nowait` and so on are `isSet`, `putNowait` here.
 */
import { expect, test } from "vitest";
import { Driver } from "./driver.js";

/** The facts, word by word. */
const FACTS = {
  "GN-01": "Waking is never synchronous: the call that wakes a parked task returns before that task runs.",
  "GN-02":
    "cancel() on a task that has been woken but has not resumed is accepted (True) and wins: the operation ends cancelled, not completed.",
  "GN-03":
    "cancel() before the wake also wins: a task whose cancellation is requested but not delivered is skipped by every wake.",
  "GN-04": "Woken tasks resume in the order in which they were woken, after callbacks that were already scheduled.",
  "EV-01": "A new event is unset and wait() parks.",
  "EV-02": "set() makes is_set() true at once, before any waiter resumes; set() and clear() return nothing.",
  "EV-03": "set() wakes every task parked at that moment, in the order they parked; each wait() returns True.",
  "EV-04":
    "set() followed by clear() before the waiters resume still releases all of them with True: a woken waiter does not look at the flag again.",
  "EV-05": "wait() on a set event returns True without yielding: no other task runs in between.",
  "EV-06":
    "A wait() that begins after clear() parks, even if earlier waiters woken by the preceding set() have not resumed yet.",
  "EV-07": "Pulses are independent: set,clear,set wakes those parked between the pulses as well, each once.",
  "EV-08": "The flag does not count: several set() are one, and one clear() undoes them all.",
  "EV-09":
    "The flag is sticky: set() with nobody waiting releases every later wait() until clear(); waiting consumes nothing.",
  "EV-10": "A waiter may find is_set() false when it resumes.",
  "EV-11": "A waiter that clears the flag when it resumes does not stop the other waiters of the same set().",
  "EV-12": "A waiter that waits again at once passes through if the flag is still set and parks if it was cleared.",
  "EV-13": "Cancelling a parked waiter removes only that waiter.",
  "EV-14":
    "Cancelling a woken waiter ends it cancelled and changes nothing else: flag and other waiters are unaffected.",
  "EV-15": "Cancel first, then set() in the same turn: the waiter still ends cancelled.",
  "EV-16": "set() on a set event wakes nobody and schedules nothing.",
  "EV-17":
    "Contrast threading.Event: a parked thread is also released with True by set() immediately followed by clear().",
  "EV-18":
    "Contrast threading.Event: wait(timeout) returns False on time-out; asyncio's wait() has no time-out parameter (TypeError).",
  "QU-01": "A new Queue() has maxsize 0: qsize 0, empty, never full.",
  "QU-02": "maxsize <= 0 means unbounded; the maxsize property gives the number back unchanged; full() is never true.",
  "QU-03": "maxsize 1: full after one item; put_nowait() then raises QueueFull and stores nothing.",
  "QU-04": "get_nowait() on an empty queue raises QueueEmpty.",
  "QU-05": "Items leave a Queue in the order they entered it.",
  "QU-06":
    "get() on a non-empty queue and put() on a non-full one complete without yielding; put() returns None, get() the item.",
  "QU-07": "None (any value) is a legal item.",
  "QU-08":
    "put_nowait() with a parked getter does not hand the item over: it stays in the queue (qsize 1, not empty, full if maxsize 1) until the getter resumes.",
  "QU-09":
    "Therefore a second put_nowait() on Queue(1) in the same turn raises QueueFull although a getter is waiting for the first item.",
  "QU-10": "get_nowait() may barge: it takes the item from under a woken getter, which silently parks again.",
  "QU-11": "A fresh await get() barges in the same way and does not yield.",
  "QU-12": "A getter beaten to its item parks at the tail: it loses its FIFO place to getters that came after it.",
  "QU-13": "Undisturbed getters are served in the order they parked.",
  "QU-14": "One put wakes exactly one getter.",
  "QU-15":
    "A barging get with two items pending shifts the items among the woken getters: the last one woken finds nothing and re-parks.",
  "QU-16": "Cancelling a parked getter costs no item.",
  "QU-17": "Cancelling a woken getter passes the wake on to the next parked getter.",
  "QU-18": "Cancelling the only woken getter leaves the item in the queue for whoever asks next.",
  "QU-19": "A cancelled woken getter wakes nobody when its item was already taken: the next getter keeps its place.",
  "QU-20": "put() on a full queue parks; its item is invisible (qsize, get_nowait) until it resumes.",
  "QU-21":
    "A get with a parked putter does not move that item in: the slot is visibly free (qsize 0, empty, not full) until the putter resumes.",
  "QU-22": "put_nowait() may barge into the freed slot; the woken putter silently parks again.",
  "QU-23": "A fresh await put() barges in the same way without yielding.",
  "QU-24": "A putter beaten to its slot parks at the tail, behind putters that came after it.",
  "QU-25": "Undisturbed putters enter in the order they parked.",
  "QU-26": "One get wakes exactly one putter.",
  "QU-27": "Two gets in one turn wake two putters, which enter in order.",
  "QU-28": "A cancelled parked putter's item never enters the queue.",
  "QU-29": "Cancelling a woken putter drops its item and passes the free slot to the next parked putter.",
  "QU-30": "A cancelled woken putter wakes nobody when its slot was already taken.",
  "QU-31": "join() on a queue with no unfinished item returns without yielding.",
  "QU-32": "join() counts puts against task_done(); taking an item is not enough.",
  "QU-33": "One task_done() too many raises ValueError, also on a fresh queue, and leaves the count at zero.",
  "QU-34": "task_done() may precede the get(): it only counts.",
  "QU-35": "A parked putter's item counts as unfinished only once it has entered.",
  "QU-36": "All joiners are released by the task_done() that reaches zero, in order.",
  "QU-37": "A released join() does not look again: it returns even if an item was put before it resumed.",
  "QU-38": "Cancelling a joiner changes nothing in the queue.",
  "QU-39":
    "Conflation idiom on Queue(1): replacing the pending item before the woken getter resumes delivers only the newest item.",
  "QU-40":
    "The conflation idiom inflates the unfinished count (one per put), so join() needs a task_done() for the discarded item too.",
  "QU-41": "The conflation idiom wakes a second getter for nothing when two are parked; the second one re-parks.",
  "QU-42":
    "If an await put() is parked when the conflation idiom runs, its older item enters after the new one: the newest item is then not the last to come out.",
  "QU-43":
    "A getter woken by one put and a second put in the same turn on an unbounded queue: each getter takes the oldest item when it resumes.",
  "QU-44": "A consumer that never parks starves others: get() in a loop on a non-empty queue never yields.",
  "LI-01": "LifoQueue returns the newest item first.",
  "LI-02": "The first woken getter takes the newest item present when it resumes, not the one whose put woke it.",
  "LI-03": "Putters are admitted FIFO even on a LifoQueue.",
  "PQ-01": "PriorityQueue returns the smallest item first.",
  "PQ-02": "A smaller item put before the woken getter resumes is the one it gets.",
  "PQ-03": "Equal priorities are not served in FIFO order (binary heap).",
  "PQ-04":
    "An item that cannot be compared makes put_nowait() raise TypeError, yet the item stays in the queue and is not counted as unfinished.",
  "PQ-05": "Only < between items is used; the first item is never compared.",
  "PQ-06":
    "A parked put() whose comparison fails on resumption raises TypeError in that task, and its item stays in the queue too.",
  "PQ-07":
    "A put that failed with TypeError wakes no getter although its item stayed: a getter can remain parked beside an item.",
  "SD-01":
    "After shutdown(), put_nowait() raises QueueShutDown, also when the queue is full (it takes precedence over QueueFull).",
  "SD-02": "After shutdown(), await put() raises QueueShutDown at once and never parks, full or not.",
  "SD-03":
    "Graceful shutdown() keeps the items: gets drain them in order, then raise QueueShutDown (which takes precedence over QueueEmpty).",
  "SD-04": "shutdown() wakes every parked getter; each raises QueueShutDown, in the order they parked.",
  "SD-05":
    "shutdown() wakes every parked putter; each raises QueueShutDown and its item is dropped, even if a slot is free by then.",
  "SD-06": "A getter already woken by a put still gets its item after a graceful shutdown().",
  "SD-07": "shutdown(immediate=True) drops all items at once; a getter that was woken for one raises QueueShutDown.",
  "SD-08": "shutdown(immediate=True) counts one task_done per dropped item; joiners are released if that reaches zero.",
  "SD-09": "Items taken but not yet done keep join() parked across shutdown(immediate=True).",
  "SD-10": "Graceful shutdown() does not release joiners; draining plus task_done() does.",
  "SD-11": "A putter already woken by a get raises QueueShutDown if shutdown() comes before it resumes.",
  "SD-12": "shutdown() returns None, may be repeated, and a later immediate=True escalates a graceful one.",
  "SD-13": "qsize(), empty(), full(), maxsize keep answering after shutdown.",
  "SD-14": "A getter cancelled in the turn of the shutdown ends cancelled, not with QueueShutDown.",
  "SD-15": "join() on a shut-down queue without unfinished items returns at once; with unfinished items it parks.",
  "SD-16": "A getter beaten to its item by a barging get, then shut down, raises QueueShutDown.",
} as const satisfies Readonly<Record<string, string>>;

/** A fact's id. */
type FactId = keyof typeof FACTS;

/** Facts that JavaScript cannot show. */
const NOT_SHOWN: Readonly<Partial<Record<FactId, string>>> = {
  "EV-17": "It is about threads.",
  "EV-18": "It is about threads, and about a parameter that does not exist.",
  "QU-44": "In JavaScript an await gives up the turn also where the call is over: see javascript.test.ts.",
};

const shown = new Set<string>();

/** A test of a fact, against a driver of its own. */
export function fact(id: FactId, show: (driver: Driver) => void | Promise<void>): void {
  shown.add(id);
  test(`${id}: ${FACTS[id]}`, () => show(new Driver()));
}

/** A test that every fact of a family is shown by the file that calls this, but for those that cannot be. */
export function allShown(family: string): void {
  test(`every fact ${family}-* is here, or named with its reason`, () => {
    const wanted = Object.keys(FACTS).filter((id) => id.startsWith(family));
    const missing = wanted.filter((id) => !shown.has(id));
    expect(missing).toEqual(Object.keys(NOT_SHOWN).filter((id) => id.startsWith(family)));
  });
}
