/**
 * Every plan of a scope, once and in a fixed order: the small scopes in which most real bugs show, already minimal. Any
 * part of the order can be had by itself, at the cost of that part: shards and workers begin in the middle.
 */
import type { PackedPlan, PlanSpace } from "./planSpace.js";
import type { Reductions } from "./reductions.js";
import type { Scope } from "./scope.js";
import { ScopeTree, type Node } from "./scopeTree.js";

/** Part of a scope's order. */
export interface PlanRange {
  /** Number of the first plan, from 0. Default 0. */
  readonly from?: number;
  /** Most plans. Default: to the end. */
  readonly count?: number;
}

/** The plans number `from` to `from + count - 1` of the scope, as many of them as there are. */
export function* enumeratePlans(
  space: PlanSpace,
  scope: Scope,
  { from = 0, count = Infinity }: PlanRange = {},
  reductions: Reductions = {},
): Generator<PackedPlan> {
  const tree = new ScopeTree(space, scope, reductions);
  const { config } = scope;
  const steps: number[] = [];
  let skip = from;
  let left = count;
  yield* below(tree.root);

  function* below(node: Node): Generator<PackedPlan> {
    for (const { steps: ways, to } of tree.branches(node)) {
      for (const step of ways) {
        if (left <= 0) return;
        if (skip > 0) {
          const size = tree.count(to);
          if (skip >= size) {
            skip -= size;
            continue;
          }
        }
        steps.push(step);
        if (to.left > 0) {
          yield* below(to);
        } else {
          left--;
          yield { config, signals: 0, steps: [...steps] };
        }
        steps.pop();
      }
    }
  }
}

/**
 * How many plans the scope has, without making any. Exact below Number.MAX_SAFE_INTEGER (9 * 10^15), which stands for that
 * many and more.
 */
export function countPlans(space: PlanSpace, scope: Scope, reductions: Reductions = {}): number {
  const tree = new ScopeTree(space, scope, reductions);
  return tree.count(tree.root);
}
