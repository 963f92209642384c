/**
 * What becomes of violations: each is shrunk freely, named, and kept under the rule that is named, whichever strategy found
 * it. From then on that rule's fault is allowed, so that what it entails is not reported again.
 */
import type { History } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import { unpackPlan, type PackedPlan } from "../scheduler/planSpace.js";
import { randomStream } from "../scheduler/strategies/randomStream.js";
import { EXHAUSTIVE } from "../scheduler/strategies/smallScope.js";
import type { PlanDrawer } from "../scheduler/strategies/strategy.js";
import { Swarm } from "../scheduler/strategies/swarm.js";
import { describeFailure, type Origin } from "./failure.js";
import { minimize, tidied } from "./minimize.js";
import { SWARM, type ResolvedOptions } from "./options.js";
import type { Failure } from "./report.js";
import { shrink } from "./shrink.js";
import { sameTwice } from "./smoke.js";
import { allowedIn, type Allowance } from "./survey.js";
import type { Workbench } from "./workbench.js";

/** Violations without a name after which the search gives up: each would be found again and again. */
const MOST_UNNAMED = 3;
/** Random plans among which a shorter violation is looked for. */
const SHORTER_PLANS = 1_000;

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
    if (!(await this.#contradicts(unpackPlan(packed, space)))) return;
    const allowing = this.#allowed(unpackPlan(packed, space));
    if (foundBy === EXHAUSTIVE || !drawer) {
      await this.#investigate(unpackPlan(packed, space), { foundBy, allowing });
      return;
    }
    const { plan, path } = await shrink(packed, space, at, (smaller) => this.#contradicts(unpackPlan(smaller, space)));
    await this.#investigate(unpackPlan(plan, space), { foundBy, seed: this.#options.seed, path, allowing });
  }

  /** As {@link add}, for a plan that has been shrunk along a path before. */
  async addShrunk(plan: Plan, origin: Omit<Origin, "allowing">): Promise<void> {
    if (await this.#contradicts(plan)) await this.#investigate(plan, { ...origin, allowing: this.#allowed(plan) });
  }

  /** Rules whose faults are allowed in this plan. */
  #allowed(plan: Plan): readonly string[] {
    const known = this.failures.flatMap(({ rule }) => rule ?? []);
    return allowedIn(plan, this.#allowances, [...new Set([...this.#options.allowing, ...known])].sort());
  }

  async #contradicts(plan: Plan): Promise<boolean> {
    const history = await this.#bench.run(plan);
    return this.#bench.judge(plan.config).compare(history, this.#allowed(plan)).is === "contradicts";
  }

  async #investigate(plan: Plan, origin: Origin): Promise<void> {
    const { space } = this.#bench;
    const contradicts = (candidate: Plan): Promise<boolean> => this.#contradicts(candidate);
    let { plan: smallest } = await minimize(plan, space, contradicts);
    // what the enumeration found is a shortest one already; what chance found may be stuck beside a shorter one
    while (origin.foundBy !== EXHAUSTIVE) {
      const shorter = await this.#shorterThan(smallest);
      if (!shorter) break;
      smallest = (await minimize(shorter, space, contradicts)).plan;
    }
    const tidy = tidied(smallest, space);
    const final = (await contradicts(tidy)) ? tidy : smallest;
    const history: History = await sameTwice(this.#bench, final);
    const first = this.failures[0]?.rule ?? undefined;
    const failure = describeFailure(this.#bench, final, history, {
      ...origin,
      allowing: this.#allowed(final),
      ...(first == null ? {} : { mayHaveSameCauseAs: first }),
    });
    // under full observation it went well: the host has learnt that this subject needs it, and the search goes on
    if (!failure) return;
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

  /**
   * Looks for a violation with fewer steps and the same name among random plans of the named rule's arbitrary: dropping
   * steps alone does not lead from every failing plan to a shortest one.
   */
  async #shorterThan(plan: Plan): Promise<Plan | null> {
    const most = plan.steps.length - 1;
    if (most < 2) return null;
    const { space, rules } = this.#bench;
    const name = (await this.#nameOf(plan)) ?? SWARM;
    const focus = rules.find(({ id }) => id === name)?.focus ?? {};
    const drawer = new Swarm(space, { ...focus, steps: [2, most] });
    const stream = randomStream(`shorter/${name}/${String(most)}`, drawer, this.#options.seed);
    for (const packed of stream.plans(0, SHORTER_PLANS)) {
      const candidate = unpackPlan(packed, space);
      if ((await this.#contradicts(candidate)) && (await this.#nameOf(candidate)) === name) return candidate;
    }
    return null;
  }

  async #nameOf(plan: Plan): Promise<string | null> {
    const history = await this.#bench.run(plan);
    return this.#bench.judge(plan.config).name(history, this.#allowed(plan)).rule;
  }
}
