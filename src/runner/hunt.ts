/**
 * The hunt: one search from which all rules are judged. A portfolio of strategies is cut into work units; each is surveyed,
 * here or in other threads; what contradicts the model is investigated here, unit by unit in their order. So the result is
 * the same however many threads there are.
 *
 * Limits: random search is not proof. What was covered exhaustively is what {@link Hunt.scopes} says.
 */
import type { Rule } from "../properties/rule.js";
import { unpackPlan } from "../scheduler/planSpace.js";
import { Investigation } from "./investigation.js";
import { PROBE } from "./hints/axisHints.js";
import { KNOWN, triedFailures } from "./knownFailures.js";
import type { ResolvedOptions } from "./options.js";
import { portfolio, type Share } from "./portfolio.js";
import type { Failure, KnownFailure, Scope, Searched } from "./report.js";
import { followChoices } from "./shrink.js";
import type { Allowance, Findings } from "./survey.js";
import { surveyHere, type Surveyor } from "./surveyor.js";
import type { Workbench } from "./workbench.js";
import { unitsOf, workUnits } from "./workUnits.js";

/** One hunt over one subject. */
export class Hunt {
  /** In how many runs each rule's situation came up. */
  readonly situations: Map<string, number> = new Map();
  /** Some histories had too many explanations to follow. */
  overflows = 0;
  readonly #bench: Workbench;
  readonly #options: ResolvedOptions;
  readonly #allowances: readonly Allowance[];
  readonly #investigation: Investigation;
  readonly #deadline: number;
  #shares: readonly Share[] = [];
  /** Plans that were surveyed, by share, and how many there were to survey. */
  #done: number[] = [];
  #due: number[] = [];
  #isTimeUp = false;
  #known: readonly KnownFailure[] = [];

  constructor(bench: Workbench, options: ResolvedOptions, allowances: readonly Allowance[]) {
    this.#bench = bench;
    this.#options = options;
    this.#allowances = allowances;
    this.#investigation = new Investigation(bench, options, allowances);
    this.#deadline = options.budget === null ? Infinity : performance.now() + options.budget;
  }

  get failures(): readonly Failure[] {
    return this.#investigation.failures;
  }

  get unnamed(): readonly Failure[] {
    return this.#investigation.unnamed;
  }

  /** Why the search ended early; null when it did not. */
  get stopped(): string | null {
    const { stopped } = this.#investigation;
    if (stopped !== null || !(this.#isTimeUp || this.#isInterrupted)) return stopped;
    // a budget that lasts longer than the work cuts nothing off
    if (this.#shares.length > 0 && this.#shares.every((_, share) => this.#isDone(share))) return null;
    return this.#isInterrupted ? "the check was interrupted" : "not reached within the budget";
  }

  /** What became of the failures that were known before. */
  get known(): readonly KnownFailure[] {
    return this.#known;
  }

  /** Names of the strategies that were searched to their end. */
  get reached(): ReadonlySet<string> {
    return new Set(this.#shares.flatMap(({ strategy }, share) => (this.#isDone(share) ? [strategy.name] : [])));
  }

  /** What was covered without exception. */
  get scopes(): readonly Scope[] {
    return this.#shares.flatMap(({ scope, plans }, share): Scope[] => {
      const done = this.#done[share] ?? 0;
      if (!scope || !this.#isDone(share)) return [];
      const { capacity = null } = this.#bench.space.configs[scope.config] ?? {};
      const { steps, clients, gaps, cancels, variants } = scope;
      return [
        {
          config: { capacity },
          steps,
          clients,
          gaps,
          ...(cancels === undefined ? {} : { cancels }),
          ...(variants === true ? { variants } : {}),
          plans: done,
          ...(done < plans ? { of: plans } : {}),
        },
      ];
    });
  }

  /** How far each random strategy came. */
  get searched(): readonly Searched[] {
    return this.#shares.flatMap(({ strategy: { name }, scope }, share) =>
      scope ? [] : [{ strategy: name, plans: this.#done[share] ?? 0, of: this.#due[share] ?? 0 }],
    );
  }

  /** Searches; everything found stands in the fields afterwards. */
  async run(rules: readonly Rule[], surveyor: Surveyor = surveyHere): Promise<void> {
    const { path, shard, budget } = this.#options;
    this.#shares = portfolio(this.#bench, rules, this.#options);
    this.#done = this.#shares.map(() => 0);
    this.#due = this.#shares.map(() => 0);
    const units = (isEndless: boolean) => unitsOf(workUnits(this.#shares, isEndless), shard);
    for (const { share, count } of units(false)) this.#due[share] = (this.#due[share] ?? 0) + count;
    if (path !== null) return this.#followPath(path);
    const known = await triedFailures(this.#bench, this.#options.knownFailures);
    this.#known = known.map(({ standing }) => standing);
    const work = {
      bench: this.#bench,
      shares: this.#shares,
      allowances: this.#allowances,
      isOver: () => this.#isOver(),
      deadline: this.#deadline,
    };
    for await (const findings of surveyor(units(budget !== null), work)) {
      await this.#take(findings);
      this.#tell(findings);
      if (this.#isOver()) break;
    }
    // last, so that what was found of itself is told as it always is
    for (const { plan } of known) if (plan) await this.#investigation.addMinimal(plan, { foundBy: KNOWN });
    if (this.#options.rule !== null || shard.index > 1) return;
    for (const plan of this.#bench.suspects) {
      if (!this.#isOver()) await this.#investigation.addShrunk(plan, { foundBy: PROBE });
    }
  }

  /** Adds what a unit showed, and looks into what it found to be wrong. */
  async #take({ unit, plans, situations, overflows, violations }: Findings): Promise<void> {
    const share = this.#shares[unit.share];
    if (!share) return;
    this.#done[unit.share] = (this.#done[unit.share] ?? 0) + plans;
    for (const [rule, runs] of situations) this.situations.set(rule, (this.situations.get(rule) ?? 0) + runs);
    this.overflows += overflows;
    for (const { at, plan } of violations) {
      if (this.#investigation.stopped !== null) return;
      const { drawer } = share;
      await this.#investigation.add(plan, { foundBy: share.strategy.name, at, ...(drawer ? { drawer } : {}) });
    }
  }

  /** Runs only the plan that a printed path leads to. */
  async #followPath(path: string): Promise<void> {
    const [share] = this.#shares;
    const [at = "0", ...choices] = path.split(":");
    const [drawn] = share?.strategy.plans(Number(at), 1) ?? [];
    if (!share || !drawn) return;
    const { space } = this.#bench;
    const shrunk = await followChoices(drawn, space, choices);
    if (!shrunk) return;
    const { seed } = this.#options;
    await this.#investigation.addShrunk(unpackPlan(shrunk, space), { foundBy: share.strategy.name, seed, path });
  }

  #isDone(share: number): boolean {
    return (this.#done[share] ?? 0) >= (this.#due[share] ?? 0);
  }

  #isOver(): boolean {
    if (performance.now() > this.#deadline) this.#isTimeUp = true;
    return this.#isTimeUp || this.#isInterrupted || this.#investigation.stopped !== null;
  }

  get #isInterrupted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  #tell({ unit }: Findings): void {
    const plans = this.#done.reduce((sum, done) => sum + done, 0);
    const of = this.#due.reduce((sum, due) => sum + due, 0);
    const phase = this.#shares[unit.share]?.strategy.name ?? "";
    this.#options.onProgress({ plans, of: Math.max(plans, of), phase });
  }
}
