/**
 * Judges histories: does the model, with some faults allowed, explain this one, and if not, which rule is broken?
 *
 * Naming by relaxation: the history is replayed against the model plus one fault at a time. The faults that explain it
 * are the candidates; one that refines another is more telling; among incomparable ones the caller's order decides.
 */
import type { Fault, Model, ModelEvent } from "../models/model.js";
import type { History } from "../scheduler/history.js";
import { explainsInTurn } from "./aftermath.js";
import { compare, type Comparison, type Follower } from "./check.js";
import type { Table } from "./labels.js";
import type { SituationCounts } from "./situations.js";
import { Relation } from "./relation.js";
import { namedAmong } from "./words.js";

/** A model and the faults of its rules. States are of no concern here. */
export interface FaultyModel {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the state's type matters only inside a model
  readonly model: Model<any>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  readonly faults: readonly Fault<any>[];
}

/** How rules relate, for naming. */
export interface RuleOrder {
  /** Rules more general than `rule`, directly or not. */
  moreGeneral(rule: string): readonly string[];
  /** Smaller names first. */
  rank(rule: string): number;
}

/** Which rules explain a history, each with its own fault alone besides those that are allowed. */
export interface Explanations {
  /** In the order of the faults. */
  readonly rules: readonly string[];
  /** Those that do not, but would allow the first contradicted event. */
  readonly refusedBy: readonly string[];
}

/** What broke. */
export interface Naming {
  /** Null where no single fault explains the history. */
  readonly rule: string | null;
  readonly alsoExplainedBy: readonly string[];
  /** Without a name: the rules whose fault would allow the first contradicted event. */
  readonly refusedBy: readonly string[];
}

/**
 * States and sets that the tables of one judge hold together before they start afresh; some 0.7 KiB each. The verdict
 * never depends on it.
 */
const TABLE_LIMIT = 20_000;
/** Comparisons between two looks at the tables. */
const LOOK_EVERY = 64;

/** Judges histories of one configuration of a subject. */
export class Judge {
  readonly #source: FaultyModel;
  readonly #table: Table;
  readonly #order: RuleOrder;
  readonly #relations = new Map<string, Relation<unknown>>();
  readonly #limit: number;
  #comparisons = 0;
  /** Rules whose situations are counted, by index. */
  readonly watched: readonly string[];

  /** @param limit - states and sets that its tables may hold together, before they start afresh */
  constructor(source: FaultyModel, table: Table, order: RuleOrder, limit: number = TABLE_LIMIT) {
    this.#limit = limit;
    this.#source = source;
    this.#table = table;
    this.#order = order;
    this.watched = source.faults.map((fault) => fault.rule);
  }

  /** The relation of the model with these rules' faults allowed. */
  relation(allowed: readonly string[]): Relation<unknown> {
    const key = allowed.join();
    let relation = this.#relations.get(key);
    if (!relation) {
      const faults = this.#source.faults.filter((fault) => allowed.includes(fault.rule));
      relation = new Relation<unknown>(this.#source.model, faults, this.#source.faults);
      this.#relations.set(key, relation);
    }
    return relation;
  }

  /** Compares a history with the model. `situations` counts by index into {@link watched}. */
  compare(
    history: History,
    allowed: readonly string[],
    situations?: SituationCounts,
    follower?: Follower<unknown>,
  ): Comparison {
    if (++this.#comparisons % LOOK_EVERY === 0 && this.size > this.#limit) this.#relations.clear();
    return compare(this.relation(allowed), history, this.#table, situations, follower);
  }

  /** How many states and sets its tables hold. */
  get size(): number {
    let size = 0;
    for (const relation of this.#relations.values()) size += relation.size;
    return size;
  }

  /** Whether the model with `allowed` faults explains a history in words, with items numbered in the order of puts. */
  accepts(events: readonly ModelEvent[], allowed: readonly string[]): boolean {
    const relation = this.relation(allowed);
    const live: number[] = [];
    const delivered = new Set<number>();
    let set = relation.start;
    for (const event of events) {
      const edge = relation.compute(set, namedAmong(event, live, delivered));
      if (typeof edge.to === "string") return false;
      if (edge.kept) live.splice(0, live.length, ...edge.kept.map((rank) => live[rank] ?? -1));
      if ((event.kind === "now" || event.kind === "settle") && event.outcome === "item") delivered.add(event.item);
      set = edge.to;
    }
    return true;
  }

  /** The rules that explain a history that the model with `allowed` faults contradicts. */
  explanations(history: History, allowed: readonly string[]): Explanations {
    const contradicted = this.compare(history, allowed);
    const at = contradicted.is === "conforms" ? -1 : contradicted.event;
    const rules: string[] = [];
    const refusedBy: string[] = [];
    for (const rule of this.watched) {
      if (allowed.includes(rule)) continue;
      const found = this.compare(history, [...allowed, rule]);
      if (found.is === "conforms") rules.push(rule);
      else if (found.is === "contradicts" && found.event > at) refusedBy.push(rule);
    }
    return { rules, refusedBy };
  }

  /**
   * Whether a rule's fault, besides those that are allowed, explains a history, where the events from `from` on need it
   * again or do not. Observers are not heard from there on.
   */
  explainsInTurn(
    history: History,
    from: number,
    allowed: readonly string[],
    rule: string,
    isNeededAgain: boolean,
  ): boolean {
    const before = this.relation([...allowed, rule]);
    return explainsInTurn([before, isNeededAgain ? before : this.relation(allowed)], history, this.#table, from);
  }

  /** Names what broke, from the rules whose faults explain it. */
  naming({ rules, refusedBy }: Explanations): Naming {
    const general = new Set(rules.flatMap((rule) => this.#order.moreGeneral(rule)));
    const telling = rules.filter((rule) => !general.has(rule));
    telling.sort((a, b) => this.#order.rank(a) - this.#order.rank(b));
    const [rule = null, ...alsoExplainedBy] = telling;
    return { rule, alsoExplainedBy, refusedBy: rule === null ? refusedBy : [] };
  }
}
