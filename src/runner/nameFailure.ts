/**
 * Names what broke. Where several rules explain a failing plan, the subject is asked further: what does it do behind this
 * plan? A rule is ruled out by an answer that its fault does not explain, provided that another one explains it without
 * being broken again. An answer that shows the defect once more rules out nobody: then each fault may come short.
 */
import { firstEventOf } from "../conformance/aftermath.js";
import type { Judge, Naming } from "../conformance/judge.js";
import type { History } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import { AdapterError } from "../scheduler/subject.js";
import { encodeToken } from "../scheduler/token.js";
import { continuations } from "./continuations.js";
import type { RuledOut } from "./report.js";
import type { Workbench } from "./workbench.js";

/** A name, and which others were ruled out. */
export interface FailureNaming extends Naming {
  readonly ruledOut: readonly RuledOut[];
}

/** Names what broke in the history of a plan, which the model with the faults of `allowing` contradicts. */
export async function nameFailure(
  bench: Workbench,
  plan: Plan,
  history: History,
  allowing: readonly string[],
): Promise<FailureNaming> {
  const judge = bench.judge(plan.config);
  const explanations = judge.explanations(history, allowing);
  const atFirst = namesOf(judge.naming(explanations));
  const ruledOut: RuledOut[] = [];
  let { rules } = explanations;
  for (const longer of continuations(plan, bench.space)) {
    if (rules.length < 2) break;
    const observed = await ranWell(bench, longer);
    if (!observed) continue;
    const left = rulesLeft(judge, observed, plan.steps.length, allowing, rules);
    const out = rules.filter((rule) => !left.includes(rule) && atFirst.includes(rule));
    if (out.length > 0) ruledOut.push({ rules: out, plan: longer, token: encodeToken(longer, bench.table) });
    rules = left;
  }
  return { ...judge.naming({ ...explanations, rules }), ruledOut };
}

/** What was observed; null where no verdict is possible, which says nothing of the failing plan itself. */
async function ranWell(bench: Workbench, plan: Plan): Promise<History | null> {
  try {
    return await bench.run(plan, "full");
  } catch (error) {
    if (error instanceof AdapterError) return null;
    throw error;
  }
}

/** Those of the rules that what comes from step `from` on does not rule out. */
function rulesLeft(
  judge: Judge,
  history: History,
  from: number,
  allowing: readonly string[],
  rules: readonly string[],
): readonly string[] {
  const event = firstEventOf(history, from);
  const isExplainedBy = (rule: string, isAgain: boolean): boolean =>
    judge.explainsInTurn(history, event, allowing, rule, isAgain);
  return rules.some((rule) => isExplainedBy(rule, false)) ? rules.filter((rule) => isExplainedBy(rule, true)) : rules;
}

function namesOf({ rule, alsoExplainedBy }: Naming): readonly string[] {
  return rule === null ? [] : [rule, ...alsoExplainedBy];
}
