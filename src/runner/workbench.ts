/** The workbench: one subject with all that is needed to run plans on it and to judge what they show. */
import { toSubject } from "../adapters/subject.js";
import type { AnyAdapter } from "../adapters/contract.js";
import type { QueueProfile } from "../adapters/profiles.js";
import { Judge } from "../conformance/judge.js";
import { eventModelOf, queueModelOf } from "../models/catalog.js";
import { plainEvent } from "../models/event/axes.js";
import { plainQueue, type QueueAxes } from "../models/queue/axes.js";
import { ruleOrder, rulesOf } from "../properties/index.js";
import type { Rule } from "../properties/rule.js";
import type { SmallestWrong } from "../properties/smallestWrong.js";
import { runPlan } from "../scheduler/execute.js";
import type { History } from "../scheduler/history.js";
import type { Host } from "../scheduler/host.js";
import type { Config, Plan } from "../scheduler/plan.js";
import { planSpace, type PlanSpace } from "../scheduler/planSpace.js";
import { AdapterError, type Subject } from "../scheduler/subject.js";
import type { TokenTable } from "../scheduler/token.js";
import { configsOf, eventAxes, modelCapacity, queueAxes } from "./semantics.js";

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
    this.space = planSpace(
      this.subject.verbs,
      adapter.primitive === "queue" ? configsOf(adapter.profile) : [{ capacity: null }],
    );
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
      const source =
        this.adapter.primitive === "event"
          ? eventModelOf(name, eventAxes(this.adapter.profile))
          : queueModelOf(name, this.#queueAxes(this.adapter.profile, config));
      judge = new Judge(source, this.subject, ruleOrder(this.rules, name));
      this.#judges.set(capacity, judge);
    }
    return judge;
  }

  /** The judge of a model with the plain axes of the preset but for those that a smallest wrong history is about. */
  judgeOf({ capacity, axes }: Pick<SmallestWrong, "capacity" | "axes">): Judge {
    const { name } = this.adapter.profile;
    const source =
      this.adapter.primitive === "event"
        ? eventModelOf(name, { ...plainEvent(name === "contract"), ...axes })
        : queueModelOf(name, { ...plainQueue, ...axes, capacity });
    return new Judge(source, this.subject, ruleOrder(this.rules, name));
  }

  #queueAxes(profile: QueueProfile, config: Config): QueueAxes {
    const joins = this.abilities.has("join") || this.abilities.has("taskDone");
    return { ...queueAxes(profile, config), joins };
  }

  #capacityOf(config: Config): number {
    return this.adapter.primitive === "event" ? Infinity : modelCapacity(this.adapter.profile, config);
  }

  /** Whether the profile promises the rule at all. */
  isPromised(rule: string): boolean {
    return this.space.configs.some((config) => this.judge(config).watched.includes(rule));
  }
}
