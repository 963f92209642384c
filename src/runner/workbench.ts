/** The workbench: one subject with all that is needed to run plans on it and to judge what they show. */
import { toSubject } from "../adapters/subject.js";
import type { AnyAdapter } from "../adapters/contract.js";
import { Judge, type FaultyModel } from "../conformance/judge.js";
import { eventModelOf, queueModelOf } from "../models/catalog.js";
import { ruleOrder, rulesOf } from "../properties/index.js";
import type { Rule } from "../properties/rule.js";
import { runPlans, type Observe } from "../scheduler/execute.js";
import type { History } from "../scheduler/history.js";
import type { Host } from "../scheduler/host.js";
import type { Config, ItemClass, Plan } from "../scheduler/plan.js";
import { planSpace, type PlanSpace } from "../scheduler/planSpace.js";
import type { Subject } from "../scheduler/subject.js";
import type { TokenTable } from "../scheduler/token.js";
import { abilitiesOf } from "./abilities.js";
import { runOn } from "./runOn.js";
import { configsOf, eventAxes, modelCapacity, queueAxes } from "./semantics.js";

/** What a first look at a subject showed. */
export interface Cancellations {
  /** Blocking verbs that can be cancelled. */
  readonly cancellable: readonly string[];
  /** Variants of them that neither read their signal nor bring a way to cancel, as `get.timeout`. */
  readonly uncancelled?: readonly string[];
  /** Those of them that are cancelled through their signal. */
  readonly abortable: readonly string[];
  /** The adapter looks at who calls: clients are not interchangeable. */
  readonly clientsDiffer: boolean;
}

/** A subject under test. */
export class Workbench {
  readonly subject: Subject;
  readonly rules: readonly Rule[];
  /** What tokens are read and written with. */
  readonly table: TokenTable;
  /** Plans that ran. */
  plans = 0;
  /** Plans of a first look that the declared semantics do not explain: random ones may never come to them. */
  suspects: readonly Plan[] = [];
  readonly #judges = new Map<number, Judge>();
  readonly #cancellations: Cancellations;
  #items: readonly ItemClass[] = [];
  #space: PlanSpace;
  #abilities: ReadonlySet<string>;
  /** Plans that a remote subject was asked to run already. */
  readonly #ahead = new Map<string, Promise<History>>();

  constructor(
    readonly adapter: AnyAdapter,
    readonly host: Host,
    cancellations: Cancellations,
    readonly onPlan: (plan: Plan) => void,
  ) {
    this.#cancellations = cancellations;
    this.subject = toSubject(adapter, cancellations);
    this.table = { primitive: adapter.primitive, verbs: this.subject.verbs };
    this.rules = rulesOf(adapter.primitive);
    this.#space = this.#spaceOf([]);
    this.#abilities = this.#abilitiesOf();
  }

  /** The plans that make sense for the subject. */
  get space(): PlanSpace {
    return this.#space;
  }

  /** What the subject can do, in the words of the rules' needs. */
  get abilities(): ReadonlySet<string> {
    return this.#abilities;
  }

  /** What a first look at the subject showed, as plain data: another workbench for it starts from there. */
  get observed(): Cancellations & { readonly items: readonly ItemClass[] } {
    return { ...this.#cancellations, items: this.#items };
  }

  /** Plans may bring items of these classes from now on. */
  allowItems(items: readonly ItemClass[]): void {
    this.#items = items;
    this.#space = this.#spaceOf(items);
    this.#abilities = this.#abilitiesOf();
  }

  #spaceOf(items: readonly ItemClass[]): PlanSpace {
    const { adapter } = this;
    const { verbs } = this.subject;
    const { abortable, clientsDiffer } = this.#cancellations;
    const alike = (space: PlanSpace): PlanSpace => (clientsDiffer ? { ...space, clientsDiffer } : space);
    if (adapter.primitive === "event") {
      return alike(planSpace(verbs, [{ capacity: null }], { abortable, limits: { wait: adapter.profile.maxWaiters } }));
    }
    const { maxGetters, maxPutters, order } = adapter.profile;
    const space = planSpace(verbs, configsOf(adapter.profile), {
      items,
      abortable,
      hasPriorities: order === "priority",
      limits: { get: maxGetters, put: maxPutters },
    });
    return alike(space);
  }

  #abilitiesOf(): ReadonlySet<string> {
    const capacities = this.#space.configs.map((config) => this.#capacityOf(config));
    return abilitiesOf(this.adapter, this.subject, this.#space, capacities);
  }

  /**
   * Says which plans will be run next, in which order: a remote subject begins with them, many at a time. What comes of
   * them is told when they are run.
   */
  startAhead(plans: readonly Plan[]): void {
    if (!this.adapter.remote) return;
    this.#ahead.clear();
    for (const plan of plans) {
      const history = runOn(this.adapter, this.subject, plan, this.host);
      history.catch(() => undefined);
      this.#ahead.set(JSON.stringify(plan), history);
    }
  }

  /** Runs a plan and answers what was observed. */
  async run(plan: Plan, observe?: Observe): Promise<History> {
    this.plans++;
    this.onPlan(plan);
    if (this.#ahead.size > 0 && observe === undefined) {
      const key = JSON.stringify(plan);
      const ahead = this.#ahead.get(key);
      this.#ahead.delete(key);
      if (ahead) return ahead;
    }
    return runOn(this.adapter, this.subject, plan, this.host, observe ? { observe } : undefined);
  }

  /**
   * Runs plans one after the other and tells each history before the next plan is asked for. Rejects like {@link run}, and
   * with what `onHistory` throws.
   */
  async runAll(plans: Iterable<Plan>, onHistory: (history: History, plan: Plan) => void): Promise<void> {
    if (this.adapter.remote) {
      for (const plan of plans) onHistory(await this.run(plan), plan);
      return;
    }
    await runPlans(this.subject, this.#announced(plans), this.host, onHistory);
  }

  *#announced(plans: Iterable<Plan>): Generator<Plan> {
    for (const plan of plans) {
      this.plans++;
      this.onPlan(plan);
      yield plan;
    }
  }

  /** The judge for a configuration. */
  judge(config: Config): Judge {
    const capacity = this.#capacityOf(config);
    let judge = this.#judges.get(capacity);
    if (!judge) this.#judges.set(capacity, (judge = this.#judge(this.#source(this.adapter.profile, config))));
    return judge;
  }

  /**
   * A judge for a configuration under another profile. Names nothing: it only says whether a history conforms. `known` are
   * the rules whose faults it may be told to allow.
   */
  judgeUnder(profile: AnyAdapter["profile"], config: Config, known: readonly string[] = []): Judge {
    const { model, faults } = this.#source(profile, config);
    return this.#judge({ model, faults: faults.filter(({ rule }) => known.includes(rule)) });
  }

  #source(profile: AnyAdapter["profile"], config: Config): FaultyModel {
    const { adapter } = this;
    if (adapter.primitive === "event") return eventModelOf(profile.name, eventAxes(profile));
    const joins = adapter.join !== undefined || adapter.taskDone !== undefined;
    return queueModelOf(profile.name, { ...queueAxes(profile, config), joins });
  }

  #judge(source: FaultyModel): Judge {
    return new Judge(source, this.subject, ruleOrder(this.rules, this.adapter.profile.name));
  }

  #capacityOf(config: Config): number {
    return this.adapter.primitive === "event" ? Infinity : modelCapacity(this.adapter.profile, config);
  }

  /** Whether the profile promises the rule at all. */
  isPromised(rule: string): boolean {
    return this.space.configs.some((config) => this.judge(config).watched.includes(rule));
  }
}
