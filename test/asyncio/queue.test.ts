/** The facts about the Queue, in the order of the reference. */
import { Queue } from "async-tck/asyncio";
import { expect } from "vitest";
import { answerOf } from "./driver.js";
import { allShown, fact } from "./facts.js";

const DONE = ["ok", undefined];

/** A queue of this size with these items inside. */
function queueOf<T>(maxsize: number, ...items: readonly T[]): Queue<T> {
  const queue = new Queue<T>(maxsize);
  for (const item of items) queue.putNowait(item);
  return queue;
}

/** Size, empty, full. */
function read(queue: Queue<unknown>): readonly unknown[] {
  return [queue.qsize(), queue.isEmpty(), queue.isFull()];
}

fact("QU-01", () => {
  const queue = new Queue<string>();
  expect([queue.maxsize, ...read(queue)]).toEqual([0, 0, true, false]);
});

fact("QU-02", () => {
  const queue = new Queue<number>(-1);
  for (let item = 0; item < 1000; item++) queue.putNowait(item);
  expect([queue.maxsize, queue.qsize(), queue.isFull()]).toEqual([-1, 1000, false]);
});

fact("QU-03", async (driver) => {
  const queue = queueOf(1, "a");
  expect(queue.isFull()).toBe(true);
  expect(answerOf(() => queue.putNowait("b"))).toBe("QueueFull");
  expect(queue.qsize()).toBe(1);
  expect(await driver.drain(queue)).toEqual(["a"]);
});

fact("QU-04", () => {
  expect(answerOf(() => new Queue().getNowait())).toBe("QueueEmpty");
});

fact("QU-05", async (driver) => {
  expect(await driver.drain(queueOf(0, "a", "b", "c"))).toEqual(["a", "b", "c"]);
});

fact("QU-06", async (driver) => {
  const queue = new Queue<string>(1);
  driver.call("A", (o) => queue.put("x", o));
  expect(queue.qsize()).toBe(1);
  driver.call("B", (o) => queue.get(o));
  expect(queue.qsize()).toBe(0);
  // both are over: a cancellation is not in time
  driver.cancel("A");
  driver.cancel("B");
  await driver.tick();
  expect([driver.look("A"), driver.look("B")]).toEqual([DONE, ["ok", "x"]]);
});

fact("QU-07", async (driver) => {
  for (const item of [undefined, null]) {
    const queue = queueOf(0, item);
    expect([queue.qsize(), queue.getNowait(), queue.qsize()]).toEqual([1, item, 0]);
    driver.call("G", (o) => queue.get(o));
    queue.putNowait(item);
    await driver.run();
    expect(driver.look("G")).toEqual(["ok", item]);
  }
});

fact("QU-08", async (driver) => {
  const queue = new Queue<string>(1);
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  expect(read(queue)).toEqual([1, false, true]);
  await driver.tick();
  expect(read(queue)).toEqual([0, true, false]);
  await driver.tick();
  expect(driver.look("G")).toEqual(["ok", "a"]);
});

fact("QU-09", async (driver) => {
  const queue = new Queue<string>(1);
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  expect(answerOf(() => queue.putNowait("b"))).toBe("QueueFull");
  await driver.run();
  expect(driver.look("G")).toEqual(["ok", "a"]);
});

fact("QU-10", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  expect(queue.getNowait()).toBe("a");
  await driver.run();
  expect(driver.look("G")).toBe("pending");
  queue.putNowait("b");
  await driver.run();
  expect(driver.look("G")).toEqual(["ok", "b"]);
});

fact("QU-11", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  driver.call("H", (o) => queue.get(o));
  expect(queue.isEmpty()).toBe(true);
  await driver.run();
  expect([driver.look("H"), driver.look("G")]).toEqual([["ok", "a"], "pending"]);
});

fact("QU-12", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.putNowait("a");
  queue.getNowait();
  await driver.run();
  queue.putNowait("b");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2")]).toEqual(["pending", ["ok", "b"]]);
});

fact("QU-13", async (driver) => {
  const queue = new Queue<string>();
  for (const name of ["G1", "G2", "G3"]) driver.call(name, (o) => queue.get(o));
  for (const item of ["a", "b", "c"]) queue.putNowait(item);
  await driver.run();
  expect(driver.ended.map((name) => [name, driver.look(name)])).toEqual([
    ["G1", ["ok", "a"]],
    ["G2", ["ok", "b"]],
    ["G3", ["ok", "c"]],
  ]);
});

// A second getter that was woken too would find nothing and park behind the third.
fact("QU-14", async (driver) => {
  const queue = new Queue<string>();
  for (const name of ["G1", "G2", "G3"]) driver.call(name, (o) => queue.get(o));
  queue.putNowait("a");
  await driver.run();
  queue.putNowait("b");
  await driver.run();
  expect([driver.look("G2"), driver.look("G3")]).toEqual([["ok", "b"], "pending"]);
});

fact("QU-15", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.putNowait("a");
  queue.putNowait("b");
  expect(queue.getNowait()).toBe("a");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2")]).toEqual([["ok", "b"], "pending"]);
});

fact("QU-16", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  driver.cancel("G1");
  await driver.run();
  queue.putNowait("a");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2")]).toEqual(["cancelled", ["ok", "a"]]);
});

fact("QU-17", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.putNowait("a");
  driver.cancel("G1");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2"), queue.qsize()]).toEqual(["cancelled", ["ok", "a"], 0]);
});

fact("QU-18", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  driver.cancel("G");
  await driver.run();
  expect([driver.look("G"), queue.qsize(), queue.getNowait()]).toEqual(["cancelled", 1, "a"]);
});

fact("QU-19", async (driver) => {
  const queue = new Queue<string>();
  for (const name of ["G1", "G2", "G3"]) driver.call(name, (o) => queue.get(o));
  queue.putNowait("a");
  queue.getNowait();
  driver.cancel("G1");
  await driver.run();
  queue.putNowait("b");
  await driver.run();
  // with G3 there is somebody to lose the place to
  expect([driver.look("G1"), driver.look("G2"), driver.look("G3")]).toEqual(["cancelled", ["ok", "b"], "pending"]);
  expect(queue.qsize()).toBe(0);
});

fact("QU-20", (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  expect([queue.qsize(), queue.isFull(), driver.look("P")]).toEqual([1, true, "pending"]);
});

fact("QU-21", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  expect(queue.getNowait()).toBe("x");
  expect(read(queue)).toEqual([0, true, false]);
  expect(answerOf(() => queue.getNowait())).toBe("QueueEmpty");
  await driver.run();
  expect(queue.qsize()).toBe(1);
});

fact("QU-22", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  queue.getNowait();
  queue.putNowait("z");
  await driver.run();
  expect(driver.look("P")).toBe("pending");
  expect(await driver.drain(queue)).toEqual(["z", "y"]);
});

fact("QU-23", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  queue.getNowait();
  driver.call("R", (o) => queue.put("z", o));
  expect(queue.qsize()).toBe(1);
  await driver.run();
  expect([driver.look("R"), driver.look("P")]).toEqual([DONE, "pending"]);
});

fact("QU-24", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P1", (o) => queue.put("1", o));
  driver.call("P2", (o) => queue.put("2", o));
  queue.getNowait();
  queue.putNowait("z");
  expect(await driver.drain(queue)).toEqual(["z", "2", "1"]);
});

fact("QU-25", async (driver) => {
  const queue = queueOf(1, "x");
  for (const item of ["1", "2", "3"]) driver.call(`P${item}`, (o) => queue.put(item, o));
  expect(await driver.drain(queue)).toEqual(["x", "1", "2", "3"]);
});

// A second putter that was woken too would find no room and park behind the third.
fact("QU-26", async (driver) => {
  const queue = queueOf(1, "x");
  for (const item of ["1", "2", "3"]) driver.call(`P${item}`, (o) => queue.put(item, o));
  queue.getNowait();
  await driver.run();
  expect(driver.ended).toEqual(["P1"]);
  expect(await driver.drain(queue)).toEqual(["1", "2", "3"]);
});

fact("QU-27", async (driver) => {
  const queue = queueOf(2, 0, 1);
  driver.call("P2", (o) => queue.put(2, o));
  driver.call("P3", (o) => queue.put(3, o));
  queue.getNowait();
  queue.getNowait();
  await driver.run();
  expect(queue.qsize()).toBe(2);
  expect(await driver.drain(queue)).toEqual([2, 3]);
});

fact("QU-28", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  driver.cancel("P");
  await driver.run();
  expect(driver.look("P")).toBe("cancelled");
  expect(await driver.drain(queue)).toEqual(["x"]);
});

fact("QU-29", async (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P1", (o) => queue.put("1", o));
  driver.call("P2", (o) => queue.put("2", o));
  queue.getNowait();
  driver.cancel("P1");
  await driver.run();
  expect([driver.look("P1"), driver.look("P2")]).toEqual(["cancelled", DONE]);
  expect(await driver.drain(queue)).toEqual(["2"]);
});

fact("QU-30", async (driver) => {
  const queue = queueOf(1, "x");
  for (const item of ["1", "2", "3"]) driver.call(`P${item}`, (o) => queue.put(item, o));
  queue.getNowait();
  queue.putNowait("z");
  driver.cancel("P1");
  await driver.run();
  expect([driver.look("P1"), driver.look("P2")]).toEqual(["cancelled", "pending"]);
  // with P3 there is somebody to lose the place to
  expect(await driver.drain(queue)).toEqual(["z", "2", "3"]);
});

fact("QU-31", async (driver) => {
  const queue = new Queue<string>();
  driver.call("J", (o) => queue.join(o));
  queue.putNowait("a");
  driver.cancel("J");
  await driver.tick();
  expect(driver.look("J")).toEqual(DONE);
});

fact("QU-32", async (driver) => {
  const queue = queueOf(0, "a");
  driver.call("J", (o) => queue.join(o));
  queue.getNowait();
  await driver.run();
  expect(driver.look("J")).toBe("pending");
  queue.taskDone();
  await driver.run();
  expect(driver.look("J")).toEqual(DONE);
});

// ValueError is RangeError here.
fact("QU-33", async (driver) => {
  const queue = new Queue<string>();
  expect(answerOf(() => queue.taskDone())).toBe("RangeError");
  queue.putNowait("a");
  queue.getNowait();
  expect([answerOf(() => queue.taskDone()), answerOf(() => queue.taskDone())]).toEqual([undefined, "RangeError"]);
  queue.putNowait("b");
  driver.call("J", (o) => queue.join(o));
  queue.taskDone();
  await driver.run();
  expect(driver.look("J")).toEqual(DONE);
});

fact("QU-34", async (driver) => {
  const queue = queueOf(0, "a");
  queue.taskDone();
  driver.call("J", (o) => queue.join(o));
  await driver.tick();
  expect([driver.look("J"), queue.qsize()]).toEqual([DONE, 1]);
});

fact("QU-35", (driver) => {
  const queue = queueOf(1, "x");
  driver.call("P", (o) => queue.put("y", o));
  expect([answerOf(() => queue.taskDone()), answerOf(() => queue.taskDone())]).toEqual([undefined, "RangeError"]);
});

fact("QU-36", async (driver) => {
  const queue = queueOf(0, "a");
  driver.call("J1", (o) => queue.join(o));
  driver.call("J2", (o) => queue.join(o));
  queue.taskDone();
  await driver.run();
  expect(driver.ended).toEqual(["J1", "J2"]);
});

fact("QU-37", async (driver) => {
  const queue = queueOf(0, "a");
  driver.call("J", (o) => queue.join(o));
  queue.taskDone();
  queue.putNowait("b");
  await driver.run();
  expect(driver.look("J")).toEqual(DONE);
});

fact("QU-38", async (driver) => {
  const queue = queueOf(0, "a");
  driver.call("J", (o) => queue.join(o));
  driver.call("K", (o) => queue.join(o));
  driver.cancel("J");
  queue.taskDone();
  await driver.run();
  expect([driver.look("J"), driver.look("K")]).toEqual(["cancelled", DONE]);
});

fact("QU-39", async (driver) => {
  const queue = new Queue<string>(1);
  driver.call("G", (o) => queue.get(o));
  queue.putNowait("a");
  expect(answerOf(() => queue.putNowait("b"))).toBe("QueueFull");
  queue.getNowait();
  queue.putNowait("b");
  await driver.run();
  expect([driver.look("G"), queue.qsize()]).toEqual([["ok", "b"], 0]);
});

fact("QU-40", async (driver) => {
  const queue = queueOf(1, "a");
  queue.getNowait();
  queue.putNowait("b");
  queue.getNowait();
  queue.taskDone();
  driver.call("J", (o) => queue.join(o));
  await driver.run();
  expect(driver.look("J")).toBe("pending");
  queue.taskDone();
  await driver.run();
  expect(driver.look("J")).toEqual(DONE);
});

// That the second one was woken shows in its place: it has parked again, behind the third.
fact("QU-41", async (driver) => {
  const queue = new Queue<string>(1);
  for (const name of ["G1", "G2", "G3"]) driver.call(name, (o) => queue.get(o));
  queue.putNowait("a");
  queue.getNowait();
  queue.putNowait("b");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2")]).toEqual([["ok", "b"], "pending"]);
  queue.putNowait("c");
  await driver.run();
  expect([driver.look("G2"), driver.look("G3")]).toEqual(["pending", ["ok", "c"]]);
});

fact("QU-42", async (driver) => {
  const queue = queueOf(1, "a");
  driver.call("P", (o) => queue.put("b", o));
  queue.getNowait();
  queue.putNowait("c");
  expect(await driver.drain(queue)).toEqual(["c", "b"]);
});

fact("QU-43", async (driver) => {
  const queue = new Queue<string>();
  driver.call("G1", (o) => queue.get(o));
  queue.putNowait("a");
  queue.putNowait("b");
  await driver.run();
  expect([driver.look("G1"), queue.qsize()]).toEqual([["ok", "a"], 1]);
});

allShown("QU");
