import { afterEach, expect, test, vi } from "vitest";
import { adaptQueue } from "../subjects/adaptSubject.js";
import { ImmediateDirectQueue } from "../subjects/immediateQueue.js";

afterEach(() => {
  vi.doUnmock("node:async_hooks");
  vi.doUnmock("../../src/host/hooksTrial.js");
  vi.resetModules();
});

test("Node tells which timers a subject starts", async () => {
  const { tellsWhatIsStarted } = await import("../../src/host/hooksTrial.js");
  expect(tellsWhatIsStarted()).toBe(true);
});

test("a runtime whose hooks are silent, as Bun's are, is found out", async () => {
  vi.doMock("node:async_hooks", () => ({ createHook: () => ({ enable: () => undefined, disable: () => undefined }) }));
  vi.resetModules();
  const { tellsWhatIsStarted } = await import("../../src/host/hooksTrial.js");
  expect(tellsWhatIsStarted()).toBe(false);
});

test("where the runtime does not tell, nothing is judged, and the report says why", async () => {
  vi.doMock("../../src/host/hooksTrial.js", () => ({ tellsWhatIsStarted: () => false }));
  vi.resetModules();
  const { checkConformance, inferProfile } = await import("../../src/index.js");
  const adapter = adaptQueue("late", () => new ImmediateDirectQueue(0), "fifo");
  for (const judge of [checkConformance, inferProfile]) {
    expect(await judge(adapter)).toMatchObject({
      status: "adapter error",
      problem: expect.stringMatching("does not tell which timers") as string,
    });
  }
});
