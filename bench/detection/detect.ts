/** One hunt for one wrong implementation: how soon a default run meets its first violation, and what it names it. */
import { huntedRules } from "../../src/runner/applicable.js";
import { checkConformance } from "../../src/runner/check.js";
import { Hunt } from "../../src/runner/hunt.js";
import { resolveOptions } from "../../src/runner/options.js";
import type { Failure } from "../../src/runner/report.js";
import { checkedWorkbench } from "../../src/runner/setUp.js";
import { surveyHere, type Surveyor } from "../../src/runner/surveyor.js";
import type { WorkUnit } from "../../src/runner/workUnits.js";
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
  /** From nothing to the named, shrunk failure: processor time, so that what else the machine does changes little. */
  readonly milliseconds: number;
  /** Steps of the minimal trace. */
  readonly steps: number;
}

/** Processor time of this process so far, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The exhaustive part of a default run that has found nothing: it is the same with every seed. */
export interface Exhausted {
  readonly plans: number;
  readonly milliseconds: number;
}

/** One hunt. */
export interface Hunted {
  /** Null where nothing was found. */
  readonly detection: Detection | null;
  /** Null where the exhaustive part has found it. */
  readonly exhausted: Exhausted | null;
}

/** Hunts as a default run does, until the first failure. With `exhausted` its exhaustive part is taken from there. */
export async function hunt(mutant: Mutant, seed: number, exhausted: Exhausted | null): Promise<Hunted> {
  const start = processorTime() - (exhausted?.milliseconds ?? 0);
  const { bench } = await checkedWorkbench(mutant.adapter);
  const search = new Hunt(bench, resolveOptions({ seed }, bench.rules), []);
  const first = (): Failure | undefined => search.failures[0] ?? search.unnamed[0];
  let runs = exhausted?.plans ?? 0;
  let done = exhausted;
  const untilFirst: Surveyor = async function* (units, work) {
    const isExhaustive = (unit: WorkUnit): boolean => work.shares[unit.share]?.scope !== undefined;
    const left = function* (): Generator<WorkUnit> {
      for (const unit of units) if (!exhausted || !isExhaustive(unit)) yield unit;
    };
    for await (const findings of surveyHere(left(), work)) {
      if (!isExhaustive(findings.unit)) done ??= { plans: runs, milliseconds: processorTime() - start };
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
  await search.run(huntedRules(bench, bench.rules), untilFirst);
  const failure = first();
  if (!failure) return { detection: null, exhausted: done };
  const { rule, alsoExplainedBy, foundBy, plan } = failure;
  const milliseconds = processorTime() - start;
  return {
    detection: { rule, alsoExplainedBy, foundBy, runs, milliseconds, steps: plan.steps.length },
    exhausted: done,
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
  const start = processorTime();
  const report = await checkConformance(mutant.adapter, { seed, ...(rule === undefined ? {} : { rule }) });
  if (report.problem !== undefined) throw new Error(`${mutant.name}: ${report.problem}`);
  return {
    named: report.rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : [])),
    unnamed: report.unnamed.length,
    plans: report.plans,
    milliseconds: processorTime() - start,
  };
}
