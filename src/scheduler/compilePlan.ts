import { Manner } from "./history.js";
import { CLIENTS, TIMEOUT_VARIANT, type CallStep, type ItemClass, type Plan, type Step } from "./plan.js";
import { PlanError } from "./planError.js";
import { AdapterError, isCancellable, type Subject, type Verb } from "./subject.js";

/** A step with its verb looked up in one subject's operation table. All are of one shape: runs read millions of them. */
export interface CompiledStep {
  readonly does: Step["do"];
  readonly client: number;
  /** The verb that it calls, and its index; undefined and -1 where it calls none. */
  readonly verb: Verb | undefined;
  readonly verbIndex: number;
  /** How the verb is called, see {@link Manner}. */
  readonly manner: number;
  /** The variant that is called; undefined is the plain verb. */
  readonly variant: string | undefined;
  readonly isTimed: boolean;
  readonly itemClass: ItemClass;
  readonly priority: number;
  readonly isChained: boolean;
  /** A cancel of the operation is expected to work. */
  readonly isCancellable: boolean;
  /** The operation gets a signal that is aborted already. */
  readonly isAborted: boolean;
  /** How many turns to wait after it, or -1 for quiet. */
  readonly gap: number;
}

/** A plan with its steps looked up in one subject's operation table. */
export interface CompiledPlan {
  readonly plan: Plan;
  readonly steps: readonly CompiledStep[];
  /** Bit i is set when some step calls verb i. */
  readonly verbsUsed: number;
  /** Bit i is set when some step may abort a signal of client i: only these clients get any. */
  readonly cancelled: number;
}

const ALL_CLIENTS = (1 << CLIENTS) - 1;
/** Steps that were compiled before, by subject. Only frozen ones: plans share them, and they stay as they are. */
const compiledSteps = new WeakMap<Subject, WeakMap<Step, CompiledStep>>();

/** Looks up what a plan names. Throws an AdapterError for a verb or variant that the subject lacks. */
export function compilePlan(plan: Plan, subject: Subject): CompiledPlan {
  let known = compiledSteps.get(subject);
  if (!known) compiledSteps.set(subject, (known = new WeakMap()));
  const { steps, signals } = plan;
  const compiled: CompiledStep[] = [];
  let verbsUsed = 0;
  let cancelled = 0;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] as Step;
    const done = known.get(step) ?? compileStep(step, subject, known);
    if (done.verbIndex >= 0) verbsUsed |= 1 << done.verbIndex;
    else if (done.does === "cancel") cancelled |= signals === "all" ? ALL_CLIENTS : 1 << done.client;
    compiled.push(done);
  }
  return { plan, steps: compiled, verbsUsed, cancelled };
}

function compileStep(step: Step, subject: Subject, known: WeakMap<Step, CompiledStep>): CompiledStep {
  if (!(step.client >= 0 && step.client < CLIENTS)) {
    throw new PlanError(`Expected \`client\` to be 0 to ${CLIENTS - 1}, got \`${step.client}\``);
  }
  const call = step.do === "call" ? step : undefined;
  const verbIndex = call ? subject.verbs.findLastIndex(({ name }) => name === call.verb) : -1;
  const verb = subject.verbs[verbIndex];
  if (call && !verb) throw new AdapterError(unknownVerb(call.verb, subject));
  const manner = call && verb ? mannerOf(call, verb, subject) : 0;
  const compiled: CompiledStep = {
    does: step.do,
    client: step.client,
    verb,
    verbIndex,
    manner,
    variant: verb?.variants?.[Manner.variant(manner) - 1],
    isTimed: verb?.variants?.[Manner.variant(manner) - 1] === TIMEOUT_VARIANT,
    itemClass: call?.item ?? "object",
    priority: call?.priority ?? 0,
    isChained: call?.chained === true,
    isCancellable: verb !== undefined && isCancellable(verb, call?.variant),
    isAborted: call?.aborted === true && verb !== undefined && isCancellable(verb, call.variant),
    gap: step.gap === "quiet" ? -1 : step.gap,
  };
  if (Object.isFrozen(step)) known.set(step, compiled);
  return compiled;
}

function mannerOf(step: CallStep, verb: Verb, subject: Subject): number {
  const aborted = step.aborted === true && isCancellable(verb, step.variant) ? Manner.ABORTED : 0;
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
