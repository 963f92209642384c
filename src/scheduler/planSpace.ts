/** The plans that make sense for a subject: its operations, configurations, clients and gaps, most boring first. */
import {
  CLIENTS,
  GAPS,
  PRIORITIES,
  SIGNAL_SCOPES,
  TIMEOUT_VARIANT,
  type CallStep,
  type Config,
  type Gap,
  type ItemClass,
  type Plan,
  type Step,
} from "./plan.js";
import { isCancellable, type Verb } from "./subject.js";

/** One thing that a step may do. */
export type Action = CallAction | { readonly do: "cancel" } | { readonly do: "elapse" };

/** Calls a verb, or a variant of it. */
export interface CallAction {
  readonly do: "call";
  readonly verb: string;
  readonly variant?: string;
  readonly blocking: boolean;
  readonly cancellable: boolean;
  /** Its signal may be aborted before the call. */
  readonly abortable: boolean;
  readonly takesItem: boolean;
  /** Clients that may call it: fewer where the subject bears only so many callers at a time. */
  readonly clients: readonly number[];
}

/** All that plans for one subject are made of. */
export interface PlanSpace {
  readonly actions: readonly Action[];
  readonly configs: readonly Config[];
  /** Classes of items that the subject can hold; the first is `object`. */
  readonly items: readonly ItemClass[];
  /** Puts bring a priority. */
  readonly hasPriorities: boolean;
  /** The subject knows its clients apart (one iterator a consumer): which of them calls then makes a difference. */
  readonly clientsDiffer?: boolean;
}

/** What restricts or widens the plans of a subject besides its verbs. */
export interface SpaceOptions {
  readonly items?: readonly ItemClass[];
  readonly hasPriorities?: boolean;
  /** Most operations of a verb that may be outstanding at a time. */
  readonly limits?: Readonly<Record<string, number | undefined>>;
  /** Verbs whose signal may be aborted before the call. */
  readonly abortable?: readonly string[];
}

/** The space of a subject with these verbs and configurations. */
export function planSpace(
  verbs: readonly Verb[],
  configs: readonly Config[],
  { items = [], hasPriorities = false, limits = {}, abortable = [] }: SpaceOptions = {},
): PlanSpace {
  const clients = callers(limits);
  const actions: Action[] = verbs.flatMap((verb) =>
    [undefined, ...(verb.variants ?? [])].map((variant): CallAction => {
      const { name, blocking, takesItem } = verb;
      const cancellable = blocking && isCancellable(verb, variant);
      return {
        do: "call",
        verb: name,
        ...(variant === undefined ? {} : { variant }),
        blocking,
        cancellable,
        abortable: cancellable && abortable.includes(name),
        takesItem,
        clients: clients(name),
      };
    }),
  );
  if (verbs.some((verb) => verb.blocking && verb.cancellable)) actions.push({ do: "cancel" });
  if (verbs.some(({ variants = [] }) => variants.includes(TIMEOUT_VARIANT))) actions.push({ do: "elapse" });
  return { actions, configs, items: ["object", ...items.filter((item) => item !== "object")], hasPriorities };
}

/** Whether time has something to do with what the action calls. */
export function isTimed(action: Action): boolean {
  return action.do === "call" && action.variant === TIMEOUT_VARIANT;
}

/** Callers of a limited verb come from one end of the clients, those of the next one from behind them. */
function callers(limits: NonNullable<SpaceOptions["limits"]>): (verb: string) => readonly number[] {
  const all = Array.from({ length: CLIENTS }, (_, client) => client);
  const lists = new Map<string, readonly number[]>();
  let next = 0;
  for (const [verb, limit = CLIENTS] of Object.entries(limits)) {
    if (limit >= CLIENTS) continue;
    const first = next + limit <= CLIENTS ? next : CLIENTS - limit;
    lists.set(verb, all.slice(first, first + limit));
    next = first + limit;
  }
  return (verb) => lists.get(verb) ?? all;
}

/** A plan as small integers: what generators draw and shrink. */
export interface PackedPlan {
  /** Index into {@link PlanSpace.configs}. */
  readonly config: number;
  /** Index into SIGNAL_SCOPES. */
  readonly signals: number;
  /** One number a step, see {@link packStep}. */
  readonly steps: readonly number[];
}

/** One step as numbers. The boring choice is 0 everywhere. */
export interface StepNumbers {
  readonly action: number;
  readonly client: number;
  /** Index into GAPS. */
  readonly gap: number;
  /** 1 for an immediate step that waits for its busy client. */
  readonly chained: number;
  /** Index into {@link PlanSpace.items}. */
  readonly item: number;
  readonly priority: number;
  /** 1 for an operation whose signal is aborted already. */
  readonly aborted: number;
}

/** A call of the most boring kind: all but what is given is 0. */
export function plainStep(step: Partial<StepNumbers>): StepNumbers {
  return { action: 0, client: 0, gap: 0, chained: 0, item: 0, priority: 0, aborted: 0, ...step };
}

/** One number for a step. The boring choice is the smallest value in every place. */
export function packStep(step: StepNumbers, space: PlanSpace): number {
  const odd = (step.item * PRIORITIES.length + step.priority) * 2 + step.aborted;
  const when = ((odd * 2 + step.chained) * GAPS.length + step.gap) * CLIENTS + step.client;
  return when * space.actions.length + step.action;
}

/** The inverse of {@link packStep}. */
export function unpackStep(packed: number, space: PlanSpace): StepNumbers {
  let rest = packed;
  const next = (base: number): number => {
    const digit = rest % base;
    rest = Math.floor(rest / base);
    return digit;
  };
  const action = next(space.actions.length);
  const client = next(CLIENTS);
  const gap = next(GAPS.length);
  const chained = next(2);
  const aborted = next(2);
  const priority = next(PRIORITIES.length);
  return { action, client, gap, chained, aborted, priority, item: rest };
}

/** Steps that were unpacked before, by their number: plans share them, since they never change. */
const unpacked = new WeakMap<PlanSpace, Map<number, Step>>();

/** The plan that these numbers stand for. */
export function unpackPlan(packed: PackedPlan, space: PlanSpace): Plan {
  let known = unpacked.get(space);
  if (!known) unpacked.set(space, (known = new Map()));
  const config = space.configs[packed.config] ?? { capacity: null };
  const signals = SIGNAL_SCOPES[packed.signals] ?? "operation";
  const steps: Step[] = [];
  for (const number of packed.steps) {
    let step = known.get(number);
    if (!step) known.set(number, (step = Object.freeze(toStep(unpackStep(number, space), space))));
    steps.push(step);
  }
  return signals === "operation" ? { config, steps } : { config, steps, signals };
}

function toStep(numbers: StepNumbers, space: PlanSpace): Step {
  const { client } = numbers;
  const gap: Gap = GAPS[numbers.gap] ?? "quiet";
  const action = space.actions[numbers.action] ?? { do: "cancel" };
  if (action.do !== "call") return { do: action.do, client, gap };
  const { verb, variant, blocking, abortable, takesItem } = action;
  const call: { -readonly [Part in keyof CallStep]: CallStep[Part] } = { do: "call", client, verb, gap };
  if (variant !== undefined) call.variant = variant;
  const item = space.items[numbers.item] ?? "object";
  if (takesItem && item !== "object") call.item = item;
  const priority = PRIORITIES[numbers.priority] ?? 0;
  if (takesItem && space.hasPriorities && priority > 0) call.priority = priority;
  if (numbers.chained === 1 && !blocking) call.chained = true;
  if (numbers.aborted === 1 && abortable) call.aborted = true;
  return call;
}
