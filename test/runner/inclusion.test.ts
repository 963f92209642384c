/**
 * `contract` accepts what the stricter profiles accept, whatever the axes: each history of a correct subject that conforms
 * to `fifo` or `asyncio` conforms to `contract` as well. With ASYNC_TCK_FULL=1 over many more plans.
 */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { checkedWorkbench } from "../../src/runner/setUp.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { correctSubjects } from "../subjects/index.js";

const PLANS = process.env["ASYNC_TCK_FULL"] === "1" ? 20_000 : 500;

const strict = correctSubjects.flatMap(({ name, satisfies, withProfile }) =>
  satisfies.flatMap((profile) => (profile === "contract" ? [] : [{ name, profile, adapter: withProfile(profile) }])),
);

describe("contract accepts what conforms to a stricter profile", { timeout: 0 }, () => {
  it.each(strict)("$name, $profile", async ({ adapter }) => {
    const { bench } = await checkedWorkbench(adapter);
    const { space } = bench;
    const profile = { ...adapter.profile, name: "contract" } as AnyAdapter["profile"];
    // short plans with everything that cancels: that is where the profiles differ most
    const focus = { steps: [3, 9] as const, verbs: { cancel: 4 } };
    const plans = Array.from(randomStream("inclusion", new Swarm(space, focus), 1).plans(0, PLANS), (packed) =>
      unpackPlan(packed, space),
    );
    const refused: Plan[] = [];
    await bench.runAll(plans, (history, plan) => {
      if (bench.judge(plan.config).compare(history, []).is !== "conforms") return;
      const { is } = bench.judgeUnder(profile, plan.config).compare(history, []);
      if (is === "contradicts") refused.push(plan);
    });
    expect(refused).toEqual([]);
  });
});
