import { Manner } from "./history.js";
import { CLIENTS, type CallStep, type Plan } from "./plan.js";
import { PlanError } from "./planError.js";
import { AdapterError, type Subject, type Verb } from "./subject.js";

/** A plan with its verbs looked up in one subject's operation table. */
export interface CompiledPlan {
  readonly plan: Plan;
  /** By step: index of the verb, or -1. */
  readonly verbs: readonly number[];
  /** By step: how it is called, see {@link Manner}. */
  readonly manners: readonly number[];
  /** By step: how many turns to wait after it, or -1 for quiet. */
  readonly gaps: readonly number[];
  /** Bit i is set when some step calls verb i. */
  readonly verbsUsed: number;
  /** Bit i is set when some step may abort a signal of client i: only these clients get any. */
  readonly cancelled: number;
}

const ALL_CLIENTS = (1 << CLIENTS) - 1;
const tables = new WeakMap<Subject, ReadonlyMap<string, number>>();

/** Looks up what a plan names. Throws an AdapterError for a verb or variant that the subject lacks. */
export function compilePlan(plan: Plan, subject: Subject): CompiledPlan {
  let table = tables.get(subject);
  if (!table) {
    table = new Map(subject.verbs.map((verb, index) => [verb.name, index]));
    tables.set(subject, table);
  }
  const verbs: number[] = [];
  const manners: number[] = [];
  const gaps: number[] = [];
  let verbsUsed = 0;
  let cancelled = 0;
  for (const step of plan.steps) {
    if (!(step.client >= 0 && step.client < CLIENTS)) {
      throw new PlanError(`Expected \`client\` to be 0 to ${CLIENTS - 1}, got \`${step.client}\``);
    }
    let verb = -1;
    let manner = 0;
    if (step.do === "call") {
      verb = table.get(step.verb) ?? -1;
      const called = subject.verbs[verb];
      if (!called) throw new AdapterError(unknownVerb(step.verb, subject));
      manner = mannerOf(step, called, subject);
      verbsUsed |= 1 << verb;
    } else if (step.do === "cancel") {
      cancelled |= plan.signals === "all" ? ALL_CLIENTS : 1 << step.client;
    }
    verbs.push(verb);
    manners.push(manner);
    gaps.push(step.gap === "quiet" ? -1 : step.gap);
  }
  return { plan, verbs, manners, gaps, verbsUsed, cancelled };
}

function mannerOf(step: CallStep, verb: Verb, subject: Subject): number {
  const aborted = step.aborted === true && verb.cancellable ? Manner.ABORTED : 0;
  if (step.variant === undefined && step.priority === undefined && step.item === undefined) return aborted;
  let variant = 0;
  if (step.variant !== undefined) {
    variant = (verb.variants?.indexOf(step.variant) ?? -1) + 1;
    if (variant === 0) {
      throw new AdapterError(
        `The plan calls \`${step.verb}\` as \`${step.variant}\`, a variant that adapter ${subject.name} does not have`,
      );
    }
  }
  if (!verb.takesItem) return aborted + Manner.pack(variant, 0, false);
  return aborted + Manner.pack(variant, step.priority ?? 0, (step.item ?? "object") !== "object");
}

function unknownVerb(name: string, subject: Subject): string {
  const known = subject.verbs.map((verb) => verb.name).join(", ");
  return `The plan calls \`${name}\`, which adapter ${subject.name} does not have (it has ${known})`;
}
