/** What exactly was covered, in a sentence. Random search is not proof: only the exhaustive part is said to be all. */
import type { Report, Scope } from "../runner/report.js";

/** "all 5,124 plans of up to 4 steps with gaps quiet and same turn, capacity 1, 2; 9,000 more plans …, seed 42". */
export function coverageWords(report: Report): string {
  const bySteps = new Map<number, Scope[]>();
  for (const scope of report.scopes) bySteps.set(scope.steps, [...(bySteps.get(scope.steps) ?? []), scope]);
  const exhaustive = report.scopes.reduce((sum, { plans }) => sum + plans, 0);
  const parts = [...bySteps].map(([steps, scopes]) => {
    const plans = scopes.reduce((sum, scope) => sum + scope.plans, 0);
    const capacities = scopes.map(({ config }) => (config.capacity === null ? "unbounded" : String(config.capacity)));
    const capacity = report.primitive === "queue" ? `, capacity ${[...new Set(capacities)].join(", ")}` : "";
    return `all ${number(plans)} plans of up to ${steps} ${steps === 1 ? "step" : "steps"} with gaps quiet and same turn${capacity}`;
  });
  const random = report.plans - exhaustive;
  if (random > 0)
    parts.push(
      `${number(random)} ${exhaustive > 0 ? "other " : ""}plans, drawn from seed ${report.seed} or tried while shrinking`,
    );
  return parts.length > 0 ? parts.join("; ") : "no plan";
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
