import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { toSubject } from "../../src/adapters/subject.js";
import { createNodeHost } from "../../src/host/node.js";
import { runPlan } from "../../src/scheduler/execute.js";
import { anyPlan } from "../scheduler/randomPlans.js";

describe("plans run on every package's adapter", () => {
  it.each(packageAdapters.map(({ adapter }) => [adapter.name, adapter] as const))(
    "%s: without an adapter error, and the same plan gives the same history",
    async (_name, adapter) => {
      const subject = toSubject(adapter);
      const host = createNodeHost();
      const capacities = "capacities" in adapter.profile ? adapter.profile.capacities : undefined;
      const unbounded = capacities === "none" || (capacities?.every((capacity) => capacity === Infinity) ?? false);
      for (const any of fc.sample(anyPlan(subject.verbs.map(({ name }) => name)), { numRuns: 150, seed: 3 })) {
        const plan = { ...any, config: { capacity: unbounded ? null : (any.config.capacity ?? 1) || 1 } };
        const first = await runPlan(subject, plan, host);
        expect((await runPlan(subject, plan, host)).events).toEqual(first.events);
        expect((await runPlan(subject, plan, host, { observe: "full" })).events).toEqual(first.events);
      }
    },
  );
});
