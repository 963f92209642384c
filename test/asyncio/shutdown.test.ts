/** The facts about Queue.shutdown, in the order of the reference. */
import { Queue } from "async-tck/asyncio";
import { expect } from "vitest";
import { answerOf } from "./driver.js";
import { allShown, fact } from "./facts.js";

const DONE = ["ok", undefined];

/** A queue of this size with these items inside. */
function queueOf(maxsize: number, ...items: readonly string[]): Queue<string> {
  const queue = new Queue<string>(maxsize);
  for (const item of items) queue.putNowait(item);
  return queue;
}

fact("SD-01", () => {
  for (const queue of [queueOf(1), queueOf(1, "x")]) {
    queue.shutdown();
    expect(answerOf(() => queue.putNowait("y"))).toBe("QueueShutDown");
  }
});

fact("SD-02", async (driver) => {
  for (const queue of [queueOf(1), queueOf(1, "x")]) {
    queue.shutdown();
    driver.call("P", (o) => queue.put("y", o));
    await driver.tick();
    expect(driver.look("P")).toBe("QueueShutDown");
  }
});

fact("SD-03", async (driver) => {
  const queue = queueOf(0, "a", "b");
  queue.shutdown();
  expect([1, 2, 3].map(() => answerOf(() => queue.getNowait()))).toEqual(["a", "b", "QueueShutDown"]);
  driver.call("G", (o) => queue.get(o));
  await driver.tick();
  expect(driver.look("G")).toBe("QueueShutDown");
});

fact("SD-04", async (driver) => {
  const queue = queueOf(0);
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.shutdown();
  await driver.run();
  expect(driver.ended.map((name) => [name, driver.look(name)])).toEqual([
    ["G1", "QueueShutDown"],
    ["G2", "QueueShutDown"],
  ]);
});

fact("SD-05", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P1", (o) => queue.put("1", o));
  driver.call("P2", (o) => queue.put("2", o));
  queue.shutdown();
  queue.getNowait();
  await driver.run();
  expect([driver.look("P1"), driver.look("P2"), queue.qsize()]).toEqual(["QueueShutDown", "QueueShutDown", 0]);
});

fact("SD-06", async (driver) => {
  const queue = queueOf(0);
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.putNowait("a");
  queue.shutdown();
  await driver.run();
  expect([driver.look("G1"), driver.look("G2")]).toEqual([["ok", "a"], "QueueShutDown"]);
});

fact("SD-07", async (driver) => {
  const queue = queueOf(0);
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  queue.shutdown({ immediate: true });
  expect(queue.qsize()).toBe(0);
  await driver.run();
  expect(driver.look("G")).toBe("QueueShutDown");
});

// ValueError is RangeError here.
fact("SD-08", async (driver) => {
  const queue = queueOf(0, "a", "b");
  driver.call("J", (o) => queue.join(o));
  queue.shutdown({ immediate: true });
  await driver.run();
  expect([driver.look("J"), answerOf(() => queue.taskDone())]).toEqual([DONE, "RangeError"]);
});

fact("SD-09", async (driver) => {
  const queue = queueOf(0, "a", "b");
  queue.getNowait();
  driver.call("J", (o) => queue.join(o));
  queue.shutdown({ immediate: true });
  await driver.run();
  expect(driver.look("J")).toBe("pending");
  queue.taskDone();
  await driver.run();
  expect(driver.look("J")).toEqual(DONE);
});

fact("SD-10", async (driver) => {
  const queue = queueOf(0, "a");
  driver.call("J", (o) => queue.join(o));
  queue.shutdown();
  await driver.run();
  expect(driver.look("J")).toBe("pending");
  queue.getNowait();
  queue.taskDone();
  await driver.run();
  expect(driver.look("J")).toEqual(DONE);
});

fact("SD-11", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  queue.getNowait();
  queue.shutdown();
  await driver.run();
  expect([driver.look("P"), queue.qsize()]).toEqual(["QueueShutDown", 0]);
});

fact("SD-12", () => {
  const queue = queueOf(0, "a");
  expect([queue.shutdown(), queue.shutdown(), queue.qsize()]).toEqual([undefined, undefined, 1]);
  expect([queue.shutdown({ immediate: true }), queue.qsize()]).toEqual([undefined, 0]);
});

fact("SD-13", () => {
  const queue = queueOf(1, "x");
  queue.shutdown();
  expect([queue.qsize(), queue.isEmpty(), queue.isFull(), queue.maxsize]).toEqual([1, false, true, 1]);
});

fact("SD-14", async (driver) => {
  const queue = queueOf(0);
  driver.call("G", (o) => queue.get(o));
  queue.shutdown();
  driver.cancel("G");
  await driver.run();
  expect(driver.look("G")).toBe("cancelled");
});

fact("SD-15", async (driver) => {
  const [empty, filled] = [queueOf(0), queueOf(0, "a")];
  empty.shutdown();
  filled.shutdown();
  driver.call("J", (o) => empty.join(o));
  driver.call("K", (o) => filled.join(o));
  await driver.tick();
  expect(driver.look("J")).toEqual(DONE);
  await driver.run();
  expect(driver.look("K")).toBe("pending");
});

fact("SD-16", async (driver) => {
  const queue = queueOf(0);
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  expect(queue.getNowait()).toBe("a");
  queue.shutdown();
  await driver.run();
  expect(driver.look("G")).toBe("QueueShutDown");
});

allShown("SD");
