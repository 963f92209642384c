"""Claim (d): all schedules of five actions on one asyncio.Event. Does wait() ever return without a set()?"""
import asyncio
import itertools
import sys

ACTIONS = ["wait", "set", "clear", "cancel", "turn"]  # a new task waits; the first task is cancelled; others may run
returned = without_set = unset_again = 0


class Run:
    def __init__(self):
        self.event = asyncio.Event()
        self.sets = 0

    async def wait(self):
        global returned, without_set, unset_again
        was_set, sets = self.event.is_set(), self.sets
        await self.event.wait()
        returned += 1
        without_set += not was_set and self.sets == sets
        unset_again += not self.event.is_set()

    async def play(self, schedule):
        tasks = []
        for action in schedule:
            if action == "wait":
                tasks.append(asyncio.ensure_future(self.wait()))
            elif action == "set":
                self.event.set()
                self.sets += 1
            elif action == "clear":
                self.event.clear()
            elif action == "cancel" and tasks:
                tasks[0].cancel()
            elif action == "turn":
                await asyncio.sleep(0)
        for _ in range(4):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    schedules = list(itertools.product(ACTIONS, repeat=5))
    for schedule in schedules:
        await Run().play(schedule)
    print("%d schedules, wait() returned %d times" % (len(schedules), returned))


asyncio.run(main())
print("  on an unset event, and without a set() since: %d" % without_set)
print("  and found the event unset again: %d" % unset_again)
sys.exit(0 if without_set == 0 < unset_again else 1)
