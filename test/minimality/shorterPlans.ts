/**
 * Every plan of a length, by a walk of its own: the measure for the shrinking must not share the enumeration of the hunt. It
 * also knows what that leaves out: time, items of other classes, signals that are aborted already, priorities.
 *
 * Left out are only plans that say the same in other words: clients come in the order of first use, an immediate step
 * belongs to the last client, a cancel names a client with an earlier operation that can be cancelled, time passes only after
 * an operation with a limit, and the last step is followed by quiet.
 */
import {
  CLIENTS,
  PRIORITIES,
  TIMEOUT_VARIANT,
  type CallStep,
  type Gap,
  type Plan,
  type Step,
} from "../../src/scheduler/plan.js";
import type { CallAction, PlanSpace } from "../../src/scheduler/planSpace.js";

/** What plans are made of. */
export interface Pool {
  readonly capacity: number | null;
  readonly gaps: readonly Gap[];
  /** Verbs, with `cancel` and `elapse`; null is all of them. */
  readonly verbs: ReadonlySet<string> | null;
  /** Oddities that occur: `variant`, `aborted`, `item`, `chained`. */
  readonly oddities: ReadonlySet<string>;
}

/** What earlier steps of a plan decide about the next. */
interface Past {
  /** Clients that have called, in the order of first use. */
  readonly used: readonly number[];
  readonly cancellable: readonly number[];
  readonly isTimed: boolean;
}

const BEGINNING: Past = { used: [], cancellable: [], isTimed: false };

/** A step that may come next, its gap left open, and what is past then. */
interface Choice {
  readonly step: Step;
  readonly past: Past;
}

/** Steps that may follow. */
function choices(space: PlanSpace, pool: Pool, past: Past): readonly Choice[] {
  return space.actions.flatMap((action): readonly Choice[] => {
    if (pool.verbs && !pool.verbs.has(action.do === "call" ? action.verb : action.do)) return [];
    if (action.do === "cancel") {
      return past.cancellable.map((client) => ({ step: { do: "cancel", client, gap: "quiet" }, past }));
    }
    if (action.do === "elapse") {
      return past.isTimed ? [{ step: { do: "elapse", client: 0, gap: "quiet" }, past }] : [];
    }
    if (action.variant !== undefined && !pool.oddities.has("variant")) return [];
    return clientsOf(action, past).flatMap((client) => {
      const next = after(action, client, past);
      return callsOf(action, client, space, pool).map((step) => ({ step, past: next }));
    });
  });
}

/** Clients that have called already, and one that has not. */
function clientsOf(action: CallAction, { used }: Past): readonly number[] {
  if (!action.blocking) return [action.clients.includes(CLIENTS - 1) ? CLIENTS - 1 : (action.clients[0] ?? 0)];
  const fresh = action.clients.find((client) => !used.includes(client));
  return action.clients.filter((client) => used.includes(client) || client === fresh);
}

function after(action: CallAction, client: number, past: Past): Past {
  const having = (clients: readonly number[]): readonly number[] =>
    clients.includes(client) ? clients : [...clients, client];
  return {
    used: action.blocking ? having(past.used) : past.used,
    cancellable: action.cancellable ? having(past.cancellable) : past.cancellable,
    isTimed: past.isTimed || action.variant === TIMEOUT_VARIANT,
  };
}

/** The call, plain and in each odd way that the pool has. */
function callsOf(action: CallAction, client: number, space: PlanSpace, { oddities }: Pool): readonly CallStep[] {
  const { verb, variant } = action;
  const plain: CallStep = { do: "call", client, verb, ...(variant === undefined ? {} : { variant }), gap: "quiet" };
  const calls = [plain];
  if (action.takesItem && space.hasPriorities) {
    for (const priority of PRIORITIES.slice(1)) calls.push({ ...plain, priority });
  }
  if (action.takesItem && oddities.has("item")) {
    for (const item of space.items.slice(1)) calls.push({ ...plain, item });
  }
  if (action.abortable && oddities.has("aborted")) calls.push({ ...plain, aborted: true });
  if (!action.blocking && oddities.has("chained")) {
    for (let other = 0; other < CLIENTS; other++) calls.push({ ...plain, client: other, chained: true });
  }
  return calls;
}

/** All plans of `length` steps. */
export function* plansOf(space: PlanSpace, pool: Pool, length: number): Generator<Plan> {
  const steps: Step[] = [];
  yield* extended(BEGINNING);

  function* extended(past: Past): Generator<Plan> {
    const isLast = steps.length === length - 1;
    for (const choice of choices(space, pool, past)) {
      for (const gap of isLast ? (["quiet"] as const) : pool.gaps) {
        steps.push({ ...choice.step, gap });
        if (isLast) yield { config: { capacity: pool.capacity }, steps: [...steps] };
        else yield* extended(choice.past);
        steps.pop();
      }
    }
  }
}

/** How many plans {@link plansOf} gives, without making them. */
export function countOf(space: PlanSpace, pool: Pool, length: number): number {
  const known = new Map<string, number>();
  const count = (past: Past, left: number): number => {
    const key = JSON.stringify([past, left]);
    let found = known.get(key);
    if (found === undefined) {
      found = 0;
      const next = choices(space, pool, past);
      if (left === 1) found = next.length;
      else for (const choice of next) found += pool.gaps.length * count(choice.past, left - 1);
      known.set(key, found);
    }
    return found;
  };
  return count(BEGINNING, length);
}

/** What makes a plan's steps unusual, besides their gaps. */
export function odditiesOf(plans: readonly Plan[]): ReadonlySet<string> {
  const names = ["variant", "aborted", "item", "chained"] as const;
  const calls = plans.flatMap(({ steps }) => steps.flatMap((step) => (step.do === "call" ? [step] : [])));
  return new Set(names.filter((name) => calls.some((call) => call[name] !== undefined)));
}

/** Verbs of the plans' steps, with `cancel` and `elapse`. */
export function verbsOf(plans: readonly Plan[]): ReadonlySet<string> {
  return new Set(plans.flatMap(({ steps }) => steps.map((step) => (step.do === "call" ? step.verb : step.do))));
}
