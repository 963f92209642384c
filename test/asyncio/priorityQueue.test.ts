/** The facts about the PriorityQueue, in the order of the reference. */
import { PriorityQueue } from "async-tck/asyncio";
import { expect, test } from "vitest";
import { answerOf } from "./driver.js";
import { allShown, fact } from "./facts.js";

/** Python's `<` between numbers and a text. */
function isLess(a: unknown, b: unknown): boolean {
  if (typeof a !== typeof b) throw new TypeError("'<' not supported");
  return (a as number) < (b as number);
}

fact("PQ-01", async (driver) => {
  const queue = new PriorityQueue<number>();
  for (const item of [3, 1, 2]) queue.putNowait(item);
  expect(await driver.drain(queue)).toEqual([1, 2, 3]);
});

fact("PQ-02", async (driver) => {
  const queue = new PriorityQueue<number>();
  driver.call("G", (o) => queue.get(o));
  queue.putNowait(5);
  queue.putNowait(1);
  await driver.run();
  expect([driver.look("G"), queue.qsize()]).toEqual([["ok", 1], 1]);
});

fact("PQ-03", async (driver) => {
  const queue = new PriorityQueue<string>(0, { isLess: () => false });
  for (const item of ["a", "b", "c", "d"]) queue.putNowait(item);
  expect(await driver.drain(queue)).toEqual(["a", "c", "b", "d"]);
});

fact("PQ-04", () => {
  const queue = new PriorityQueue<unknown>(0, { isLess });
  queue.putNowait(1);
  expect(answerOf(() => queue.putNowait("x"))).toBe("TypeError");
  expect(queue.qsize()).toBe(2);
  expect([answerOf(() => queue.taskDone()), answerOf(() => queue.taskDone())]).toEqual([undefined, "RangeError"]);
});

fact("PQ-05", () => {
  const compared: unknown[] = [];
  const queue = new PriorityQueue<object>(0, {
    isLess: (a, b) => {
      compared.push([a, b]);
      return false;
    },
  });
  const item = {};
  queue.putNowait(item);
  expect(queue.getNowait()).toBe(item);
  expect(compared).toEqual([]);
});

fact("PQ-06", async (driver) => {
  const queue = new PriorityQueue<unknown>(2, { isLess });
  queue.putNowait(1);
  queue.putNowait(2);
  driver.call("P", (o) => queue.put("x", o));
  queue.getNowait();
  await driver.run();
  expect([driver.look("P"), queue.qsize()]).toEqual(["TypeError", 2]);
});

fact("PQ-07", async (driver) => {
  const queue = new PriorityQueue<unknown>(0, { isLess });
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.putNowait(1);
  expect(answerOf(() => queue.putNowait("x"))).toBe("TypeError");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2"), queue.qsize()]).toEqual([["ok", 1], "pending", 1]);
});

allShown("PQ");

// Printed by CPython 3.13's heapq for the same puts: (priority, number of the put).
test("items of equal priority leave as CPython's heapq gives them, also where puts and gets mix", () => {
  const queue = new PriorityQueue<readonly [number, number]>(0, { isLess: ([a], [b]) => a < b });
  const taken: string[] = [];
  const priorities = [1, 0, 2, 1, 0, 0, 2, 1, 1, 0, 2, 0];
  priorities.forEach((priority, at) => {
    queue.putNowait([priority, at]);
    if (at % 3 === 2) taken.push(queue.getNowait().join(":"));
  });
  while (!queue.isEmpty()) taken.push(queue.getNowait().join(":"));
  expect(taken.join(" ")).toBe("0:1 0:4 0:5 0:9 0:11 1:3 1:7 1:8 1:0 2:2 2:10 2:6");
});

test("a comparison that throws in a get loses the item that was to be taken, as in CPython", async () => {
  let throws = false;
  const queue = new PriorityQueue<number>(0, {
    isLess: (a, b) => {
      if (throws) throw new TypeError("'<' not supported");
      return a < b;
    },
  });
  for (const item of [1, 2, 3]) queue.putNowait(item);
  throws = true;
  expect(answerOf(() => queue.getNowait())).toBe("TypeError");
  throws = false;
  expect([queue.qsize(), queue.getNowait(), queue.getNowait()]).toEqual([2, 2, 3]);
});

test("refuses an isLess that is no function", () => {
  expect(() => new PriorityQueue(0, { isLess: 3 as never })).toThrow(
    new TypeError("Expected `isLess` to be a function, got `3`"),
  );
});
