/** The facts about the LifoQueue, in the order of the reference. */
import { LifoQueue } from "async-tck/asyncio";
import { expect } from "vitest";
import { allShown, fact } from "./facts.js";

fact("LI-01", async (driver) => {
  const queue = new LifoQueue<string>();
  for (const item of ["a", "b", "c"]) queue.putNowait(item);
  expect(await driver.drain(queue)).toEqual(["c", "b", "a"]);
});

fact("LI-02", async (driver) => {
  const queue = new LifoQueue<string>();
  driver.call("G1", (o) => queue.get(o));
  driver.call("G2", (o) => queue.get(o));
  queue.putNowait("a");
  queue.putNowait("b");
  await driver.run();
  expect([driver.look("G1"), driver.look("G2")]).toEqual([
    ["ok", "b"],
    ["ok", "a"],
  ]);
});

fact("LI-03", async (driver) => {
  const queue = new LifoQueue<string>(1);
  queue.putNowait("x");
  driver.call("P1", (o) => queue.put("1", o));
  driver.call("P2", (o) => queue.put("2", o));
  expect(await driver.drain(queue)).toEqual(["x", "1", "2"]);
});

allShown("LI");
