import { CLIENTS, type CallStep, type Plan } from "./plan.js";
import { PlanError } from "./planError.js";
import { AdapterError, type Subject } from "./subject.js";

/** A plan with its verbs looked up in one subject's operation table. */
export interface CompiledPlan {
  readonly plan: Plan;
  /** By step: index of the verb, or -1. */
  readonly verbs: readonly number[];
  /** Bit i is set when some step calls verb i. */
  readonly verbsUsed: number;
  /** Bit i is set when some step cancels client i: only these clients get an AbortSignal. */
  readonly cancelled: number;
}

const tables = new WeakMap<Subject, ReadonlyMap<string, number>>();

/** Looks up what a plan names. Throws for a verb that the subject lacks and for what is not executed yet. */
export function compilePlan(plan: Plan, subject: Subject): CompiledPlan {
  let table = tables.get(subject);
  if (!table) {
    table = new Map(subject.verbs.map((verb, index) => [verb.name, index]));
    tables.set(subject, table);
  }
  if (plan.signals !== undefined && plan.signals !== "operation") refuse(`signals: ${plan.signals}`);
  const verbs: number[] = [];
  let verbsUsed = 0;
  let cancelled = 0;
  for (const step of plan.steps) {
    if (!(step.client >= 0 && step.client < CLIENTS)) {
      throw new PlanError(`Expected \`client\` to be 0 to ${CLIENTS - 1}, got \`${step.client}\``);
    }
    let verb = -1;
    if (step.do === "call") {
      verb = table.get(step.verb) ?? -1;
      if (verb < 0) throw new AdapterError(unknownVerb(step.verb, subject));
      refuseWhatIsNotExecuted(step);
      verbsUsed |= 1 << verb;
    } else if (step.do === "cancel") {
      cancelled |= 1 << step.client;
    }
    verbs.push(verb);
  }
  return { plan, verbs, verbsUsed, cancelled };
}

function unknownVerb(name: string, subject: Subject): string {
  const known = subject.verbs.map((verb) => verb.name).join(", ");
  return `The plan calls \`${name}\`, which adapter ${subject.name} does not have (it has ${known})`;
}

function refuseWhatIsNotExecuted(step: CallStep): void {
  if (step.variant !== undefined) refuse(`variant \`${step.variant}\``);
  if (step.aborted === true) refuse("`aborted`");
  if (step.item === "rejected-promise") refuse("item class `rejected-promise`");
}

function refuse(what: string): never {
  throw new PlanError(`The plan uses ${what}, which is not executed yet`);
}
