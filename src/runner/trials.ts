/**
 * The reruns of one violation: which smaller plans still fail. No plan runs twice, none that makes no sense for the subject
 * runs at all, and there is an end.
 */
import type { Plan } from "../scheduler/plan.js";
import type { PlanSpace } from "../scheduler/planSpace.js";
import { countIdleSteps, fitsSpace } from "./fitsSpace.js";

/** Most reruns that minimising may take, all passes over one violation together. */
export const MOST_RERUNS = 500;

/** Tries candidates in the place of one failing plan. */
export class Trials {
  /** How many more candidates may run. */
  left: number = MOST_RERUNS;
  readonly #tried: Set<string>;
  readonly #idle: number;

  /** `fails` runs a plan and judges it; `plan` is known to fail. */
  constructor(
    plan: Plan,
    readonly space: PlanSpace,
    readonly fails: (plan: Plan) => Promise<boolean>,
  ) {
    this.#tried = new Set([nameOf(plan)]);
    this.#idle = countIdleSteps(plan, space);
  }

  /** Whether a candidate fails that was not tried before. False without a run for one that is not to be tried. */
  async failsToo(candidate: Plan): Promise<boolean> {
    const name = nameOf(candidate);
    if (this.left === 0 || this.#tried.has(name) || !this.#makesSense(candidate)) return false;
    this.#tried.add(name);
    this.left--;
    return this.fails(candidate);
  }

  /** A step that has nothing to act on may matter, so those that were there may stay; no candidate has more of them. */
  #makesSense(candidate: Plan): boolean {
    return fitsSpace(candidate, this.space) && countIdleSteps(candidate, this.space) <= this.#idle;
  }
}

/** The same for plans that differ only in the gap of the last step, which is followed by quiet anyway. */
function nameOf({ steps, ...rest }: Plan): string {
  const last = steps[steps.length - 1];
  return JSON.stringify({ ...rest, steps: last ? [...steps.slice(0, -1), { ...last, gap: "quiet" }] : steps });
}
