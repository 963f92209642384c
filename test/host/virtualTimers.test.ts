import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { VirtualTimers } from "../../src/host/virtualTimers.js";

/** What `use` answers, while timers are virtual. */
function virtually<T>(use: (timers: VirtualTimers) => T): T {
  const timers = new VirtualTimers();
  timers.install();
  try {
    return use(timers);
  } finally {
    timers.uninstall();
  }
}

describe("promisify(setTimeout) on virtual timers", () => {
  it("answers a promise of the value, which the clock fulfills", async () => {
    const [time, value] = virtually((timers) => {
      const promise = promisify(setTimeout)(40, "rung");
      timers.runNext();
      return [timers.time, promise] as const;
    });
    expect(time).toBe(40);
    expect(await value).toBe("rung");
  });

  it("is given up by its signal, aborted later or before the call, and leaves no timer", async () => {
    const [left, promises] = virtually((timers) => {
      const controller = new AbortController();
      const later = promisify(setTimeout)(40, "rung", { signal: controller.signal });
      controller.abort();
      const before = promisify(setTimeout)(40, "rung", { signal: controller.signal });
      return [timers.hasNext, [later, before]] as const;
    });
    expect(left).toBe(false);
    for (const promise of promises)
      await expect(promise).rejects.toMatchObject({ name: "AbortError", code: "ABORT_ERR" });
  });
});
