/** The shortest failing plan of a subject, by breadth-first search: what shrinking is measured against. */
import type { Workbench } from "../../src/runner/workbench.js";
import { GAPS, type Plan } from "../../src/scheduler/plan.js";
import { countOf, odditiesOf, plansOf, verbsOf, type Pool } from "./shorterPlans.js";

/** How widely one length was searched. */
export interface Searched {
  /** With how many gaps: 6 are all. */
  readonly gaps: number;
  /** Whether only calls of the found plan and of the mutant's known one were tried. */
  readonly ownVerbs: boolean;
  /** Plans that there are; null where even the narrowest search would be too many, so that none was tried. */
  readonly plans: number | null;
}

/** What the search found. */
export interface Search {
  /** A plan shorter than the found one that fails; null where none does. */
  readonly shorter: Plan | null;
  /** The rule that it breaks. */
  readonly breaks: string | null;
  readonly lengths: readonly Searched[];
}

/** Breadth-first searches, by what they try: the same one serves several found plans of a mutant. */
export class ShortestPlans {
  readonly #firsts = new Map<string, Promise<Plan | null>>();

  /** `most` plans are tried at each length, at most: otherwise it is searched less widely. */
  constructor(
    private readonly bench: Workbench,
    private readonly known: Plan,
    private readonly most: number,
  ) {}

  /** Looks for a plan with fewer steps than `found`, in its configuration, in which anything at all is contradicted. */
  async shorterThan(found: Plan): Promise<Search> {
    const lengths: Searched[] = [];
    for (let steps = 1; steps < found.steps.length; steps++) {
      const { pool, plans } = this.#widest(found, steps);
      lengths.push({ gaps: pool.gaps.length, ownVerbs: pool.verbs !== null, plans });
      const shorter = plans === null ? null : await this.#first(pool, steps);
      if (shorter) return { shorter, breaks: await this.#nameOf(shorter), lengths };
    }
    return { shorter: null, breaks: null, lengths };
  }

  /** The widest pool of which all plans of so many steps can be tried; the narrowest one where there is none. */
  #widest(found: Plan, steps: number): { readonly pool: Pool; readonly plans: number | null } {
    const own = new Set(found.steps.map(({ gap }) => gap));
    const gapSets = [GAPS, GAPS.slice(0, 4), GAPS.filter((gap) => gap === "quiet" || gap === 0 || own.has(gap))];
    const oddities = odditiesOf([found, this.known]);
    const { capacity } = found.config;
    let narrowest: Pool = { capacity, gaps: ["quiet", 0], verbs: null, oddities };
    for (const verbs of [null, verbsOf([found, this.known])]) {
      for (const gaps of gapSets) {
        narrowest = { capacity, gaps, verbs, oddities };
        const plans = countOf(this.bench.space, narrowest, steps);
        if (plans <= this.most) return { pool: narrowest, plans };
      }
    }
    return { pool: narrowest, plans: null };
  }

  #first(pool: Pool, steps: number): Promise<Plan | null> {
    const { verbs, oddities, ...rest } = pool;
    const key = JSON.stringify([rest, verbs && [...verbs].sort(), [...oddities].sort(), steps]);
    let first = this.#firsts.get(key);
    if (!first) this.#firsts.set(key, (first = this.#firstOf(pool, steps)));
    return first;
  }

  async #firstOf(pool: Pool, steps: number): Promise<Plan | null> {
    const { bench } = this;
    for (const plan of plansOf(bench.space, pool, steps)) {
      const { is } = bench.judge(plan.config).compare(await bench.run(plan), []);
      if (is === "contradicts") return plan;
    }
    return null;
  }

  async #nameOf(plan: Plan): Promise<string | null> {
    const judge = this.bench.judge(plan.config);
    return judge.naming(judge.explanations(await this.bench.run(plan), [])).rule;
  }
}
