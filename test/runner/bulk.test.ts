/** Rules over thousands of operations do not accuse queues whose attempts may find no room. */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { checkConformance } from "../../src/runner/check.js";
import { adaptQueue } from "../subjects/adaptSubject.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";

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
