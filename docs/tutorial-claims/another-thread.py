"""Claim (g): an item that another thread puts with put_nowait() does not wake an event loop that sleeps.

No seconds are measured. The loop says when it falls asleep and what wakes it, and the thread acts while it sleeps.
"""
import asyncio
import selectors
import sys
import threading

told, asleep = [], threading.Event()


class Watched(selectors.DefaultSelector):  # where the loop sleeps, until its timer is due or it is called
    def select(self, timeout=None):
        if timeout == 0:
            return super().select(timeout)
        told.append("loop      sleeps")
        asleep.set()
        events = super().select(timeout)
        told.append("loop      wakes: %s" % ("it was called" if events else "its timer is due"))
        return events


def put(queue, _loop):
    try:
        queue.put_nowait(1)
    except RuntimeError as error:
        told.append("thread    RuntimeError: %s" % error)
    told.append("thread    has put, size is %d" % queue.qsize())


def put_threadsafe(queue, loop):
    told.append("thread    tells the loop to put")
    loop.call_soon_threadsafe(queue.put_nowait, 1)


async def receive(queue):
    told.append("receiver  has item %s" % await queue.get())


async def run(act, seconds):
    queue, loop = asyncio.Queue(), asyncio.get_running_loop()
    receiver, timer = [asyncio.ensure_future(each) for each in (receive(queue), asyncio.sleep(seconds))]
    thread = threading.Thread(target=lambda: asleep.wait() and act(queue, loop))
    thread.start()
    await asyncio.wait([receiver, timer], return_when=asyncio.FIRST_COMPLETED)
    thread.join()
    if not receiver.done():
        receiver.cancel()
        for _ in range(100):
            await asyncio.sleep(0)
        told.append("receiver  %s" % ("is cancelled" if receiver.done() else "does not go on, not even by cancel()"))
    timer.cancel()


def show(title, act, wakes, end, debug=False):
    for seconds in (0.4, 2, 10):  # a later timer, should a busy machine have let the thread come after it
        told.clear()
        asleep.clear()
        loop = asyncio.SelectorEventLoop(Watched())
        loop.set_debug(debug)
        loop.slow_callback_duration = 60  # no warnings
        loop.set_exception_handler(lambda *_: None)
        loop.run_until_complete(run(act, seconds))
        loop.close()
        if told[1].startswith("thread"):
            break
    print(title, *told, sep="\n  ")
    return told[-2:] == ["loop      wakes: " + wakes, "receiver  " + end]


as_told = [
    show("put_nowait()", put, "its timer is due", "has item 1"),
    show("call_soon_threadsafe()", put_threadsafe, "it was called", "has item 1"),
    show("put_nowait(), debug mode", put, "its timer is due", "does not go on, not even by cancel()", debug=True),
]
sys.exit(0 if all(as_told) else 1)
