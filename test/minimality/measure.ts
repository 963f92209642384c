/** How short failing plans become, mutant by mutant. */
import { certify } from "../../src/runner/certify.js";
import type { Failure } from "../../src/runner/report.js";
import { checkedWorkbench } from "../../src/runner/setUp.js";
import type { Workbench } from "../../src/runner/workbench.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { extraMutants, mutants, type Mutant } from "../mutants/index.js";
import { firstOfDefaultRun, firstOfLongPlans } from "./startingPlans.js";
import { ShortestPlans, type Searched } from "./shortestPlan.js";

/** One failing plan, shrunk, beside the shortest. */
export interface Measured {
  readonly mutant: string;
  /** The rule that the mutant is made to break. */
  readonly rule: string;
  /** Seed of the long random plan that it began with; null for the first failure of a default run. */
  readonly seed: number | null;
  /** The rule that is named; null for none. */
  readonly named: string | null;
  readonly steps: number;
  /** How widely each length below was searched, from 1 step on. */
  readonly lengths: readonly Searched[];
  /** Set where it is not shown to be a shortest one. */
  readonly miss?: Miss;
  /** Plans that shrinking ran: fast-check's, the last pass, the look for a passing plan. Null for the default run. */
  readonly runs: number | null;
  /** Kind of the nearest passing plan's change; null where there is none. */
  readonly passesBy: "gap" | "order" | "without" | null;
  /** Whether the exhaustive scopes prove that no shorter plan fails; null where none were searched. */
  readonly isCertified: boolean | null;
}

/** A failing plan that is not shown to be a shortest one, as texts. */
export interface Miss {
  readonly found: string;
  /** A plan with fewer steps that fails; null where none was found, but there were too many to try. */
  readonly shorter: string | null;
  /** The rule that it breaks; null for none. */
  readonly breaks: string | null;
}

/** Mutants that single operations show, every n-th of them: the bulk rules have no plans. */
export async function measurable(
  every = 1,
): Promise<readonly { readonly mutant: Mutant; readonly bench: Workbench }[]> {
  const all = [];
  for (const mutant of [...mutants, ...extraMutants].filter((_, index) => index % every === 0)) {
    const { bench } = await checkedWorkbench(mutant.adapter);
    if (bench.rules.find(({ id }) => id === mutant.rule)?.bulk !== true) all.push({ mutant, bench });
  }
  return all;
}

/** Measures one mutant: a default run, if asked for, and long random plans of these seeds. */
export async function measure(
  { mutant, bench }: { readonly mutant: Mutant; readonly bench: Workbench },
  { seeds, most, isDefault }: { readonly seeds: readonly number[]; readonly most: number; readonly isDefault: boolean },
): Promise<readonly Measured[]> {
  const shortest = new ShortestPlans(bench, mutant.shortest, most);
  const measured: Measured[] = [];
  const add = async (failure: Failure, about: Pick<Measured, "seed" | "runs" | "isCertified">): Promise<void> => {
    const { shorter, breaks, lengths } = await shortest.shorterThan(failure.plan);
    measured.push({
      mutant: mutant.name,
      rule: mutant.rule,
      named: failure.rule,
      steps: failure.plan.steps.length,
      lengths,
      ...(shorter || lengths.some(({ plans }) => plans === null)
        ? { miss: { found: planText(failure.plan), shorter: shorter && planText(shorter), breaks } }
        : {}),
      passesBy: failure.nearestPassing?.change.is ?? null,
      ...about,
    });
  };
  const first = isDefault ? await firstOfDefaultRun(bench) : null;
  if (first) {
    const { shortest: proof } = certify(first.failure, first.scopes, { overflows: 0, unnamed: [] });
    await add(first.failure, { seed: null, runs: null, isCertified: proof !== undefined });
  }
  for (const seed of seeds) {
    const long = await firstOfLongPlans(bench, mutant.rule, seed);
    if (long) await add(long.failure, { seed, runs: long.runs, isCertified: null });
  }
  return measured;
}

/** A plan in a line: `A.get, B.put@0, A.cancel`. A gap that is not quiet stands behind its step. */
export function planText({ steps, signals }: Plan): string {
  const words = steps.map((step) => {
    const client = String.fromCharCode("A".charCodeAt(0) + step.client);
    const gap = step.gap === "quiet" ? "" : `@${step.gap}`;
    if (step.do !== "call") return `${client}.${step.do}${gap}`;
    const { verb, variant, item, priority, aborted, chained } = step;
    const odd = [variant, item, priority, aborted === true && "aborted", chained === true && "chained"];
    const details = odd.filter((detail) => detail !== undefined && detail !== false);
    return `${client}.${verb}${details.length > 0 ? `(${details.join(", ")})` : ""}${gap}`;
  });
  return `${words.join(", ")}${signals === undefined ? "" : `; one signal for ${signals === "all" ? "all" : "each client"}`}`;
}
