/** One hunt for one wrong implementation: how soon a default run meets its first violation, and what it names it. */
import { createNodeHost } from "../../src/host/node.js";
import { whyNotApplicable } from "../../src/runner/applicable.js";
import { checkConformance } from "../../src/runner/check.js";
import { Hunt } from "../../src/runner/hunt.js";
import { resolveOptions } from "../../src/runner/options.js";
import type { Failure } from "../../src/runner/report.js";
import { cancellableVerbs, smokeCheck } from "../../src/runner/smoke.js";
import { surveyHere, type Surveyor } from "../../src/runner/surveyor.js";
import { Workbench } from "../../src/runner/workbench.js";
import type { Mutant } from "../../test/mutants/index.js";

/** The first violation that a hunt met. */
export interface Detection {
  /** The rule that is named; null for none. */
  readonly rule: string | null;
  /** Other rules whose fault explains the same history. */
  readonly alsoExplainedBy: readonly string[];
  /** Name of the strategy that found it. */
  readonly foundBy: string;
  /** Plans up to the one that showed it, shrinking not counted. */
  readonly runs: number;
  /** From nothing to the named, shrunk failure; on the wall. */
  readonly milliseconds: number;
  /** Steps of the minimal trace. */
  readonly steps: number;
}

/** A workbench as a check makes it. */
export async function workbenchOf({ adapter }: Mutant): Promise<Workbench> {
  const host = createNodeHost();
  const cancellations = await cancellableVerbs(adapter, host, () => undefined);
  const bench = new Workbench(adapter, host, cancellations, () => undefined);
  await smokeCheck(bench, cancellations);
  return bench;
}

/** Hunts as a default run does, until the first failure; null where there is none. */
export async function detect(mutant: Mutant, seed: number): Promise<Detection | null> {
  const start = performance.now();
  const bench = await workbenchOf(mutant);
  const hunt = new Hunt(bench, resolveOptions({ seed }, bench.rules), []);
  const first = (): Failure | undefined => hunt.failures[0] ?? hunt.unnamed[0];
  let runs = 0;
  const untilFirst: Surveyor = async function* (units, work) {
    for await (const findings of surveyHere(units, work)) {
      const before = runs;
      for (const violation of findings.violations) {
        runs = before + violation.at - findings.unit.from + 1;
        yield { ...findings, violations: [violation] };
        if (first()) return;
      }
      runs = before + findings.plans;
      if (findings.violations.length === 0) yield findings;
    }
  };
  await hunt.run(
    bench.rules.filter((rule) => rule.bulk !== true && whyNotApplicable(bench, rule) === null),
    untilFirst,
  );
  const failure = first();
  if (!failure) return null;
  return {
    rule: failure.rule,
    alsoExplainedBy: failure.alsoExplainedBy,
    foundBy: failure.foundBy,
    runs,
    milliseconds: performance.now() - start,
    steps: failure.plan.steps.length,
  };
}

/** What a whole check says. */
export interface WholeRun {
  /** Rules that failed, in the order of the rules. */
  readonly named: readonly string[];
  /** Violations without a name. */
  readonly unnamed: number;
  readonly plans: number;
  readonly milliseconds: number;
}

/** A whole check. Throws where no verdict was possible. */
export async function checkWhole(mutant: Mutant, seed: number, rule?: string): Promise<WholeRun> {
  const start = performance.now();
  const report = await checkConformance(mutant.adapter, { seed, ...(rule === undefined ? {} : { rule }) });
  if (report.problem !== undefined) throw new Error(`${mutant.name}: ${report.problem}`);
  return {
    named: report.rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : [])),
    unnamed: report.unnamed.length,
    plans: report.plans,
    milliseconds: performance.now() - start,
  };
}
