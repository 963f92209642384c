/**
 * Every plan of a given length, once: the small scope in which most real bugs show, already minimal.
 *
 * Reductions, all sound: clients are interchangeable, so they come in the order of first use; an immediate step is
 * issued by the driver whoever its client is, so it always belongs to the last one; a cancel names a client with an
 * earlier operation that can be cancelled; the gap of the last step is followed by quiescence anyway.
 */
import { CLIENTS, GAPS } from "./plan.js";
import { packStep, type PackedPlan, type PlanSpace } from "./planSpace.js";

/** What to enumerate. */
export interface Scope {
  /** Index into the space's configurations. */
  readonly config: number;
  readonly steps: number;
  /** Clients that issue blocking steps. */
  readonly clients: number;
}

const QUIET = GAPS.indexOf("quiet");
const SAME_TURN = GAPS.indexOf(0);

/** Every plan of the scope, with gaps `quiet` and 0, in a fixed order. */
export function* enumeratePlans(space: PlanSpace, scope: Scope): Generator<PackedPlan> {
  const steps: number[] = [];
  yield* extend(0, []);

  function* extend(used: number, cancellable: readonly number[]): Generator<PackedPlan> {
    const isLast = steps.length === scope.steps - 1;
    for (let action = 0; action < space.actions.length; action++) {
      const what = space.actions[action];
      if (!what) continue;
      for (const client of clientsOf(what.do === "cancel", what.do === "call" && what.blocking, used, cancellable)) {
        for (const gap of isLast ? [QUIET] : [QUIET, SAME_TURN]) {
          steps.push(packStep({ action, client, gap, chained: 0 }, space));
          if (isLast) {
            yield { config: scope.config, steps: [...steps] };
          } else {
            const blocking = what.do === "call" && what.blocking;
            const nowUsed = blocking ? Math.max(used, client + 1) : used;
            const names = what.do === "call" && what.cancellable && !cancellable.includes(client);
            yield* extend(nowUsed, names ? [...cancellable, client] : cancellable);
          }
          steps.pop();
        }
      }
    }
  }

  function clientsOf(
    cancel: boolean,
    blocking: boolean,
    used: number,
    cancellable: readonly number[],
  ): readonly number[] {
    if (cancel) return cancellable;
    if (!blocking) return [CLIENTS - 1];
    return Array.from({ length: Math.min(used + 1, scope.clients) }, (_, client) => client);
  }
}

/** How many plans the scope has. */
export function countPlans(space: PlanSpace, scope: Scope, limit: number): number {
  let count = 0;
  for (const _ of enumeratePlans(space, scope)) if (++count > limit) break;
  return count;
}
