/**
 * Mutants of the models: every guard forced to true, to false, or with its bound moved. A mutant is noticed when on some
 * plan the relation no longer explains what the interpreter did, or when the model allows something else than before at
 * asyncio's own turns, where it allowed what the interpreter does and no more.
 */
import { compare } from "../../src/conformance/check.js";
import { Relation } from "../../src/conformance/relation.js";
import type { Workbench } from "../../src/runner/workbench.js";
import type { History } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { guardedModels, type Force, type Guard, type GuardedModels } from "./guardedModels.js";
import { asyncioInAnyOrder, modelRuns, promises } from "./modelRuns.js";
import { modelOf } from "./reference.js";

/** A plan with what the interpreter showed. */
export interface Observed {
  readonly bench: Workbench;
  readonly plan: Plan;
  readonly history: History;
}

/** One guard, forced one way. */
export interface Mutant {
  readonly guard: Guard;
  readonly how: Force;
  /**
   * - `relation`: the relation refuses what the interpreter did;
   * - `tightness`: the model allows something else at asyncio's turns;
   * - `promises`: only at the turns of promises, where the model says what the in-tree port does;
   * - `never`: no plan has the guard say anything but what it is forced to;
   * - `unnoticed`.
   */
  readonly noticedBy: "relation" | "tightness" | "promises" | "never" | "unnoticed";
}

/** Plans in which a guard would say otherwise, of those that are tried for one mutant. */
const MOST_PLANS = 1_500;
/** Ways through one plan, beyond which a mutant has noticeably lost its guard. */
const MOST_RUNS = 500;

/** Tries every mutant of the guards that are `wanted` on the plans that reach it. */
export function tryMutants(
  observed: readonly Observed[],
  wanted: (guard: Guard) => boolean = () => true,
): readonly Mutant[] {
  const models = guardedModels();
  const reach = reachOf(models, observed);
  const allowed = new Map<Observed, Allowed>();
  return models.guards.filter(wanted).flatMap((guard) =>
    guard.forces.map((how): Mutant => {
      const touched = touchedBy(reach[guard.id], how);
      if (touched.length === 0) return { guard, how, noticedBy: "never" };
      for (const one of spread(touched, MOST_PLANS)) {
        const plain = allowed.get(one) ?? allowedBy(models, one);
        allowed.set(one, plain);
        models.force({ guard, how });
        const noticedBy = noticed(models, one, plain);
        models.force(null);
        if (noticedBy) return { guard, how, noticedBy };
      }
      return { guard, how, noticedBy: "unnoticed" };
    }),
  );
}

/** Plans in which a guard was seen to be true, and to be false. */
interface Reach {
  readonly true: Observed[];
  readonly false: Observed[];
}

function reachOf(models: GuardedModels, observed: readonly Observed[]): readonly Reach[] {
  const reach = models.guards.map((): Reach => ({ true: [], false: [] }));
  for (const one of observed) {
    models.listen((guard, value) => {
      const plans = value ? reach[guard]?.true : reach[guard]?.false;
      if (plans && plans[plans.length - 1] !== one) plans.push(one);
    });
    noticed(models, one, { asyncio: new Set(), promises: new Set() });
    allowedBy(models, one);
  }
  models.listen(null);
  return reach;
}

function touchedBy(reach: Reach | undefined, how: Force): readonly Observed[] {
  if (!reach) return [];
  if (how === "edge") return [...reach.true, ...reach.false];
  return how === "true" ? reach.false : reach.true;
}

/** At most so many of a list, from all of its parts. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  const every = Math.ceil(list.length / most);
  return list.filter((_, at) => at % every === 0);
}

/** What a model allows in one plan. */
interface Allowed {
  readonly asyncio: ReadonlySet<string>;
  readonly promises: ReadonlySet<string>;
}

function allowedBy(models: GuardedModels, { bench, plan }: Observed): Allowed {
  const model = modelOf(bench.adapter, plan.config, models.makers);
  return {
    asyncio: modelRuns(model, plan, bench.subject, asyncioInAnyOrder, MOST_RUNS),
    promises: modelRuns(model, plan, bench.subject, promises, MOST_RUNS),
  };
}

function noticed(models: GuardedModels, one: Observed, plain: Allowed): "relation" | "tightness" | "promises" | null {
  const { bench, plan, history } = one;
  try {
    const model = modelOf(bench.adapter, plan.config, models.makers);
    if (compare(new Relation(model), history, bench.subject).is !== "conforms") return "relation";
    const allowed = allowedBy(models, one);
    if (!areEqual(allowed.asyncio, plain.asyncio)) return "tightness";
    return areEqual(allowed.promises, plain.promises) ? null : "promises";
  } catch {
    // what it throws, or has no end of, is no model any more
    return "tightness";
  }
}

function areEqual(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((one) => others.has(one));
}
