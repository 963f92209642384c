/** The workbench: one subject with all that is needed to run plans on it and to judge what they show. */
import { toSubject } from "../adapters/subject.js";
import type { AnyAdapter } from "../adapters/contract.js";
import { Judge } from "../conformance/judge.js";
import { eventModelOf, queueModelOf } from "../models/catalog.js";
import { ruleOrder, rulesOf } from "../properties/index.js";
import type { Rule } from "../properties/rule.js";
import { runPlan } from "../scheduler/execute.js";
import type { History } from "../scheduler/history.js";
import type { Host } from "../scheduler/host.js";
import type { Config, Plan } from "../scheduler/plan.js";
import { planSpace, type PlanSpace } from "../scheduler/planSpace.js";
import { AdapterError, type Subject } from "../scheduler/subject.js";
import type { TokenTable } from "../scheduler/token.js";

/** Configurations in the order in which they are tried, the most telling first. */
const CAPACITIES = [Infinity, 1, 2, 3, 4] as const;

/** A subject under test. */
export class Workbench {
  readonly subject: Subject;
  readonly space: PlanSpace;
  readonly rules: readonly Rule[];
  /** What tokens are read and written with. */
  readonly table: TokenTable;
  /** What the subject can do, in the words of the rules' needs. */
  readonly abilities: ReadonlySet<string>;
  /** Plans that ran. */
  plans = 0;
  readonly #judges = new Map<number, Judge>();

  constructor(
    readonly adapter: AnyAdapter,
    readonly host: Host,
    cancellable: Iterable<string>,
    readonly onPlan: (plan: Plan) => void,
  ) {
    this.subject = toSubject(adapter, { cancellable });
    this.table = { primitive: adapter.primitive, verbs: this.subject.verbs };
    this.rules = rulesOf(adapter.primitive);
    this.space = planSpace(this.subject.verbs, configsOf(adapter));
    const abilities = new Set<string>();
    for (const verb of this.subject.verbs) {
      abilities.add(verb.name);
      if (verb.blocking && verb.cancellable) abilities.add(`cancel:${verb.name}`);
    }
    for (const observer of this.subject.observers) abilities.add(`observer:${observer.name}`);
    const capacities = this.space.configs.map((config) => this.#capacityOf(config));
    if (capacities.some((capacity) => capacity > 0)) abilities.add("buffer");
    if (capacities.some((capacity) => capacity > 0 && capacity < Infinity)) abilities.add("bounded");
    if (capacities.includes(0)) abilities.add("rendezvous");
    this.abilities = abilities;
    if (adapter.profile.name === "asyncio" && abilities.has("rendezvous")) {
      throw new AdapterError(
        "Profile asyncio has no rendezvous: in CPython a queue with maxsize 0 is unbounded. Use profile fifo or contract",
      );
    }
  }

  /** Runs a plan and answers what was observed. */
  async run(plan: Plan, observe?: "full"): Promise<History> {
    this.plans++;
    this.onPlan(plan);
    return runPlan(this.subject, plan, this.host, observe ? { observe } : undefined);
  }

  /** The judge for a configuration. */
  judge(config: Config): Judge {
    const capacity = this.#capacityOf(config);
    let judge = this.#judges.get(capacity);
    if (!judge) {
      const { name } = this.adapter.profile;
      const source = this.adapter.primitive === "event" ? eventModelOf(name) : queueModelOf(name, capacity);
      judge = new Judge(source, this.subject, ruleOrder(this.rules, name));
      this.#judges.set(capacity, judge);
    }
    return judge;
  }

  /** The model's capacity: what 0 means is declared. */
  #capacityOf(config: Config): number {
    if (this.adapter.primitive === "event" || config.capacity === null) return Infinity;
    const { zero } = this.adapter.profile;
    return config.capacity === 0 && zero === "unbounded" ? Infinity : config.capacity;
  }

  /** Whether the profile promises the rule at all. */
  isPromised(rule: string): boolean {
    return this.space.configs.some((config) => this.judge(config).watched.includes(rule));
  }
}

/** Configurations that the adapter declares, or the usual ones. */
function configsOf(adapter: AnyAdapter): readonly Config[] {
  if (adapter.primitive === "event") return [{ capacity: null }];
  const capacities = adapter.profile.capacities ?? CAPACITIES;
  return capacities.map((capacity) => ({ capacity: capacity === Infinity ? null : capacity }));
}
