"""Prints, as one JSON object, what this interpreter is seen to do where no plan can show it (3.8 or newer).

One function a fact, by its id in facts.ts; node scripts/golden.mjs and test/truth/live.test.ts run this file. Each acts as
the running task: what it calls between two awaits is in one turn. `settle()` lets everything run that can.
"""

import asyncio
import json
import platform
import threading


class CountingLoop(asyncio.SelectorEventLoop):
    """The stock event loop; it counts what it is given to call."""

    scheduled = 0

    def call_soon(self, callback, *args, context=None):
        self.scheduled += 1
        return super().call_soon(callback, *args, context=context)


async def settle():
    for _ in range(30):
        await asyncio.sleep(0)


async def parked(*coroutines):
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    await settle()
    return tasks


def look(task):
    if not task.done():
        return "pending"
    if task.cancelled():
        return "cancelled"
    error = task.exception()
    return type(error).__name__ if error else ["ok", task.result()]


def answer(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return type(error).__name__


def scheduled(call, *args):
    """How many callbacks the call schedules."""
    loop = asyncio.get_running_loop()
    before = loop.scheduled
    call(*args)
    return loop.scheduled - before


def over_at_once(coroutine):
    """What a coroutine returns that does not give up its turn."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return ["ok", stop.value]
    return "pending"


def full_of(queue, *items):
    for item in items:
        queue.put_nowait(item)
    return queue


async def gn_02():
    event = asyncio.Event()
    (waiter,) = await parked(event.wait())
    event.set()
    accepted = waiter.cancel()
    await settle()
    return [accepted, look(waiter)]


async def gn_04():
    event, order = asyncio.Event(), []

    async def wait(name):
        await event.wait()
        order.append(name)

    await parked(wait("A"), wait("B"))
    asyncio.get_running_loop().call_soon(order.append, "C")
    event.set()
    await settle()
    return order


async def ev_05():
    event, seen = asyncio.Event(), []
    event.set()
    count = scheduled(lambda: seen.append(over_at_once(event.wait())))
    return seen + [count]


async def ev_16():
    event = asyncio.Event()
    event.set()
    return scheduled(event.set)


async def ev_17():
    event, released = threading.Event(), []
    is_waiting = threading.Event()

    def wait():
        is_waiting.set()
        released.append(event.wait())

    thread = threading.Thread(target=wait)
    thread.start()
    is_waiting.wait()
    # it is about to park: `set` holds the lock that `wait` parks with, and what is set before that is seen anyway
    while not event._cond._waiters:
        pass
    event.set()
    event.clear()
    thread.join()
    return released + [event.is_set()]


async def ev_18():
    return [threading.Event().wait(0), answer(lambda: asyncio.Event().wait(0))]


async def qu_01():
    queue = asyncio.Queue()
    return [queue.maxsize, queue.qsize(), queue.empty(), queue.full()]


async def qu_02():
    queue = full_of(asyncio.Queue(-1), *range(1000))
    return [queue.maxsize, queue.qsize(), queue.full()]


async def qu_08():
    queue = asyncio.Queue(1)
    (getter,) = await parked(queue.get())
    queue.put_nowait("a")
    between = [queue.qsize(), queue.empty(), queue.full()]
    await settle()
    return [between, [queue.qsize(), queue.empty(), queue.full()], look(getter)]


async def qu_14():
    queue = asyncio.Queue()
    tasks = await parked(queue.get(), queue.get())
    count = scheduled(queue.put_nowait, "a")
    return end(tasks, count)


async def qu_21():
    queue = full_of(asyncio.Queue(1), "a")
    await parked(queue.put("b"))
    taken = queue.get_nowait()
    between = [queue.qsize(), queue.empty(), queue.full(), answer(queue.get_nowait)]
    await settle()
    return [taken, *between, queue.qsize()]


async def qu_26():
    queue = full_of(asyncio.Queue(1), "a")
    tasks = await parked(queue.put("b"), queue.put("c"))
    count = scheduled(queue.get_nowait)
    return end(tasks, count)


async def qu_41():
    queue = asyncio.Queue(1)
    tasks = await parked(queue.get(), queue.get())

    def replace():
        queue.put_nowait("a")
        queue.get_nowait()
        queue.put_nowait("b")

    count = scheduled(replace)
    await settle()
    return end(tasks, [count, *map(look, tasks)])


async def qu_44():
    queue, order = full_of(asyncio.Queue(), "a", "b", "c"), []

    async def consume():
        for _ in range(3):
            order.append(await queue.get())

    async def other():
        order.append("B")

    await parked(consume(), other())
    return order


async def pq_04():
    queue = full_of(asyncio.PriorityQueue(), 1)
    refused = answer(queue.put_nowait, "x")
    return [refused, queue.qsize(), answer(queue.task_done), answer(queue.task_done)]


async def pq_05():
    item = object()
    return full_of(asyncio.PriorityQueue(), item).get_nowait() is item


async def pq_06():
    queue = full_of(asyncio.PriorityQueue(2), 1, 2)
    (putter,) = await parked(queue.put("x"))
    queue.get_nowait()
    await settle()
    return [look(putter), queue.qsize()]


async def pq_07():
    queue = asyncio.PriorityQueue()
    tasks = await parked(queue.get(), queue.get())
    queue.put_nowait(1)
    answer(queue.put_nowait, "x")
    await settle()
    return end(tasks, [*map(look, tasks), queue.qsize()])


async def sd_07():
    queue = asyncio.Queue()
    (getter,) = await parked(queue.get())
    queue.put_nowait("a")
    queue.shutdown(immediate=True)
    size = queue.qsize()
    await settle()
    return [size, look(getter)]


async def sd_13():
    queue = full_of(asyncio.Queue(1), "a")
    queue.shutdown()
    return [queue.qsize(), queue.empty(), queue.full(), queue.maxsize]


def end(tasks, observed):
    for task in tasks:
        task.cancel()
    return observed


class Item:
    """Less by priority; `!` is compared with nothing."""

    def __init__(self, number, priority):
        self.number, self.priority = number, priority

    def __lt__(self, other):
        if "!" in (self.priority, other.priority):
            raise TypeError
        return self.priority < other.priority


def heap():
    """Puts and gets of a PriorityQueue, some of items that cannot be compared: `put 1, put !, get` and what they answer."""
    state = 1

    def draw(bound):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return (state >> 16) % bound

    schedules = {}
    for _ in range(40):
        queue, calls, answers = asyncio.PriorityQueue(), [], []
        for number in range(8 + draw(16)):
            if draw(5) < 2:
                calls.append("get")
                taken = answer(queue.get_nowait)
                answers.append(str(taken.number) if isinstance(taken, Item) else taken)
            else:
                priority = "!" if draw(12) == 0 else str(draw(3))
                calls.append("put " + priority)
                answers.append(answer(queue.put_nowait, Item(number, priority)) or "ok")
        schedules[", ".join(calls)] = ", ".join(answers)
    return schedules


def main():
    loop = CountingLoop()
    asyncio.set_event_loop(loop)
    observed = {}
    for name, fact in list(globals().items()):
        if name[:2] not in ("gn", "ev", "qu", "pq", "sd") or name[2:3] != "_":
            continue
        if name.startswith("sd") and not hasattr(asyncio.Queue, "shutdown"):
            continue
        observed[name.upper().replace("_", "-")] = loop.run_until_complete(fact())
    observed["heap"] = loop.run_until_complete(heap_of())
    loop.close()
    print(json.dumps({"version": platform.python_version(), "observed": observed}))


async def heap_of():
    return heap()


if __name__ == "__main__":
    main()
