"""Claim (d): two tasks wait on an asyncio.Condition, the first is cancelled, nobody notifies. What of the second?"""
import asyncio
import sys


async def wait_on(condition):
    async with condition:
        await condition.wait()


async def turns():
    for _ in range(20):
        await asyncio.sleep(0)


async def main():
    condition = asyncio.Condition()
    first, second = [asyncio.ensure_future(wait_on(condition)) for _ in range(2)]
    await turns()
    first.cancel()
    await turns()
    wakes = second.done()
    second.cancel()
    await turns()
    return wakes


wakes = asyncio.run(main())
print("nobody notified, and the second waiter %s" % ("wakes" if wakes else "stays parked"))
sys.exit(0 if wakes == (sys.version_info >= (3, 13)) else 1)
