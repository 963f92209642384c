/** What the plans of a scope come to on one subject. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { createNodeHost } from "../../src/host/node.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { enumeratePlans } from "../../src/scheduler/enumerate.js";
import type { History } from "../../src/scheduler/history.js";
import { unpackPlan, type PackedPlan, type PlanSpace } from "../../src/scheduler/planSpace.js";
import type { Reductions } from "../../src/scheduler/reductions.js";
import type { Scope } from "../../src/scheduler/scope.js";

const host = createNodeHost();

/** One subject, with what its plans came to. */
export class ScopeVerdicts {
  readonly #verdicts = new Map<string, string>();

  private constructor(readonly bench: Workbench) {}

  static async of(adapter: AnyAdapter): Promise<ScopeVerdicts> {
    return new ScopeVerdicts(await workbenchFor(adapter, { host }));
  }

  get space(): PlanSpace {
    return this.bench.space;
  }

  /** Configurations with capacity 1 and without a bound; where there is neither, the first. */
  get configs(): readonly number[] {
    const { configs } = this.space;
    const found = [1, null].map((wanted) => configs.findIndex(({ capacity }) => capacity === wanted));
    return found.some((config) => config >= 0) ? found.filter((config) => config >= 0) : [0];
  }

  run(packed: PackedPlan): Promise<History> {
    return this.bench.run(unpackPlan(packed, this.space));
  }

  /** Runs a plan, once: `conforms`, or the rule that is broken. */
  async verdict(packed: PackedPlan): Promise<string> {
    const key = [packed.config, ...packed.steps].join();
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) this.#verdicts.set(key, (verdict = await this.#judged(packed)));
    return verdict;
  }

  async #judged(packed: PackedPlan): Promise<string> {
    return this.judge(packed, await this.run(packed));
  }

  /** What a history of the plan comes to. */
  judge(packed: PackedPlan, history: History): string {
    const judge = this.bench.judge(unpackPlan(packed, this.space).config);
    if (judge.compare(history, []).is !== "contradicts") return "conforms";
    return judge.naming(judge.explanations(history, [])).rule ?? "unnamed";
  }

  /** The first plan that fails, of those that are not `known` to be well. */
  async firstFailing(plans: Iterable<PackedPlan>, known: ReadonlySet<string> = new Set()): Promise<PackedPlan | null> {
    for (const plan of plans) {
      if (!known.has(plan.steps.join()) && (await this.verdict(plan)) !== "conforms") return plan;
    }
    return null;
  }

  /** What breaks in plans of the scope, in alphabetical order. */
  async broken(scope: Scope, reductions: Reductions): Promise<readonly string[]> {
    const broken = new Set<string>();
    for (const plan of enumeratePlans(this.space, scope, {}, reductions)) broken.add(await this.verdict(plan));
    broken.delete("conforms");
    return [...broken].sort();
  }
}
