import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import { SituationCounts } from "../../src/conformance/situations.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import { mutants } from "../mutants/index.js";

/** Plans on each wrong subject, each judged with no fault allowed and with one. */
const PLANS = 120;

describe("naming clients by rank makes no difference to what the relation says", () => {
  it.each(mutants.map((mutant) => [mutant.rule, mutant.adapter] as const))("of %s's mutant", async (_rule, adapter) => {
    const bench = await workbenchFor(adapter);
    const plans = fc.sample(new PlanArbitrary(bench.space, new Swarm(bench.space, {})), { seed: 3, numRuns: PLANS });
    let judged = 0;
    for (const [at, packed] of plans.entries()) {
      const plan = unpackPlan(packed, bench.space);
      const judge = bench.judge(plan.config);
      const history = await bench.run(plan).catch((error: unknown) => {
        if (!(error instanceof AdapterError)) throw error;
        return null;
      });
      if (!history) continue;
      const fault = judge.watched[at % judge.watched.length] ?? "";
      for (const allowed of [[], [fault]]) {
        const [byRank, byNumber] = [new SituationCounts(), new SituationCounts()];
        const comparison = judge.compare(history, allowed, byRank);
        expect(comparison).toEqual(judge.compare(history, allowed, byNumber, () => undefined));
        expect(byRank).toEqual(byNumber);
        judged++;
      }
    }
    expect(judged).toBeGreaterThan(PLANS);
  });
});
