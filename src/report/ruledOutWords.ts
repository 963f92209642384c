/** Why a rule that explains a failing plan is not the one that is named. */
import type { RuledOut } from "../runner/report.js";
import type { Plan } from "../scheduler/plan.js";

/** "QUEUE-03: its fault explains this run, but not what getNowait() does next (q1.…)". */
export function ruledOutWords({ rules, plan, token }: RuledOut, failing: Plan): string {
  const fault = rules.length === 1 ? "its fault explains" : "their faults explain";
  return `${rules.join(", ")}: ${fault} this run, but not what ${callsBehind(plan, failing)} next (${token})`;
}

/** "getNowait() does", "get() and then set() do", "3 get() do". */
function callsBehind({ steps }: Plan, failing: Plan): string {
  const calls = steps.slice(failing.steps.length).flatMap((step) => (step.do === "call" ? [step.verb] : []));
  const [first = "", ...others] = calls;
  if (others.length === 0) return `${first}() does`;
  if (others.every((verb) => verb === first)) return `${calls.length} ${first}() do`;
  return `${calls.map((verb) => `${verb}()`).join(" and then ")} do`;
}
