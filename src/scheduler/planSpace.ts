/** The plans that make sense for a subject: its operations, configurations, clients and gaps, most boring first. */
import { CLIENTS, GAPS, type Config, type Gap, type Plan, type Step } from "./plan.js";
import type { Verb } from "./subject.js";

/** One thing that a step may do. */
export type Action =
  | { readonly do: "call"; readonly verb: string; readonly blocking: boolean; readonly cancellable: boolean }
  | { readonly do: "cancel" };

/** All that plans for one subject are made of. */
export interface PlanSpace {
  readonly actions: readonly Action[];
  readonly configs: readonly Config[];
}

/** The space of a subject with these verbs and configurations. */
export function planSpace(verbs: readonly Verb[], configs: readonly Config[]): PlanSpace {
  const actions: Action[] = verbs.map(({ name, blocking, cancellable }) => {
    return { do: "call", verb: name, blocking, cancellable: blocking && cancellable };
  });
  if (verbs.some((verb) => verb.blocking && verb.cancellable)) actions.push({ do: "cancel" });
  return { actions, configs };
}

/** A plan as small integers: what generators draw and shrink. */
export interface PackedPlan {
  /** Index into {@link PlanSpace.configs}. */
  readonly config: number;
  /** One number a step, see {@link packStep}. */
  readonly steps: readonly number[];
}

/** One step as numbers. */
export interface StepNumbers {
  readonly action: number;
  readonly client: number;
  /** Index into GAPS. */
  readonly gap: number;
  /** 1 for an immediate step that waits for its busy client. */
  readonly chained: number;
}

/** One number for a step. The boring choice is the smallest value in every place. */
export function packStep(step: StepNumbers, space: PlanSpace): number {
  return ((step.chained * GAPS.length + step.gap) * CLIENTS + step.client) * space.actions.length + step.action;
}

/** The inverse of {@link packStep}. */
export function unpackStep(packed: number, space: PlanSpace): StepNumbers {
  const action = packed % space.actions.length;
  const rest = Math.floor(packed / space.actions.length);
  const client = rest % CLIENTS;
  const high = Math.floor(rest / CLIENTS);
  return { action, client, gap: high % GAPS.length, chained: Math.floor(high / GAPS.length) };
}

/** The plan that these numbers stand for. */
export function unpackPlan(packed: PackedPlan, space: PlanSpace): Plan {
  const config = space.configs[packed.config] ?? { capacity: null };
  return { config, steps: packed.steps.map((step) => toStep(unpackStep(step, space), space)) };
}

function toStep(numbers: StepNumbers, space: PlanSpace): Step {
  const { client } = numbers;
  const gap: Gap = GAPS[numbers.gap] ?? "quiet";
  const action = space.actions[numbers.action] ?? { do: "cancel" };
  if (action.do === "cancel") return { do: "cancel", client, gap };
  const chained = numbers.chained === 1 && !action.blocking;
  return { do: "call", client, verb: action.verb, ...(chained ? { chained } : {}), gap };
}
