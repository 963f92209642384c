/**
 * The plans that a strategy draws, as a fast-check arbitrary over packed integers: fast-check gives the first shrinking and
 * its paths.
 */
import * as fc from "fast-check";
import { packStep, unpackStep, type PackedPlan, type PlanSpace } from "../scheduler/planSpace.js";
import type { PlanDrawer } from "../scheduler/strategies/strategy.js";

/** The arbitrary of the plans that `drawer` draws. A shrunk plan is a plan of the same space. */
export class PlanArbitrary extends fc.Arbitrary<PackedPlan> {
  readonly #space: PlanSpace;
  readonly #drawer: PlanDrawer;

  constructor(space: PlanSpace, drawer: PlanDrawer) {
    super();
    this.#space = space;
    this.#drawer = drawer;
  }

  override generate(mrng: fc.Random): fc.Value<PackedPlan> {
    return new fc.Value(this.#drawer.draw({ next: () => mrng.nextInt() }), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is PackedPlan {
    return typeof value === "object" && value !== null && "steps" in value;
  }

  /** Fewer steps first, then each step's parts towards the boring, then a simpler configuration. */
  override shrink(value: PackedPlan): fc.Stream<fc.Value<PackedPlan>> {
    return fc.stream(this.#smaller(value)).map((plan) => new fc.Value(plan, undefined));
  }

  *#smaller(plan: PackedPlan): Generator<PackedPlan> {
    const { steps } = plan;
    for (let size = steps.length >> 1; size >= 1; size >>= 1) {
      for (let from = 0; from + size <= steps.length; from += size) {
        yield { ...plan, steps: [...steps.slice(0, from), ...steps.slice(from + size)] };
      }
    }
    for (let signals = 0; signals < plan.signals; signals++) yield { ...plan, signals };
    for (let at = 0; at < steps.length; at++) {
      for (const step of smallerSteps(steps[at] ?? 0, this.#space)) {
        yield { ...plan, steps: [...steps.slice(0, at), step, ...steps.slice(at + 1)] };
      }
    }
    for (let config = 0; config < plan.config; config++) yield { ...plan, config };
  }
}

/** The same step with one part more boring. */
function* smallerSteps(packed: number, space: PlanSpace): Generator<number> {
  const step = unpackStep(packed, space);
  const action = space.actions[step.action];
  const clients = action?.do === "call" ? action.clients : [];
  if (step.aborted > 0) yield packStep({ ...step, aborted: 0 }, space);
  if (step.item > 0) yield packStep({ ...step, item: 0 }, space);
  if (step.chained > 0) yield packStep({ ...step, chained: 0 }, space);
  for (let priority = 0; priority < step.priority; priority++) yield packStep({ ...step, priority }, space);
  for (let gap = 0; gap < step.gap; gap++) yield packStep({ ...step, gap }, space);
  const client = step.client - 1;
  if (client >= 0 && (clients.length === 0 || clients.includes(client))) yield packStep({ ...step, client }, space);
}
