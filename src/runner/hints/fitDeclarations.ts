/**
 * Which other declarations explain what was observed? Searches breadth first: one change, then two, then one for each
 * answer of a close. A change is tried only where it takes the first plan that is not explained further than before.
 */
import type { Judge } from "../../conformance/judge.js";
import type { History } from "../../scheduler/history.js";
import type { Config, Plan } from "../../scheduler/plan.js";
import { changedProfile, declarations, type Change, type Profile } from "./declarations.js";
import type { Workbench } from "../workbench.js";

/** A plan and what was seen of it. */
export interface Observed {
  readonly plan: Plan;
  readonly history: History;
}

/** Most changes at a time. A close has eight answers, and each counts as one. */
const MOST_CHANGES = 2;
const MOST_CLOSE_ANSWERS = 8;
/** Most sets of changes that are followed to the next one. */
const WIDTH = 12;

/** What the profile as declared does not explain. */
export function unexplained(bench: Workbench, observed: readonly Observed[]): readonly Observed[] {
  return new Fit(bench, []).unexplained(observed);
}

/** Whether the profile as declared explains all of it. */
export function isExplained(bench: Workbench, observed: readonly Observed[]): boolean {
  return unexplained(bench, observed).length === 0;
}

/** Whether another profile explains all of it. */
export function isExplainedUnder(bench: Workbench, profile: Profile, observed: readonly Observed[]): boolean {
  const judges = new Map<number | null, Judge>();
  return observed.every(({ plan: { config }, history }) => {
    const judge = judges.get(config.capacity) ?? bench.judgeUnder(profile, config);
    judges.set(config.capacity, judge);
    return judge.compare(history, []).is !== "contradicts";
  });
}

/** The smallest sets of changes that explain all of it; several where they cannot be told apart. */
export function fittingChanges(bench: Workbench, observed: readonly Observed[]): readonly (readonly Change[])[] {
  const all = declarations(bench.adapter);
  const strict = all.filter(({ claimsLess }) => !claimsLess);
  const single = search(bench, observed, strict, 1);
  if (single.length > 0) return single;
  const loose = search(bench, observed, all, 1);
  if (loose.length > 0) return loose;
  const several = search(bench, observed, strict, MOST_CLOSE_ANSWERS);
  return several.length > 0 ? several : search(bench, observed, all, MOST_CLOSE_ANSWERS);
}

function search(
  bench: Workbench,
  observed: readonly Observed[],
  all: readonly Change[],
  most: number,
): readonly (readonly Change[])[] {
  let level: readonly Fit[] = [new Fit(bench, [])];
  for (let count = 1; count <= most && level.length > 0; count++) {
    const found = new Map<string, Fit>();
    for (const fit of level) for (const next of fit.further(observed, all)) found.set(next.key, next);
    const next = [...found.values()];
    const fitting = next.filter((fit) => fit.firstUnexplained(observed) === null);
    if (fitting.length > 0) return fitting.map(({ changes }) => changes);
    const scored = next.map((fit) => ({ fit, score: fit.score(observed) }));
    level = scored
      .sort((a, b) => b.score - a.score)
      .slice(0, WIDTH)
      .map(({ fit }) => fit);
  }
  return [];
}

/** The profile with some changes, and how far it explains what was observed. */
class Fit {
  readonly #judges = new Map<number | null, Judge>();
  readonly #profile: ReturnType<typeof changedProfile>;

  constructor(
    private readonly bench: Workbench,
    readonly changes: readonly Change[],
  ) {
    this.#profile = changes.length === 0 ? (bench.adapter.profile as never) : changedProfile(bench.adapter, changes);
  }

  /** The same for the same changes in whatever order. */
  get key(): string {
    return this.changes
      .map(({ fits }) => fits)
      .sort()
      .join();
  }

  /** This and one more change, where that explains the first plan that is not explained further. */
  further(observed: readonly Observed[], all: readonly Change[]): readonly Fit[] {
    const first = this.firstUnexplained(observed);
    if (!first) return [];
    const reached = this.reached(first);
    return all
      .filter((change) => this.takes(change))
      .map((change) => new Fit(this.bench, [...this.changes, change]))
      .filter((fit) => fit.#profile !== null && fit.reached(first) > reached);
  }

  private takes({ axis }: Change): boolean {
    if (this.changes.some((change) => change.axis === axis)) return false;
    const isOther = (name: string): boolean => !name.startsWith("close.");
    return !isOther(axis) || this.changes.filter((change) => isOther(change.axis)).length < MOST_CHANGES;
  }

  unexplained(observed: readonly Observed[]): readonly Observed[] {
    return observed.filter((one) => this.reached(one) < Infinity);
  }

  firstUnexplained(observed: readonly Observed[]): Observed | null {
    return observed.find((one) => this.reached(one) < Infinity) ?? null;
  }

  /** How much is explained, to compare with others. */
  score(observed: readonly Observed[]): number {
    return observed.filter((one) => this.reached(one) === Infinity).length;
  }

  /** Index of the first event that is not explained; Infinity where all are. */
  private reached({ plan, history }: Observed): number {
    const { verbs } = this.bench.subject;
    if (this.changes.some(({ excludes }) => excludes?.(history, verbs) === true)) return Infinity;
    let [config, read] = [plan.config, history];
    for (const change of this.changes) {
      config = change.config?.(config) ?? config;
      read = change.reads?.(read, verbs) ?? read;
    }
    const compared = this.judge(config).compare(read, []);
    return compared.is === "contradicts" ? compared.event : Infinity;
  }

  private judge(config: Config): Judge {
    let judge = this.#judges.get(config.capacity);
    if (!judge) {
      judge = this.bench.judgeUnder(this.#profile ?? this.bench.adapter.profile, config);
      this.#judges.set(config.capacity, judge);
    }
    return judge;
  }
}
