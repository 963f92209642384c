/** Declared deviations: are they still there? */
import { PlanError } from "../scheduler/planError.js";
import { decodeToken } from "../scheduler/token.js";
import { AdapterError } from "../scheduler/subject.js";
import type { Plan } from "../scheduler/plan.js";
import { describeFailure } from "./failure.js";
import type { DeviationStanding } from "./verdicts.js";
import type { Workbench } from "./workbench.js";

/** A declared deviation, as it stands now, and the plans that it is about. */
export interface JudgedDeviation extends DeviationStanding {
  readonly when?: (plan: Plan) => boolean;
}

/**
 * Runs the token of every declared deviation against the model without any fault allowed. Rejects with an AdapterError
 * for a rule that does not exist and for a token that cannot be read.
 */
export async function judgeDeviations(bench: Workbench): Promise<readonly JudgedDeviation[]> {
  const judged: JudgedDeviation[] = [];
  for (const { rule, reason, token, when } of bench.adapter.deviations ?? []) {
    if (!bench.rules.some(({ id }) => id === rule)) {
      throw new AdapterError(`Expected \`deviations\` to name rules that exist, got \`${rule}\``);
    }
    const plan = planOf(bench, rule, token);
    const history = await bench.run(plan, "full");
    const failure = await describeFailure(bench, plan, history, { foundBy: "deviation", allowing: [] });
    judged.push({ rule, reason, ...(when ? { when } : {}), failure });
  }
  return judged;
}

function planOf(bench: Workbench, rule: string, token: string): Plan {
  try {
    return decodeToken(token, bench.table);
  } catch (error) {
    if (error instanceof PlanError) throw new AdapterError(`The token of deviation ${rule}: ${error.message}`);
    throw error;
  }
}
