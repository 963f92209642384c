/** The facts about waking and cancelling, and about the Event, in the order of the reference. */
import { Event, Queue } from "async-tck/asyncio";
import { expect } from "vitest";
import { allShown, fact } from "./facts.js";

const OK = ["ok", true];

fact("GN-01", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  await driver.run();
  event.set();
  expect(driver.look("A")).toBe("pending");
  await driver.tick();
  expect(driver.look("A")).toBe("pending"); // it has resumed; its caller goes on a turn later
  await driver.tick();
  expect(driver.look("A")).toEqual(OK);
});

fact("GN-02", async (driver) => {
  const event = new Event();
  const [empty, full, unfinished] = [new Queue<string>(), new Queue<string>(1), new Queue<string>()];
  full.putNowait("x");
  unfinished.putNowait("y");
  driver.call("wait", (o) => event.wait(o));
  driver.call("get", (o) => empty.get(o));
  driver.call("put", (o) => full.put("z", o));
  driver.call("join", (o) => unfinished.join(o));
  event.set();
  empty.putNowait("a");
  full.getNowait();
  unfinished.taskDone();
  for (const name of ["wait", "get", "put", "join"]) driver.cancel(name);
  await driver.run();
  expect(driver.ended.map((name) => [name, driver.look(name)])).toEqual([
    ["wait", "cancelled"],
    ["get", "cancelled"],
    ["put", "cancelled"],
    ["join", "cancelled"],
  ]);
});

fact("GN-03", async (driver) => {
  const queue = new Queue<string>();
  driver.call("A", (o) => queue.get(o));
  driver.call("B", (o) => queue.get(o));
  driver.cancel("A");
  queue.putNowait("x");
  await driver.run();
  expect([driver.look("A"), driver.look("B")]).toEqual(["cancelled", ["ok", "x"]]);
});

fact("GN-04", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  driver.call("B", (o) => event.wait(o));
  driver.call("C", async () => undefined);
  event.set();
  await driver.run();
  expect(driver.ended).toEqual(["C", "A", "B"]);
});

fact("EV-01", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  await driver.run();
  expect([event.isSet(), driver.look("A")]).toEqual([false, "pending"]);
});

fact("EV-02", (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  expect([event.set(), event.isSet(), event.clear(), event.isSet()]).toEqual([undefined, true, undefined, false]);
});

fact("EV-03", async (driver) => {
  const event = new Event();
  for (const name of ["A", "B", "C"]) driver.call(name, (o) => event.wait(o));
  event.set();
  await driver.run();
  expect(driver.ended).toEqual(["A", "B", "C"]);
  expect(driver.ended.map((name) => driver.look(name))).toEqual([OK, OK, OK]);
});

fact("EV-04", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  driver.call("B", (o) => event.wait(o));
  event.set();
  event.clear();
  await driver.run();
  expect([driver.look("A"), driver.look("B"), event.isSet()]).toEqual([OK, OK, false]);
});

fact("EV-05", async (driver) => {
  const event = new Event();
  event.set();
  driver.call("A", (o) => event.wait(o));
  // it is over at its call: neither of these is in time
  event.clear();
  driver.cancel("A");
  await driver.tick();
  expect(driver.look("A")).toEqual(OK);
});

fact("EV-06", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  event.set();
  event.clear();
  driver.call("B", (o) => event.wait(o));
  await driver.run();
  expect([driver.look("A"), driver.look("B")]).toEqual([OK, "pending"]);
});

fact("EV-07", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  event.set();
  event.clear();
  driver.call("B", (o) => event.wait(o));
  event.set();
  event.clear();
  driver.call("C", (o) => event.wait(o));
  await driver.run();
  expect([driver.look("A"), driver.look("B"), driver.look("C")]).toEqual([OK, OK, "pending"]);
  expect(driver.ended).toEqual(["A", "B"]);
});

fact("EV-08", async (driver) => {
  const event = new Event();
  event.set();
  event.set();
  event.set();
  event.clear();
  driver.call("A", (o) => event.wait(o));
  await driver.run();
  expect(driver.look("A")).toBe("pending");
});

fact("EV-09", async (driver) => {
  const event = new Event();
  event.set();
  driver.call("A", (o) => event.wait(o));
  driver.call("B", (o) => event.wait(o));
  const isSet = event.isSet();
  event.clear();
  driver.call("C", (o) => event.wait(o));
  await driver.run();
  expect([driver.look("A"), driver.look("B"), isSet, driver.look("C")]).toEqual([OK, OK, true, "pending"]);
});

fact("EV-10", async (driver) => {
  const event = new Event();
  driver.call("A", async (o) => {
    await event.wait(o);
    return event.isSet();
  });
  event.set();
  event.clear();
  await driver.run();
  expect(driver.look("A")).toEqual(["ok", false]);
});

fact("EV-11", async (driver) => {
  const event = new Event();
  const waitThenClear = async (options: { readonly signal: AbortSignal }): Promise<void> => {
    await event.wait(options);
    event.clear();
  };
  driver.call("A", waitThenClear);
  driver.call("B", waitThenClear);
  event.set();
  await driver.run();
  expect([driver.look("A"), driver.look("B"), event.isSet()]).toEqual([["ok", undefined], ["ok", undefined], false]);
});

fact("EV-12", async (driver) => {
  for (const [name, isCleared] of [
    ["A", false],
    ["B", true],
  ] as const) {
    const event = new Event();
    driver.call(name, async (o) => {
      await event.wait(o);
      return event.wait(o);
    });
    event.set();
    if (isCleared) event.clear();
    await driver.run();
  }
  expect([driver.look("A"), driver.look("B")]).toEqual([OK, "pending"]);
});

fact("EV-13", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  driver.call("B", (o) => event.wait(o));
  driver.cancel("A");
  await driver.run();
  expect([driver.look("A"), driver.look("B")]).toEqual(["cancelled", "pending"]);
  event.set();
  await driver.run();
  expect(driver.look("B")).toEqual(OK);
});

fact("EV-14", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  driver.call("B", (o) => event.wait(o));
  event.set();
  driver.cancel("A");
  await driver.run();
  expect([driver.look("A"), driver.look("B"), event.isSet()]).toEqual(["cancelled", OK, true]);
});

fact("EV-15", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  driver.cancel("A");
  event.set();
  await driver.run();
  expect([driver.look("A"), event.isSet()]).toEqual(["cancelled", true]);
});

// What can be seen of it: a waiter of the first set() is not woken twice, and ends when the first one says.
fact("EV-16", async (driver) => {
  const event = new Event();
  driver.call("A", (o) => event.wait(o));
  event.set();
  event.set();
  await driver.tick();
  event.set();
  await driver.tick();
  expect(driver.look("A")).toEqual(OK);
  expect([event.set(), event.isSet()]).toEqual([undefined, true]);
});

allShown("GN");
allShown("EV");
