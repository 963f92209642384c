"""Claim (i): set(), or set() and clear(), at each point of a waiter's life. create_task() does not start the task."""
import asyncio
import sys

POINTS = ["before create_task()", "between create_task() and its first step", "while it is parked"]


async def ends(at, pulse):
    event = asyncio.Event()
    task = None
    for point in POINTS:
        if point == POINTS[1]:
            task = asyncio.get_running_loop().create_task(event.wait())
        elif point == POINTS[2]:
            await asyncio.sleep(0)
        if point == at:
            event.set()
            if pulse:
                event.clear()
    for _ in range(100):
        await asyncio.sleep(0)
    if task.done():
        return "woken"
    task.cancel()
    return "missed"


async def main():
    return [(point, await ends(point, False), await ends(point, True)) for point in POINTS]


rows = asyncio.run(main())
for row in rows:
    print("%-42s set(): %s   set() and clear(): %s" % row)
sys.exit(0 if [row[1:] for row in rows] == [("woken", "missed"), ("woken", "missed"), ("woken", "woken")] else 1)
