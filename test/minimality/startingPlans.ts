/** Failing plans to shrink: what a default hunt meets first, and long random ones. */
import { Hunt } from "../../src/runner/hunt.js";
import { Investigation } from "../../src/runner/investigation.js";
import { resolveOptions } from "../../src/runner/options.js";
import type { Failure, Scope } from "../../src/runner/report.js";
import { surveyHere, type Surveyor } from "../../src/runner/surveyor.js";
import { huntedRules } from "../../src/runner/applicable.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import type { Focus } from "../../src/scheduler/strategies/focus.js";
import { randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";

/** Steps of the random plans. */
export const LONG = 12;
/** Random plans, of no rule in particular and then of the mutant's own rule, among which a failing one is looked for. */
const MOST_DRAWN = 3_000;

/** What the first violation became. */
export interface FirstFailure {
  readonly failure: Failure;
  /** Scopes that had been covered. */
  readonly scopes: readonly Scope[];
}

/** The first failure of a default run; null where it finds none but in the bulk rules. */
export async function firstOfDefaultRun(bench: Workbench): Promise<FirstFailure | null> {
  const hunt = new Hunt(bench, resolveOptions({}, bench.rules), []);
  const found = (): Failure | undefined => hunt.failures[0] ?? hunt.unnamed[0];
  const untilFirst: Surveyor = async function* (units, work) {
    for await (const findings of surveyHere(units, work)) {
      for (const violation of findings.violations) {
        yield { ...findings, violations: [violation] };
        if (found()) return;
      }
      if (findings.violations.length === 0) yield findings;
    }
  };
  await hunt.run(huntedRules(bench, bench.rules), untilFirst);
  const failure = found();
  return failure ? { failure, scopes: hunt.scopes } : null;
}

/** What the first failing plan of {@link LONG} random steps is shrunk to, and in how many runs; null where none fails. */
export async function firstOfLongPlans(
  bench: Workbench,
  rule: string,
  seed: number,
): Promise<{ readonly failure: Failure; readonly runs: number } | null> {
  const focuses: readonly Focus[] = [{}, bench.rules.find(({ id }) => id === rule)?.focus ?? {}];
  for (const focus of focuses) {
    const drawer = new Swarm(bench.space, { ...focus, steps: [LONG, LONG] });
    let at = 0;
    for (const packed of randomStream(rule, drawer, seed).plans(0, MOST_DRAWN)) {
      const investigation = new Investigation(bench, resolveOptions({ seed }, bench.rules), []);
      const plan = unpackPlan(packed, bench.space);
      const { is } = bench.judge(plan.config).compare(await bench.run(plan), []);
      const before = bench.plans;
      if (is === "contradicts") await investigation.add(packed, { foundBy: "swarm", at, drawer });
      const failure = investigation.failures[0] ?? investigation.unnamed[0];
      if (failure) return { failure, runs: bench.plans - before };
      at++;
    }
  }
  return null;
}
