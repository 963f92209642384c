"""Prints schedules and what CPython 3.13 did: python3.13 test/asyncio/cpython.py > test/asyncio/cpython.json

A schedule is a line of words. A number after put is the item's priority, `!` makes it incomparable; `cancel 3` is for the
call that step 3 began; `tick` lets one turn pass, `run` as many as there are. What was seen is, step by step, what the call
answered and the size (of an Event, the flag); then the calls that ended, in order.
"""
import asyncio
import json
import random

QUEUES = ["Queue", "LifoQueue", "PriorityQueue"]


class Item:
    def __init__(self, step, priority):
        self.step, self.priority = step, priority

    def __lt__(self, other):
        if "!" in (self.priority, other.priority):
            raise TypeError
        return self.priority < other.priority


def shown(value):
    return str(value.step) if isinstance(value, Item) else ""


async def execute(loop, kind, maxsize, words):
    subject = asyncio.Event() if kind == "Event" else getattr(asyncio, kind)(maxsize)
    tasks, seen, ended = {}, [], []

    async def call(step, operation):
        try:
            ended.append(f"{step} ok {shown(await operation)}".strip())
        except asyncio.CancelledError:
            ended.append(f"{step} cancelled")
        except Exception as error:
            ended.append(f"{step} {type(error).__name__}")

    for step, (verb, *arguments) in enumerate(word.split() for word in words):
        answer = ""
        items = [Item(step, *arguments)] if verb.startswith("put") else []
        if verb in ("put", "get", "join", "wait"):
            tasks[step] = loop.create_task(call(step, getattr(subject, verb)(*items)))
        elif verb == "cancel":
            tasks[int(arguments[0])].cancel()
        elif verb == "tick":
            await asyncio.sleep(0)
        elif verb == "run":
            for _ in range(60):
                await asyncio.sleep(0)
        elif verb == "shutdown":
            subject.shutdown(arguments == ["immediate"])
        else:
            try:
                answer = f"ok {shown(getattr(subject, verb)(*items))}".strip()
            except Exception as error:
                answer = type(error).__name__
        size = int(subject.is_set()) if kind == "Event" else subject.qsize()
        seen.append(f"{answer} {size}".strip())
    for _ in range(60):
        await asyncio.sleep(0)
    seen = ", ".join(seen) + "; " + ", ".join(ended)
    for task in tasks.values():
        task.cancel()
    return seen


def plan(draw, kind):
    weights = {"set": 2, "clear": 2, "wait": 4, "cancel": 2, "tick": 3, "run": 0.3}
    if kind != "Event":
        verbs = ["put", "get", "put_nowait", "get_nowait", "cancel", "tick"]
        weights = {verb: draw.randint(1, 5) for verb in verbs} | {"run": 0.3, "shutdown": draw.choice([0, 0, 0.5])}
        weights |= {"join": draw.randint(0, 2), "task_done": draw.randint(0, 2)}
    words, calls = [], []
    for step in range(draw.randint(8, 20)):
        verb = draw.choices(list(weights), list(weights.values()))[0]
        if verb == "cancel" and not calls:
            verb = "tick"
        if verb in ("put", "get", "join", "wait"):
            calls.append(step)
        if verb in ("put", "put_nowait"):
            verb += " " + ("!" if kind == "PriorityQueue" and draw.random() < 0.05 else str(draw.randint(0, 2)))
        if verb == "cancel":
            verb += f" {draw.choice(calls[-4:])}"
        if verb == "shutdown" and draw.random() < 0.5:
            verb += " immediate"
        words.append(verb)
    return words


def schedules():
    draw = random.Random(1)
    for number in range(120):
        kind = "Event" if number % 8 == 0 else QUEUES[number % 3]
        maxsize = 0 if kind == "Event" else draw.choice([0, 1, 1, 1, 2])
        words = plan(draw, kind)
        loop = asyncio.new_event_loop()
        loop.set_task_factory(asyncio.eager_task_factory)
        seen = loop.run_until_complete(execute(loop, kind, maxsize, words))
        yield {"kind": kind, "maxsize": maxsize, "plan": ", ".join(words), "seen": seen}


print(json.dumps(list(schedules()), indent=2))
