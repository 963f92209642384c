/**
 * Every plan of a given length, once: the small scope in which most real bugs show, already minimal. Plain verbs only:
 * variants, odd items and shared signals are the business of random plans. Where items have priorities, two of them.
 *
 * Reductions, all sound: clients are interchangeable, so they come in the order of first use; an immediate step is
 * issued by the driver whoever its client is, so it always belongs to the last one; a cancel names a client with an
 * earlier operation that can be cancelled; the gap of the last step is followed by quiescence anyway.
 */
import { CLIENTS, GAPS, type Gap } from "./plan.js";
import {
  isTimed,
  packStep,
  plainStep,
  type Action,
  type CallAction,
  type PackedPlan,
  type PlanSpace,
} from "./planSpace.js";

/** What to enumerate. */
export interface Scope {
  /** Index into the space's configurations. */
  readonly config: number;
  readonly steps: number;
  /** Clients that issue blocking steps. */
  readonly clients: number;
  readonly gaps: readonly Gap[];
  readonly cancels?: number;
  /** Items of every class that the space has, instead of plain objects only. */
  readonly odd?: boolean;
  /** Variants of verbs, too, but for those that need time. */
  readonly variants?: boolean;
}

const QUIET = GAPS.indexOf("quiet");
const PLAIN = [{ priority: 0, item: 0 }] as const;

/** Every plan of the scope, in a fixed order. */
export function* enumeratePlans(
  space: PlanSpace,
  scope: Scope,
  { from = 0, count = Infinity }: { from?: number; count?: number } = {},
): Generator<PackedPlan> {
  let at = 0;
  for (const plan of everyPlan(space, scope)) {
    if (at >= from + count) return;
    if (at++ >= from) yield plan;
  }
}

function* everyPlan(space: PlanSpace, scope: Scope): Generator<PackedPlan> {
  const steps: number[] = [];
  const gaps = scope.gaps.map((gap) => GAPS.indexOf(gap));
  const items = scope.odd === true ? space.items.map((_, item) => item) : [0];
  const brought = items.flatMap((item) => (space.hasPriorities ? [0, 1] : [0]).map((priority) => ({ priority, item })));
  yield* extend([], []);

  function* extend(used: readonly number[], cancellable: readonly number[]): Generator<PackedPlan> {
    const isLast = steps.length === scope.steps - 1;
    for (let action = 0; action < space.actions.length; action++) {
      const what = space.actions[action];
      if (!what || !(isPlain(what) || (scope.variants === true && what.do === "call" && !isTimed(what)))) continue;
      const isPut = what.do === "call" && what.takesItem;
      for (const client of clientsOf(what, used, cancellable)) {
        for (const { priority, item } of isPut ? brought : PLAIN) {
          for (const gap of isLast ? [QUIET] : gaps) {
            steps.push(packStep(plainStep({ action, client, gap, priority, item }), space));
            if (isLast) {
              yield { config: scope.config, signals: 0, steps: [...steps] };
            } else {
              const blocking = what.do === "call" && what.blocking;
              const names = what.do === "call" && what.cancellable;
              yield* extend(
                blocking ? withClient(used, client) : used,
                names ? withClient(cancellable, client) : cancellable,
              );
            }
            steps.pop();
          }
        }
      }
    }
  }

  function clientsOf(what: Action, used: readonly number[], cancellable: readonly number[]): readonly number[] {
    if (what.do === "cancel") return cancellable;
    if (what.do !== "call" || !what.blocking) return [CLIENTS - 1];
    return callersOf(what, used);
  }

  /** Clients that have called something already, and one that has not. */
  function callersOf({ clients }: CallAction, used: readonly number[]): readonly number[] {
    const allowed = clients.slice(0, scope.clients);
    const fresh = allowed.find((client) => !used.includes(client));
    return allowed.filter((client) => used.includes(client) || client === fresh);
  }
}

function isPlain(action: Action): boolean {
  return action.do === "cancel" || (action.do === "call" && action.variant === undefined);
}

function withClient(clients: readonly number[], client: number): readonly number[] {
  return clients.includes(client) ? clients : [...clients, client];
}

/** How many plans the scope has. */
export function countPlans(space: PlanSpace, scope: Scope, limit: number): number {
  let count = 0;
  for (const _ of enumeratePlans(space, scope)) if (++count > limit) break;
  return count;
}
