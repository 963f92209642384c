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

describe("whatever tells the time", () => {
  const clocks: Readonly<Record<string, () => number>> = {
    Date: () => Date.now(),
    "performance.now": () => performance.now(),
    "process.hrtime": () => process.hrtime()[0] * 1_000 + process.hrtime()[1] / 1e6,
    "process.hrtime.bigint": () => Number(process.hrtime.bigint() / 1_000_000n),
  };
  it.each(Object.entries(clocks))("goes with the virtual clock, and is itself again afterwards: %s", (_name, read) => {
    const passed = virtually((timers) => {
      setTimeout(() => undefined, 40);
      const before = read();
      timers.runNext();
      return read() - before;
    });
    expect(passed).toBe(40);
    const before = read();
    const isLater = (): boolean => read() > before;
    for (let looks = 0; looks < 1e7 && !isLater(); looks++);
    expect(isLater()).toBe(true);
  });

  it("does not go back for who read it before a run", () => {
    const before = performance.now();
    expect(virtually(() => performance.now())).toBeGreaterThan(before);
  });

  it("says how much has passed since a time of process.hrtime", () => {
    const passed = virtually((timers) => {
      setTimeout(() => undefined, 1_500);
      const since = process.hrtime();
      timers.runNext();
      return process.hrtime(since);
    });
    expect(passed).toEqual([1, 500_000_000]);
  });
});
