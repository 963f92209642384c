"""Claim (h): what really happens when one asyncio.Event is made or used in several event loops or threads."""
import asyncio
import re
import sys
import threading


def told(error):
    """Without addresses, and without the particulars of task and future."""
    text = re.sub(r" at 0x[0-9a-f]+", "", "RuntimeError: %s" % error)
    return re.sub(r"<Task .*> got Future <.*>", "<Task ...> got Future <Future pending>", text)


def tried(job):
    try:
        return job()
    except RuntimeError as error:
        return told(error)


def in_thread(job):
    box = []
    thread = threading.Thread(target=lambda: box.append(tried(job)), name="T")
    thread.start()
    thread.join()
    return box[0]


def wait_in(loop, event):
    """A task of this loop waits for the event. What came of it after one turn."""
    task = loop.create_task(event.wait())
    loop.run_until_complete(asyncio.sleep(0))
    return task.result() if task.done() else "parks"


async def make():
    return asyncio.Event()


async def run_again():
    coroutine = asyncio.sleep(0)
    try:
        asyncio.get_running_loop().run_until_complete(coroutine)
    finally:
        coroutine.close()


one, two = asyncio.new_event_loop(), asyncio.new_event_loop()
fresh, used = one.run_until_complete(make()), one.run_until_complete(make())
wait_in(one, used)
rows = [
    ("Event() in a thread without a loop", in_thread(lambda: type(asyncio.Event()).__name__)),
    ("made in loop 1, then wait() in loop 2", tried(lambda: wait_in(two, fresh))),
    ("wait() parks in loop 1, then wait() in loop 2", tried(lambda: wait_in(two, used))),
    ("set(), is_set(), clear() in a thread", in_thread(lambda: [used.set(), used.is_set(), used.clear()])),
    ("wait() on a set event in loop 2", tried(lambda: [used.set(), wait_in(two, used)][1])),
    ("run_until_complete() in a loop that runs", tried(lambda: one.run_until_complete(run_again()))),
]
for title, end in rows:
    print("%s\n  %s" % (title, end))
for loop in (one, two):
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

elsewhere = "RuntimeError: Task <Task ...> got Future <Future pending> attached to a different loop"
bound = "RuntimeError: <asyncio.locks.Event object [unset, waiters:1]> is bound to a different event loop"
if sys.version_info >= (3, 10):
    versioned = ["Event", "parks", bound]
else:
    versioned = ["RuntimeError: There is no current event loop in thread 'T'.", elsewhere, elsewhere]
same = [[None, True, None], True, "RuntimeError: This event loop is already running"]
sys.exit(0 if [end for _, end in rows] == versioned + same else 1)
