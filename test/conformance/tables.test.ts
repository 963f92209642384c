import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../src/conformance/check.js";
import { Judge } from "../../src/conformance/judge.js";
import { Relation } from "../../src/conformance/relation.js";
import { queueModelOf } from "../../src/models/catalog.js";
import { plainQueue } from "../../src/models/queue/axes.js";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import { SituationCounts } from "../../src/conformance/situations.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { mutants } from "../mutants/index.js";

/** Comparisons between two looks at the tables, and what so many may add beyond the limit. */
const SLACK = 3000;

describe("the tables of a judge", () => {
  it("stay below their limit, and what is said does not depend on it", async () => {
    const wrong = mutants.find(({ rule, adapter }) => rule.startsWith("QUEUE") && adapter.profile.name === "contract");
    if (!wrong) throw new Error("no wrong queue under `contract`");
    const { adapter } = wrong;
    const bench = await workbenchFor(adapter);
    const source = queueModelOf("contract", { ...plainQueue, capacity: 1 });
    const order = { moreGeneral: () => [], rank: () => 0 };
    const bounded = new Judge(source, bench.subject, order, 500);
    const roomy = new Judge(source, bench.subject, order);
    let restarts = 0;
    let [most, before] = [0, 0];
    for (const packed of fc.sample(new PlanArbitrary(bench.space, new Swarm(bench.space, {})), {
      seed: 5,
      numRuns: 3000,
    })) {
      const history = await bench.run({ ...unpackPlan(packed, bench.space), config: { capacity: 1 } });
      const [ofBounded, ofRoomy] = [new SituationCounts(), new SituationCounts()];
      expect(bounded.compare(history, [], ofBounded)).toEqual(roomy.compare(history, [], ofRoomy));
      expect(ofBounded).toEqual(ofRoomy);
      if (bounded.size < before) restarts++;
      before = bounded.size;
      most = Math.max(most, before);
    }
    expect(restarts).toBeGreaterThan(2);
    expect(most).toBeLessThan(500 + SLACK);
    expect(roomy.size).toBeGreaterThan(most);
  });

  it("may start afresh in the middle of a history, and what is said does not depend on it", async () => {
    const wrong = mutants.find(({ rule, adapter }) => rule.startsWith("QUEUE") && adapter.profile.name === "contract");
    if (!wrong) throw new Error("no wrong queue under `contract`");
    const bench = await workbenchFor(wrong.adapter);
    const { model, faults } = queueModelOf("contract", { ...plainQueue, capacity: 1 });
    // a few states more than one history may need
    const bounded = new Relation<unknown>(model, [], faults, 12);
    const roomy = new Relation<unknown>(model, [], faults);
    const verdicts = new Set<string>();
    let [before, restarts] = [0, 0];
    for (const packed of fc.sample(new PlanArbitrary(bench.space, new Swarm(bench.space, {})), {
      seed: 6,
      numRuns: 600,
    })) {
      const history = await bench.run({ ...unpackPlan(packed, bench.space), config: { capacity: 1 } });
      const [ofBounded, ofRoomy] = [new SituationCounts(), new SituationCounts()];
      const said = compare(bounded, history, bench.subject, ofBounded);
      expect(said).toEqual(compare(roomy, history, bench.subject, ofRoomy));
      expect(ofBounded).toEqual(ofRoomy);
      verdicts.add(said.is);
      if (bounded.size < before) restarts++;
      before = bounded.size;
    }
    expect([...verdicts].sort()).toEqual(["conforms", "contradicts"]);
    expect(restarts).toBeGreaterThan(100);
  });

  /**
   * Five configurations, each with tables of at most 20,000 states and sets of some 0.7 KiB, and what a moment needs. A
   * search that kept 3 KiB of every run is beyond that: `npm run bench:memory` asks for the same after a million plans.
   */
  it("let a search hold no more than a few tens of MiB", { timeout: 120_000 }, () => {
    const args = ["--expose-gc", "scripts/bench-memory.mjs", "--plans", "30000"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(Number(/([\d.-]+) MiB more/.exec(stdout)?.[1])).toBeLessThan(80);
    expect(status).toBe(0);
  });
});
