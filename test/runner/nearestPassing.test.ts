/** The nearest passing plan conforms, differs in one thing, and the first of the fixed order is taken. */
import { describe, expect, it } from "vitest";
import { changed, nearestPassing } from "../../src/runner/nearestPassing.js";
import { replay } from "../../src/runner/replay.js";
import type { NearestPassing } from "../../src/runner/report.js";
import { checkedWorkbench } from "../../src/runner/setUp.js";
import { Violation } from "../../src/runner/violation.js";
import type { Workbench } from "../../src/runner/workbench.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { decodeToken } from "../../src/scheduler/token.js";
import { extraMutants, mutants, type Mutant } from "../mutants/index.js";

async function nearestOf({ adapter, shortest }: Mutant): Promise<{ nearest: NearestPassing | null; bench: Workbench }> {
  const { bench } = await checkedWorkbench(adapter);
  return { nearest: await nearestPassing(bench, shortest, new Violation(bench, shortest, [], [])), bench };
}

function mutantNamed(name: string): Mutant {
  const mutant = [...mutants, ...extraMutants].find((each) => each.name === name);
  if (!mutant) throw new Error(`There is no mutant ${name}.`);
  return mutant;
}

describe("the nearest passing plan", () => {
  it("conforms when its token is replayed, and has the one change that is told", { timeout: 0 }, async () => {
    let found = 0;
    for (const mutant of mutants.filter((_, index) => index % 3 === 0)) {
      const { nearest, bench } = await nearestOf(mutant);
      if (!nearest) continue;
      found++;
      const passing: Plan = decodeToken(nearest.token, bench.table);
      expect(passing).toEqual(changed(mutant.shortest, nearest.change));
      expect(passing).not.toEqual(mutant.shortest);
      expect((await replay(mutant.adapter, nearest.token)).failure, mutant.name).toBeNull();
    }
    expect(found).toBeGreaterThan(20);
  });

  it("is one turn away where a race has one gap", async () => {
    const { nearest } = await nearestOf(mutantNamed("swallows-get-wakeup"));
    expect(nearest?.change).toMatchObject({ is: "gap", from: 0, to: 1 });
    const late = await nearestOf(mutantNamed("registers-late"));
    expect(late.nearest?.change).toMatchObject({ is: "gap", from: 1 });
  });

  it("is another order where no gap matters", async () => {
    const { nearest } = await nearestOf(mutantNamed("put-tells-nobody"));
    expect(nearest?.change).toEqual({ is: "order", step: 0 });
  });

  it("is none where one step alone fails", async () => {
    const alone = mutants.filter(({ shortest }) => shortest.steps.length === 1);
    expect(alone.length).toBeGreaterThan(0);
    for (const mutant of alone) expect((await nearestOf(mutant)).nearest, mutant.name).toBeNull();
  });
});
