/** What exactly was covered, in a sentence. Random search is not proof: only the exhaustive part is said to be all. */
import type { Report } from "../runner/report.js";

/** What was covered in one configuration. */
interface Covered {
  readonly steps: number;
  readonly plans: number;
}

/** "all 5,124 plans of up to 4 steps with gaps quiet and same turn, capacity 1, 2; 9,000 more plans …, seed 42". */
export function coverageWords(report: Report): string {
  const parts = [...capacitiesBySteps(report)].map(([steps, { plans, capacities }]) => {
    const capacity = report.primitive === "queue" ? `, capacity ${capacities.join(", ")}` : "";
    const length = `${steps} ${steps === 1 ? "step" : "steps"}`;
    return `all ${number(plans)} plans of up to ${length} with gaps quiet and same turn${capacity}`;
  });
  const exhaustive = report.scopes.reduce((sum, { plans }) => sum + plans, 0);
  const random = report.plans - exhaustive;
  if (random > 0)
    parts.push(
      `${number(random)} ${exhaustive > 0 ? "other " : ""}plans: random ones from seed ${report.seed}, and shrinking`,
    );
  return parts.length > 0 ? parts.join("; ") : "no plan";
}

/** Capacities that were covered to the same length of plan. A scope holds the plans of one length. */
function capacitiesBySteps(
  report: Report,
): ReadonlyMap<number, { readonly plans: number; readonly capacities: readonly string[] }> {
  const byCapacity = new Map<string, Covered>();
  for (const { config, steps, plans } of report.scopes) {
    const capacity = config.capacity === null ? "unbounded" : String(config.capacity);
    const covered = byCapacity.get(capacity) ?? { steps: 0, plans: 0 };
    byCapacity.set(capacity, { steps: Math.max(covered.steps, steps), plans: covered.plans + plans });
  }
  const bySteps = new Map<number, { plans: number; capacities: string[] }>();
  for (const [capacity, { steps, plans }] of byCapacity) {
    const group = bySteps.get(steps) ?? { plans: 0, capacities: [] };
    group.plans += plans;
    group.capacities.push(capacity);
    bySteps.set(steps, group);
  }
  return bySteps;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
