import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.doUnmock("node:async_hooks");
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
