/** The kinds of events at which a fault says that its situation may be at hand: at no other is it. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../src/conformance/check.js";
import type { FaultyModel } from "../../src/conformance/judge.js";
import { Relation } from "../../src/conformance/relation.js";
import { SituationCounts } from "../../src/conformance/situations.js";
import { eventModelOf, queueModelOf } from "../../src/models/catalog.js";
import type { ModelEvent } from "../../src/models/model.js";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import { eventAxes, queueAxes } from "../../src/runner/semantics.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import type { Workbench } from "../../src/runner/workbench.js";
import type { History } from "../../src/scheduler/history.js";
import type { Config } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import { mutants, type Mutant } from "../mutants/index.js";

/** Plans on each wrong subject. */
const PLANS = 60;

const KINDS: Readonly<Record<ModelEvent["kind"], true>> = {
  call: true,
  now: true,
  settle: true,
  again: true,
  cancel: true,
  lateCancel: true,
  elapse: true,
  turn: true,
  quiet: true,
  observe: true,
};
const everyKind = Object.keys(KINDS) as readonly ModelEvent["kind"][];

function sourceOf(adapter: Mutant["adapter"], config: Config): FaultyModel {
  if (adapter.primitive === "event") return eventModelOf(adapter.profile.name, eventAxes(adapter.profile));
  const joins = adapter.join !== undefined || adapter.taskDone !== undefined;
  return queueModelOf(adapter.profile.name, { ...queueAxes(adapter.profile, config), joins });
}

/** Histories of random plans, with their configurations. */
async function historiesOf(adapter: Mutant["adapter"]): Promise<readonly [History, Config, Workbench][]> {
  const bench = await workbenchFor(adapter);
  const plans = fc.sample(new PlanArbitrary(bench.space, new Swarm(bench.space, {})), { seed: 8, numRuns: PLANS });
  const histories: [History, Config, Workbench][] = [];
  for (const packed of plans) {
    const plan = unpackPlan(packed, bench.space);
    const history = await bench.run(plan).catch((error: unknown) => {
      if (!(error instanceof AdapterError)) throw error;
      return null;
    });
    if (history) histories.push([history, plan.config, bench]);
  }
  return histories;
}

it(
  "situations that are asked about at every kind of event come up in the same runs",
  { timeout: 300_000 },
  async () => {
    const came = new Set<string>();
    for (const { adapter } of mutants) {
      const relations = new Map<string, [Relation<unknown>, Relation<unknown>, FaultyModel]>();
      for (const [history, config, bench] of await historiesOf(adapter)) {
        const source = sourceOf(adapter, config);
        const key = JSON.stringify(config);
        const known = relations.get(key) ?? [
          new Relation<unknown>(source.model, [], source.faults),
          new Relation<unknown>(
            source.model,
            [],
            source.faults.map((fault) => ({ ...fault, at: everyKind })),
          ),
          source,
        ];
        relations.set(key, known);
        const [declared, asked] = [new SituationCounts(), new SituationCounts()];
        compare(known[0], history, bench.subject, declared);
        compare(known[1], history, bench.subject, asked);
        expect(declared).toEqual(asked);
        asked.runs.forEach((count, index) => {
          if (count > 0) came.add(source.faults[index]?.rule ?? "");
        });
      }
    }
    // nearly every rule that has a fault
    expect(came.size).toBeGreaterThan(100);
  },
);
