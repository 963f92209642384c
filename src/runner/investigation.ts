/**
 * What becomes of violations: each is shrunk freely, named, and kept under the rule that is named, whichever strategy found
 * it. From then on that rule's fault is allowed, so that what it entails is not reported again.
 */
import type { History } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import { unpackPlan, type PackedPlan } from "../scheduler/planSpace.js";
import { EXHAUSTIVE } from "../scheduler/strategies/smallScope.js";
import type { PlanDrawer } from "../scheduler/strategies/strategy.js";
import { describeFailure, followed, type Origin } from "./failure.js";
import { minimize } from "./minimize.js";
import { nearestPassing } from "./nearestPassing.js";
import type { ResolvedOptions } from "./options.js";
import type { Failure } from "./report.js";
import { shrink } from "./shrink.js";
import { sameTwice } from "./smoke.js";
import type { Allowance } from "./survey.js";
import { Trials } from "./trials.js";
import { Violation } from "./violation.js";
import type { Workbench } from "./workbench.js";

/** Violations without a name after which the search gives up: each would be found again and again. */
const MOST_UNNAMED = 3;

/** Where a violation was met. */
export interface Sighting {
  /** Name of the strategy. */
  readonly foundBy: string;
  /** Number of the plan in that strategy. */
  readonly at: number;
  /** What the strategy draws with; absent for an exhaustive one. */
  readonly drawer?: PlanDrawer;
}

/** Everything that was found to be wrong, so far. */
export class Investigation {
  readonly failures: Failure[] = [];
  readonly unnamed: Failure[] = [];
  /** Why the search need not go on; null while it should. */
  stopped: string | null = null;
  readonly #bench: Workbench;
  readonly #options: ResolvedOptions;
  readonly #allowances: readonly Allowance[];
  #unnamedFound = 0;

  constructor(bench: Workbench, options: ResolvedOptions, allowances: readonly Allowance[]) {
    this.#bench = bench;
    this.#options = options;
    this.#allowances = allowances;
  }

  /** Shrinks a violation, reruns it under full observation, names it and keeps it; not where what is known explains it. */
  async add(packed: PackedPlan, { foundBy, at, drawer }: Sighting): Promise<void> {
    const { space } = this.#bench;
    const found = unpackPlan(packed, space);
    const violation = this.#violationOf(found);
    if (!(await violation.isIn(found))) return;
    const { allowing } = violation;
    if (foundBy === EXHAUSTIVE || !drawer) {
      const known = this.failures.length;
      await this.#investigate(found, violation, { foundBy, allowing });
      // shrunk freely it may have become another violation: the one that this plan shows is not left behind, so that plans of
      // a covered scope show nothing but what the failures say
      if (this.failures.length > known) await this.add(packed, { foundBy, at });
      return;
    }
    const { plan, path } = await shrink(packed, space, at, (smaller) => violation.isIn(unpackPlan(smaller, space)));
    const { seed } = this.#options;
    await this.#investigate(unpackPlan(plan, space), violation, { foundBy, seed, path, allowing });
  }

  /** As {@link add}, for a plan that has been shrunk along a path before. */
  async addShrunk(plan: Plan, origin: Omit<Origin, "allowing">): Promise<void> {
    const violation = this.#violationOf(plan);
    const { allowing } = violation;
    if (await violation.isIn(plan)) await this.#investigate(plan, violation, { ...origin, allowing });
  }

  /** As {@link add}, for a plan that is minimal already: it is kept as it is. */
  async addMinimal(plan: Plan, origin: Omit<Origin, "allowing">): Promise<void> {
    const violation = this.#violationOf(plan);
    const { allowing } = violation;
    if (await violation.isIn(plan)) await this.#keep(plan, violation, { ...origin, allowing });
  }

  /** The violation that a plan may show: what the faults of declared deviations and earlier failures do not explain. */
  #violationOf(plan: Plan): Violation {
    const known = this.failures.flatMap(({ rule }) => rule ?? []);
    return new Violation(this.#bench, plan, this.#allowances, [...this.#options.allowing, ...known]);
  }

  async #investigate(plan: Plan, violation: Violation, origin: Origin): Promise<void> {
    const trials = new Trials(plan, this.#bench.space, (candidate) => violation.isIn(candidate));
    await this.#keep(await minimize(plan, trials), violation, origin);
  }

  /** Names a violation and keeps it under that name. */
  async #keep(final: Plan, violation: Violation, origin: Origin): Promise<void> {
    const history: History = await sameTwice(this.#bench, final);
    const allowing = violation.allowedIn(final);
    const cause = this.#sameCause(final, history, allowing);
    const described = await describeFailure(this.#bench, final, history, {
      ...origin,
      allowing,
      ...(cause === undefined ? {} : { mayHaveSameCauseAs: cause }),
    });
    // under full observation it went well: the host has learnt that this subject needs it, and the search goes on
    if (!described) return;
    const nearest = await nearestPassing(this.#bench, final, violation);
    const failure: Failure = nearest ? { ...described, nearestPassing: nearest } : described;
    if (failure.rule !== null) {
      this.failures.push(failure);
      return;
    }
    this.#unnamedFound++;
    if (!this.unnamed.some(({ token }) => token === failure.token)) this.unnamed.push(failure);
    if (this.#unnamedFound >= MOST_UNNAMED) {
      this.stopped = `the search ended after ${String(MOST_UNNAMED)} violations that no single rule explains`;
    }
  }

  /** The earlier failure that this one may come from: the last one that shows in this history, too; else the first. */
  #sameCause(plan: Plan, history: History, allowing: readonly string[]): string | undefined {
    const earlier = this.failures.flatMap(({ rule }) => rule ?? []);
    if (earlier.length < 2) return earlier[0];
    const judge = this.#bench.judge(plan.config);
    const told = (rules: readonly string[]): string =>
      JSON.stringify(followed(this.#bench, judge.relation(rules), history).contradiction);
    const all = told(allowing);
    return earlier.findLast((rule) => told(allowing.filter((other) => other !== rule)) !== all) ?? earlier[0];
  }
}
