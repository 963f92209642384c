"""Runs plans of async-tck against the asyncio objects of the CPython that runs this file (3.8 or newer).

One JSON line for a plan comes on standard input, one JSON line with its history goes to standard output, in the same
order; the first line out says what answers. docs/remote.md describes the lines, schema/plan.schema.json the plans and
schema/history.schema.json the histories.

How a plan is run. Everything happens on one stock event loop, whose ready queue is first in, first out like the queue of
promise jobs in JavaScript; one turn is one callback of that loop. A call is made as the running task would make it: its
coroutine runs up to its first suspension at once, ahead of tasks that were woken before. Its end is recorded in the very
step of the coroutine in which it comes, as an awaiting caller would see it. `cancel` is Task.cancel(). The loop is quiet
when every callback that was ready has run and none has scheduled another: no clock is asked.

Limits: no timers (Event and Queue have none), so `elapse` only lets a turn pass; no AbortSignal, so an operation whose
signal is aborted before its call is refused.
"""

import asyncio
import json
import platform
import sys
import traceback

REMOTE_VERSION = 1
HISTORY_VERSION = 1
HAS_SHUTDOWN = hasattr(asyncio.Queue, "shutdown")
QueueShutDown = getattr(asyncio, "QueueShutDown", None)


class Refused(Exception):
    """The plan asks for something that these objects do not have."""


class CountingLoop(asyncio.SelectorEventLoop):
    """The stock event loop; it only counts what it is given to call."""

    scheduled = 0

    def call_soon(self, callback, *args, context=None):
        self.scheduled += 1
        return super().call_soon(callback, *args, context=context)


class OwnTask:
    """Steps a coroutine as asyncio.Task does, but takes the first step at once. Before 3.12 no task can do that."""

    def __init__(self, coroutine):
        self.coroutine = coroutine
        self.waits_for = None
        self.must_cancel = False
        self.is_over = False
        self.step(None)

    def step(self, error):
        if self.must_cancel:
            error = asyncio.CancelledError()
            self.must_cancel = False
        self.waits_for = None
        try:
            future = self.coroutine.send(None) if error is None else self.coroutine.throw(error)
        except StopIteration:
            self.is_over = True
            return
        future.add_done_callback(self.wake)
        self.waits_for = future

    def wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self.step(error)
        else:
            self.step(None)

    def cancel(self):
        if self.is_over:
            return
        if self.waits_for is None or not self.waits_for.cancel():
            self.must_cancel = True


def started(coroutine, loop):
    """A task whose first step has been taken."""
    if sys.version_info >= (3, 12) and "--own-tasks" not in sys.argv:
        return asyncio.Task(coroutine, loop=loop, eager_start=True)
    return OwnTask(coroutine)


class Item:
    """What a put step puts. In a PriorityQueue the smaller priority is less, and that is all that is compared."""

    def __init__(self, step, priority):
        self.step = step
        self.priority = priority

    def __lt__(self, other):
        return self.priority < other.priority


ODD_ITEMS = {
    "null": lambda: None,
    "zero": lambda: 0,
    "empty-string": lambda: "",
    "nan": lambda: float("nan"),
    "false": lambda: False,
    "error": lambda: ValueError("an item"),
    "function": lambda: (lambda: None),
}


class EventSubject:
    blocking = {"wait"}
    observers = {"isSet": lambda event: int(event.is_set())}

    def __init__(self, _capacity):
        self.instance = asyncio.Event()

    def begin(self, _verb, _item):
        return self.instance.wait()

    def call(self, verb, _variant, _item):
        if verb == "set":
            return self.instance.set()
        if verb == "clear":
            return self.instance.clear()
        if verb == "isSet":
            return self.instance.is_set()
        raise Refused("asyncio.Event has no `%s`" % verb)


class QueueSubject:
    kind = asyncio.Queue
    blocking = {"put", "get", "join"}
    observers = {
        "size": lambda queue: queue.qsize(),
        "isEmpty": lambda queue: int(queue.empty()),
        "isFull": lambda queue: int(queue.full()),
    }

    def __init__(self, capacity):
        self.instance = self.kind(0 if capacity is None else capacity)

    def begin(self, verb, item):
        if verb == "put":
            return self.instance.put(item)
        return self.instance.get() if verb == "get" else self.instance.join()

    def call(self, verb, variant, item):
        if verb == "putNowait":
            return self.instance.put_nowait(item)
        if verb == "getNowait":
            return self.instance.get_nowait()
        if verb == "taskDone":
            return self.instance.task_done()
        if verb == "close" and HAS_SHUTDOWN:
            return self.instance.shutdown(immediate=variant == "immediate")
        raise Refused("asyncio.%s of Python %s has no `%s`" % (self.kind.__name__, platform.python_version(), verb))


class LifoQueueSubject(QueueSubject):
    kind = asyncio.LifoQueue


class PriorityQueueSubject(QueueSubject):
    kind = asyncio.PriorityQueue


SUBJECTS = {
    "Event": EventSubject,
    "Queue": QueueSubject,
    "LifoQueue": LifoQueueSubject,
    "PriorityQueue": PriorityQueueSubject,
}


class Client:
    """A sequential caller: at most one blocking operation outstanding, the steps behind it wait in a backlog."""

    def __init__(self, index, run):
        self.index = index
        self.run = run
        self.backlog = []
        self.outstanding = -1
        self.task = None
        self.last_verb = None
        self.gap_step = -1
        self.turns_left = 0
        self.waits_for_quiet = False
        self.is_issuing = False

    def is_gap_over(self):
        return self.turns_left == 0 and not self.waits_for_quiet

    def is_idle(self):
        return self.outstanding < 0 and not self.backlog and self.is_gap_over()

    def advance(self):
        """Issues backlog steps while nothing is outstanding and no gap is waited. Answers whether there was any."""
        # an operation that need not wait is over before its own gap has begun
        if self.is_issuing or self.run.is_over:
            return False
        self.is_issuing = True
        moved = False
        while self.outstanding < 0 and self.is_gap_over() and self.backlog:
            moved = True
            at = self.backlog.pop(0)
            self.run.issue(at, self)
            self.wait_gap(at)
        self.is_issuing = False
        return moved

    def wait_gap(self, at):
        gap = self.run.steps[at]["gap"]
        if gap == "quiet":
            self.waits_for_quiet = True
        elif gap > 0:
            self.gap_step = at
            self.turns_left = gap
            self.run.loop.call_soon(self.on_turn)

    def on_turn(self):
        self.turns_left -= 1
        if self.turns_left > 0:
            self.run.loop.call_soon(self.on_turn)
            return
        self.run.turn(self.gap_step)
        self.run.guarded(self.advance)

    def release(self):
        """The quiet point that the client may have waited for is here."""
        if not self.waits_for_quiet:
            return False
        self.waits_for_quiet = False
        return self.advance()


class Run:
    """One run of one plan. The driver issues the steps of idle clients; busy ones issue theirs when they go on."""

    def __init__(self, loop, subject, plan):
        self.loop = loop
        self.subject = subject
        self.steps = plan["steps"]
        if plan.get("signals", "operation") != "operation":
            raise Refused("asyncio has no signal that operations could share")
        self.clients = {}
        self.items = {}
        self.events = []
        self.next = 0
        self.waiting_step = -1
        self.turns_left = 0
        self.looks = 0
        self.seen = -1
        self.last_elapse = None
        self.is_over = False
        self.problem = None

    # the driver

    def drive(self):
        while self.next < len(self.steps) and not self.is_over:
            at = self.next
            self.next += 1
            if not self.take(at):
                continue
            gap = self.steps[at]["gap"]
            if gap == 0:
                continue
            self.waiting_step = at
            if gap == "quiet":
                return self.await_quiet()
            self.turns_left = gap
            self.loop.call_soon(self.on_turn)
            return
        self.waiting_step = -1
        self.await_quiet()

    def on_turn(self):
        self.turns_left -= 1
        if self.turns_left > 0:
            self.loop.call_soon(self.on_turn)
            return
        self.turn(self.waiting_step)
        self.guarded(self.drive)

    def take(self, at):
        """Does what a step says. False when it joined a backlog: then the driver waits no gap."""
        step = self.steps[at]
        if step["do"] == "elapse":
            self.last_elapse = {"kind": "elapse", "step": at}
            self.events.append(self.last_elapse)
            self.turn(at)
            return True
        client = self.clients.get(step["client"])
        if client is None:
            client = self.clients[step["client"]] = Client(step["client"], self)
        if step["do"] == "cancel":
            self.cancel(at, client)
        elif not client.is_idle() and (step["verb"] in self.subject.blocking or step.get("chained", False)):
            client.backlog.append(at)
            return False
        else:
            self.issue(at, client)
        return True

    def cancel(self, at, client):
        if client.task is None:
            return
        self.last_elapse = None
        kind = "cancel" if client.outstanding >= 0 else "lateCancel"
        self.events.append({"kind": kind, "step": at, "client": client.index, "verb": client.last_verb})
        client.task.cancel()

    def issue(self, at, client):
        step = self.steps[at]
        verb = step["verb"]
        if step.get("aborted", False):
            raise Refused("asyncio has no signal that could be aborted before the call")
        if "variant" in step and (verb, step["variant"]) != ("close", "immediate"):
            raise Refused("`%s` has no variant `%s`" % (verb, step["variant"]))
        self.last_elapse = None
        is_blocking = verb in self.subject.blocking
        event = {"kind": "call" if is_blocking else "now", "step": at, "client": client.index, "verb": verb}
        item = None
        if verb in ("put", "putNowait"):
            event["item"] = at
            item = self.make_item(at, step)
            if step.get("priority", 0) > 0:
                event["priority"] = step["priority"]
        if "variant" in step:
            event["variant"] = step["variant"]
        self.events.append(event)
        if not is_blocking:
            event["outcome"] = self.outcome_of(verb, lambda: self.subject.call(verb, step.get("variant"), item))
            return
        client.outstanding = at
        client.last_verb = verb
        client.task = None
        task = started(self.operate(at, client, verb, item), self.loop)
        # a step of its backlog may have followed at once
        if client.task is None:
            client.task = task

    async def operate(self, at, client, verb, item):
        try:
            value = await self.subject.begin(verb, item)
        except (Exception, asyncio.CancelledError) as error:
            outcome = self.thrown(error)
        else:
            outcome = self.returned(verb, value)
        if self.is_over:
            return
        client.outstanding = -1
        self.events.append(
            {"kind": "settle", "step": at, "client": client.index, "verb": verb, "outcome": outcome}
        )
        self.guarded(client.advance)

    # items and outcomes

    def make_item(self, at, step):
        odd = step.get("item", "object")
        if odd == "object":
            item = Item(at, step.get("priority", 0))
        elif odd in ODD_ITEMS:
            item = ODD_ITEMS[odd]()
        else:
            raise Refused("Python has no `%s`" % odd)
        self.items[at] = item
        return item

    def outcome_of(self, verb, call):
        try:
            value = call()
        except Refused:
            raise
        except Exception as error:
            return self.thrown(error)
        return self.returned(verb, value)

    def returned(self, verb, value):
        if verb in ("get", "getNowait"):
            for at, item in self.items.items():
                if item is value:
                    return {"is": "item", "item": at}
        elif verb == "isSet" and isinstance(value, bool):
            return {"is": "yes" if value else "no"}
        elif value is (True if verb == "wait" else None):
            return {"is": "ok"}
        return {"is": "foreign", "detail": repr(value)}

    def thrown(self, error):
        if isinstance(error, asyncio.CancelledError):
            return {"is": "cancelled"}
        if isinstance(error, asyncio.QueueFull):
            return {"is": "full"}
        if isinstance(error, asyncio.QueueEmpty):
            return {"is": "empty"}
        if QueueShutDown is not None and isinstance(error, QueueShutDown):
            return {"is": "closed"}
        return {"is": "error", "detail": "%s: %s" % (type(error).__name__, error)}

    # quiescence and the end

    def turn(self, at):
        self.events.append({"kind": "turn"} if at < 0 else {"kind": "turn", "step": at})

    def await_quiet(self):
        self.looks += 1
        self.seen = self.loop.scheduled + 1
        self.loop.call_soon(self.look, self.looks)

    def look(self, number):
        if number != self.looks:
            return
        # the ready queue is first in, first out: all that was ready at the last look has run since
        if self.loop.scheduled == self.seen:
            self.guarded(self.on_quiet)
        else:
            self.await_quiet()

    def on_quiet(self):
        if self.is_over:
            return self.loop.stop()
        if self.last_elapse is not None:
            self.last_elapse["isLast"] = True
            self.last_elapse = None
        event = {"kind": "quiet"}
        if self.waiting_step >= 0:
            event["step"] = self.waiting_step
        observers = self.subject.observers
        event["observed"] = {name: observers[name](self.subject.instance) for name in observers}
        self.events.append(event)
        moved = [self.clients[index].release() for index in sorted(self.clients)]
        if self.next < len(self.steps) or True in moved:
            self.drive()
        else:
            self.finish()

    def finish(self):
        """Ends what is still parked, and lets it go before the next plan comes."""
        self.is_over = True
        for client in self.clients.values():
            if client.task is not None:
                client.task.cancel()
        self.await_quiet()

    def guarded(self, job):
        """What goes wrong here would be lost in a callback of the loop, or in the coroutine of an operation."""
        try:
            return job()
        except Exception as error:
            if self.problem is None:
                self.problem = error
            if not self.is_over:
                self.finish()

    def history(self):
        left = sorted(at for client in self.clients.values() for at in client.backlog)
        return {"version": HISTORY_VERSION, "events": self.events, "neverIssued": left}


def start(run_box, loop, subject, plan):
    try:
        run = Run(loop, SUBJECTS[subject](plan["config"]["capacity"]), plan)
        run_box.append(run)
    except Exception as error:
        run_box.append(error)
        loop.stop()
        return
    run.guarded(run.drive)


def answer(loop, request):
    if request["subject"] not in SUBJECTS:
        return {"id": request["id"], "refused": "there is no asyncio.%s" % request["subject"]}
    box = []
    loop.call_soon(start, box, loop, request["subject"], request["plan"])
    loop.run_forever()
    run = box[0]
    problem = run if isinstance(run, Exception) else run.problem
    if isinstance(problem, Refused):
        return {"id": request["id"], "refused": str(problem)}
    if problem is not None:
        words = "".join(traceback.format_exception(type(problem), problem, problem.__traceback__))
        return {"id": request["id"], "refused": "the program failed: " + words}
    return {"id": request["id"], "history": run.history()}


def main():
    loop = CountingLoop()
    asyncio.set_event_loop(loop)
    say(
        {
            "asyncTck": REMOTE_VERSION,
            "version": platform.python_version(),
            "implementation": platform.python_implementation(),
            "shutdown": HAS_SHUTDOWN,
        }
    )
    for line in sys.stdin:
        say(answer(loop, json.loads(line)))
    loop.close()


def say(message):
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
