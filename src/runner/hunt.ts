/**
 * The hunt: one search from which all rules are judged. First every plan of the small scope, shortest first, then each
 * rule's own arbitrary, then swarms. Any violation is shrunk freely, named, and reported under the rule that is named,
 * whichever arbitrary found it; then the search goes on with that rule's fault allowed.
 *
 * Limits: random search is not proof. What was covered exhaustively is what {@link Hunt.scopes} says.
 */
import * as fc from "fast-check";
import { PlanArbitrary } from "../properties/planArbitrary.js";
import type { Rule } from "../properties/rule.js";
import { countPlans, enumeratePlans } from "../scheduler/enumerate.js";
import type { History } from "../scheduler/history.js";
import type { Gap, Plan } from "../scheduler/plan.js";
import { unpackPlan, type PackedPlan } from "../scheduler/planSpace.js";
import { describeFailure, type Origin } from "./failure.js";
import { minimize, tidied } from "./minimize.js";
import { SWARM, type ResolvedOptions } from "./options.js";
import type { Failure, Scope } from "./report.js";
import { sameTwice } from "./smoke.js";
import type { Workbench } from "./workbench.js";

/** Most plans of the small scope, as a multiple of `numRuns`. */
const EXHAUSTIVE_FACTOR = 20;
const LONGEST_EXHAUSTIVE = 4;
/** Clients that issue blocking steps in the small scope. */
const EXHAUSTIVE_CLIENTS = 3;
const EXHAUSTIVE_GAPS: readonly Gap[] = ["quiet", 0];
/** Swarm plans, as a multiple of `numRuns`. */
const SWARM_FACTOR = 10;
/** Violations without a name after which the search gives up: each would be found again and again. */
const MOST_UNNAMED = 3;
/** Random plans among which a shorter violation is looked for. */
const SHORTER_PLANS = 1_000;
/** Plans that a remote subject is given at a time. */
const AHEAD = 64;
/** Plans between two reports of progress. */
const PROGRESS_EVERY = 500;

/** Seed of one arbitrary's stream, derived from the run's. */
export function streamSeed(seed: number, name: string, attempt: number): number {
  let hash = (seed ^ 0x9e3779b9) | 0;
  for (const char of `${name}/${String(attempt)}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Faults that are allowed from the start, in the plans that `when` accepts. */
export interface Allowance {
  readonly rule: string;
  readonly when?: (plan: Plan) => boolean;
}

/** One hunt over one subject. */
export class Hunt {
  readonly failures: Failure[] = [];
  readonly unnamed: Failure[] = [];
  readonly scopes: Scope[] = [];
  /** In how many runs each rule's situation came up. */
  readonly situations: Map<string, number> = new Map();
  /** Why the search ended early; null when it did not. */
  stopped: string | null = null;
  /** Some histories had too many explanations to follow. */
  overflows = 0;
  readonly #bench: Workbench;
  readonly #options: ResolvedOptions;
  readonly #allowances: readonly Allowance[];
  readonly #deadline: number;
  readonly #started = new Set<string>();
  #phase: string = "exhaustive";
  #nextProgress = 0;
  #unnamedFound = 0;
  #expected = 0;

  constructor(bench: Workbench, options: ResolvedOptions, allowances: readonly Allowance[]) {
    this.#bench = bench;
    this.#options = options;
    this.#allowances = allowances;
    this.#deadline = options.budget === null ? Infinity : performance.now() + options.budget;
  }

  /** Arbitraries that were begun. */
  get reached(): ReadonlySet<string> {
    return this.#started;
  }

  /** Searches; everything found stands in the fields afterwards. */
  async run(rules: readonly Rule[]): Promise<void> {
    const { numRuns, rule, path } = this.#options;
    if (path !== null && rule !== null) return this.#followPath(rules, rule, path);
    const chosen = rule === null ? rules : rules.filter(({ id }) => id === rule);
    const pairs = rule === null ? this.#scopePairs() : [];
    const exhaustive = pairs.reduce((sum, pair) => sum + pair.plans, 0);
    this.#expected =
      exhaustive + chosen.length * numRuns + (rule === null || rule === SWARM ? SWARM_FACTOR * numRuns : 0);
    for (const { config, steps, plans } of pairs) {
      if (await this.#enumerate(config, steps)) {
        const { capacity = null } = this.#bench.space.configs[config] ?? {};
        this.scopes.push({ config: { capacity }, steps, plans });
      }
    }
    for (const one of chosen) await this.#sample(one.id, new PlanArbitrary(this.#bench.space, one.focus), numRuns);
    if (rule !== null && rule !== SWARM) return;
    await this.#sample(SWARM, new PlanArbitrary(this.#bench.space, {}), SWARM_FACTOR * numRuns);
    // a time budget that is not used up goes on with more swarms
    for (let round = 1; this.#deadline < Infinity && !this.#isOver(); round++) {
      await this.#sample(`${SWARM}`, new PlanArbitrary(this.#bench.space, { steps: [2, 16] }), numRuns, round * 1000);
    }
  }

  /** Configurations and lengths, shortest first, as many as fit into the small scope. */
  #scopePairs(): readonly { config: number; steps: number; plans: number }[] {
    const pairs = [];
    let left = EXHAUSTIVE_FACTOR * this.#options.numRuns;
    const { configs } = this.#bench.space;
    // small bounds first: more can go wrong there
    const bound = (config: number): number => configs[config]?.capacity ?? 1.5;
    const order = configs.map((_, config) => config).sort((a, b) => bound(a) - bound(b));
    for (let steps = 1; steps <= LONGEST_EXHAUSTIVE; steps++) {
      for (const config of order) {
        const scope = { config, steps, clients: EXHAUSTIVE_CLIENTS, gaps: EXHAUSTIVE_GAPS };
        const plans = countPlans(this.#bench.space, scope);
        if (plans > left) continue;
        left -= plans;
        pairs.push({ config, steps, plans });
      }
    }
    return pairs;
  }

  /** Runs a whole scope. Answers whether it was covered to its end. */
  async #enumerate(config: number, steps: number): Promise<boolean> {
    this.#phase = "exhaustive";
    const scope = { config, steps, clients: EXHAUSTIVE_CLIENTS, gaps: EXHAUSTIVE_GAPS };
    for (const plan of this.#batched(enumeratePlans(this.#bench.space, scope))) {
      if (this.#isOver()) return false;
      if (await this.#passes(plan)) continue;
      await this.#investigate(plan, { foundBy: "exhaustive", allowing: this.#allowed(plan) });
    }
    return true;
  }

  /** The plans, a batch of them begun ahead where the subject is remote. */
  *#batched(packed: Iterable<PackedPlan>): Generator<Plan> {
    let batch: Plan[] = [];
    const size = this.#bench.adapter.remote ? AHEAD : 1;
    for (const one of packed) {
      batch.push(unpackPlan(one, this.#bench.space));
      if (batch.length < size) continue;
      this.#bench.startAhead(batch);
      yield* batch;
      batch = [];
    }
    this.#bench.startAhead(batch);
    yield* batch;
  }

  /** Draws `numRuns` plans from an arbitrary; goes on after each violation with what is left of them. */
  async #sample(name: string, arbitrary: PlanArbitrary, numRuns: number, firstAttempt = 0): Promise<void> {
    this.#phase = name;
    this.#started.add(name);
    for (let left = numRuns, attempt = firstAttempt; left > 0 && !this.#isOver(); attempt++) {
      const seed = streamSeed(this.#options.seed, name, attempt);
      let runs = 0;
      let failing: Plan | null = null;
      // fast-check takes an exception for a failure. What goes wrong elsewhere may do so once, or take seconds each time:
      // it is told as it came
      let thrown: { readonly error: unknown } | null = null;
      // the very plans that fast-check is about to draw
      const { remote } = this.#bench.adapter;
      const drawn = remote ? this.#batched(fc.sample(arbitrary, { seed, numRuns: left })) : null;
      const property = fc.asyncProperty(arbitrary, async (packed) => {
        if (thrown !== null && remote) return true;
        if (failing === null) {
          if (this.#isOver()) return true;
          runs++;
          drawn?.next();
        }
        const plan = unpackPlan(packed, this.#bench.space);
        try {
          const passes = await this.#passes(plan, failing === null);
          if (!passes) failing = plan;
          return passes;
        } catch (error) {
          failing = plan;
          thrown = { error };
          return false;
        }
      });
      const details = await fc.check(property, { seed, numRuns: left });
      if (thrown !== null) throw (thrown as { readonly error: unknown }).error;
      left -= Math.max(1, runs);
      if (!details.failed) return;
      const packed = details.counterexample?.[0] as PackedPlan | undefined;
      if (!packed) return;
      const plan = unpackPlan(packed, this.#bench.space);
      const path = details.counterexamplePath ?? "";
      await this.#investigate(plan, { foundBy: name, seed, path, allowing: this.#allowed(plan) });
    }
  }

  /** Runs only the plan that a printed path leads to. */
  async #followPath(rules: readonly Rule[], name: string, path: string): Promise<void> {
    const focus = rules.find(({ id }) => id === name)?.focus ?? {};
    const arbitrary = new PlanArbitrary(this.#bench.space, focus);
    let found: Plan | null = null;
    const property = fc.asyncProperty(arbitrary, (packed) => {
      found ??= unpackPlan(packed, this.#bench.space);
      return Promise.resolve(true);
    });
    await fc.check(property, { seed: this.#options.seed, path, numRuns: 1 });
    this.#started.add(name);
    if (found !== null && !(await this.#passes(found))) {
      await this.#investigate(found, { foundBy: name, seed: this.#options.seed, path, allowing: this.#allowed(found) });
    }
  }

  /** Rules whose faults are allowed in this plan. */
  #allowed(plan: Plan): readonly string[] {
    const allowed = new Set(this.#options.allowing);
    for (const { rule, when } of this.#allowances) if (!when || when(plan)) allowed.add(rule);
    for (const failure of this.failures) if (failure.rule !== null) allowed.add(failure.rule);
    return [...allowed].sort();
  }

  /** Runs a plan and judges it; counts the situations that came up. */
  async #passes(plan: Plan, counts = true): Promise<boolean> {
    this.#tick();
    const history = await this.#bench.run(plan);
    const judge = this.#bench.judge(plan.config);
    const situations = counts ? new Set<number>() : undefined;
    const comparison = judge.compare(history, this.#allowed(plan), situations);
    if (situations) {
      for (const index of situations) {
        const rule = judge.watched[index] ?? "";
        this.situations.set(rule, (this.situations.get(rule) ?? 0) + 1);
      }
    }
    if (comparison.is === "overflow") this.overflows++;
    return comparison.is !== "contradicts";
  }

  async #contradicts(plan: Plan): Promise<boolean> {
    const history = await this.#bench.run(plan);
    return this.#bench.judge(plan.config).compare(history, this.#allowed(plan)).is === "contradicts";
  }

  /** Shrinks a violation, reruns it under full observation, names it and keeps it. */
  async #investigate(plan: Plan, origin: Origin): Promise<void> {
    const { space } = this.#bench;
    const contradicts = (candidate: Plan): Promise<boolean> => this.#contradicts(candidate);
    let { plan: smallest } = await minimize(plan, space, contradicts);
    // what the enumeration found is a shortest one already; what chance found may be stuck beside a shorter one
    while (origin.foundBy !== "exhaustive") {
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
    const name = (await this.#nameOf(plan)) ?? SWARM;
    const focus = this.#bench.rules.find(({ id }) => id === name)?.focus ?? {};
    const arbitrary = new PlanArbitrary(this.#bench.space, { ...focus, steps: [2, most] });
    const seed = streamSeed(this.#options.seed, `shorter/${name}`, most);
    for (const packed of fc.sample(arbitrary, { seed, numRuns: SHORTER_PLANS })) {
      const candidate = unpackPlan(packed, this.#bench.space);
      if ((await this.#contradicts(candidate)) && (await this.#nameOf(candidate)) === name) return candidate;
    }
    return null;
  }

  async #nameOf(plan: Plan): Promise<string | null> {
    const history = await this.#bench.run(plan);
    return this.#bench.judge(plan.config).name(history, this.#allowed(plan)).rule;
  }

  #isOver(): boolean {
    if (this.stopped === null && performance.now() > this.#deadline) this.stopped = "not reached within the budget";
    return this.stopped !== null;
  }

  #tick(): void {
    const { plans } = this.#bench;
    if (plans < this.#nextProgress) return;
    this.#nextProgress = plans + PROGRESS_EVERY;
    this.#options.onProgress({ plans, of: Math.max(this.#expected, plans), phase: this.#phase });
  }
}
