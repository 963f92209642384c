/** One violation while it is shrunk and explained: which plans show it, whatever else is wrong with the subject. */
import type { Plan } from "../scheduler/plan.js";
import { allowedIn, type Allowance } from "./survey.js";
import type { Workbench } from "./workbench.js";

/**
 * A history that the model contradicts although the faults of declared deviations and earlier failures are allowed.
 *
 * What is allowed in the plan in which it was met stays allowed in every other plan that is tried for it, also where the
 * `when` of a deviation says no: otherwise shrinking would slip into the deviation as soon as it left the plans that
 * `when` is about.
 */
export class Violation {
  /** Rules whose faults were allowed where it was met, in order. */
  readonly allowing: readonly string[];

  /** `known` are rules whose faults are allowed in every plan. */
  constructor(
    private readonly bench: Workbench,
    metIn: Plan,
    private readonly allowances: readonly Allowance[],
    known: readonly string[],
  ) {
    this.allowing = allowedIn(metIn, allowances, [...new Set(known)].sort());
  }

  /** Rules whose faults are allowed in a plan that is tried for it, in order. */
  allowedIn(plan: Plan): readonly string[] {
    return allowedIn(plan, this.allowances, this.allowing);
  }

  /** Runs a plan: whether the model contradicts what it shows. Not where there are too many explanations to follow. */
  async isIn(plan: Plan): Promise<boolean> {
    return (await this.#compare(plan)) === "contradicts";
  }

  /** Runs a plan under full observation: whether the model explains what it shows. */
  async isExplainedIn(plan: Plan): Promise<boolean> {
    return (await this.#compare(plan, "full")) === "conforms";
  }

  async #compare(plan: Plan, observe?: "full"): Promise<"conforms" | "contradicts" | "overflow"> {
    const history = await this.bench.run(plan, observe);
    return this.bench.judge(plan.config).compare(history, this.allowedIn(plan)).is;
  }
}
