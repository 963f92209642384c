/** Rules over thousands of operations do not accuse queues whose attempts may find no room. */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { checkConformance } from "../../src/runner/check.js";
import { adaptEvent, adaptQueue } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";
import { SignalEvent } from "../subjects/signalEvent.js";

describe("thousands of getters of a bounded queue whose wake is a hint", () => {
  const bounded = adaptQueue("array-queue", (maxsize) => new ArrayQueue(maxsize), "asyncio", { capacities: [1] });
  const { put: _, ...attempting } = bounded as AnyAdapter & { readonly primitive: "queue" };
  it.each([
    ["with put()", bounded],
    ["with putNowait() only", attempting as AnyAdapter],
  ])("are served, %s", async (_name, adapter) => {
    const report = await checkConformance(adapter, { rule: "QUEUE-76", numRuns: 20 });
    expect(report.rules.find(({ id }) => id === "QUEUE-76")?.verdict).toBe("pass");
  });
});

/** Forgets the last of exactly five that wait. */
class FiveAtMost extends ArrayEvent {
  protected override releaseAll(): void {
    if (this.waiters.length === 5) this.waiters.pop();
    super.releaseAll();
  }
}

describe("crowds go through every size", () => {
  it("an event that forgets one of exactly five waiters is caught with five", async () => {
    const report = await checkConformance(
      adaptEvent("five at most", () => new FiveAtMost(), "fifo"),
      { numRuns: 20 },
    );
    expect(report.rules.filter(({ verdict }) => verdict === "fail")).toEqual([
      expect.objectContaining({ id: "EVENT-41", bulk: expect.objectContaining({ operations: 5 }) as unknown }),
    ]);
  });

  it.each([
    [16, ["EVENT-41"]],
    [5, ["EVENT-25", "EVENT-41"]],
  ])("an event that counts to %d alone, and is said to count on, is caught", async (memory, names) => {
    const adapter = adaptEvent("counts", () => new SignalEvent({ memory }), "fifo", {
      kind: "auto-reset",
      memory: Infinity,
    });
    const report = await checkConformance(adapter, { numRuns: 20 });
    expect(report.rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toEqual(names);
    const probed = report.rules.flatMap((rule) => ("failure" in rule ? [rule.failure.foundBy] : []));
    // a first look comes to nine set() in a row, and no random plan does
    expect(probed).toEqual(memory === 5 ? ["probe"] : []);
  });
});
