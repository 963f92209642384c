/** Replays one plan from its token. */
import type { AnyAdapter } from "../adapters/contract.js";
import { validateAdapter } from "../adapters/validateAdapter.js";
import type { HistoryDocument } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import { AdapterError } from "../scheduler/subject.js";
import { decodeToken } from "../scheduler/token.js";
import { describeFailure, followed } from "./failure.js";
import { nearestPassing } from "./nearestPassing.js";
import type { AllowedOutcome, Failure, ModelView } from "./report.js";
import { workbenchFor } from "./setUp.js";
import { sameTwice } from "./smoke.js";
import { Violation } from "./violation.js";

/** What a replayed plan showed. */
export interface Replay {
  readonly plan: Plan;
  readonly history: HistoryDocument;
  /** The model after each event, as far as it follows. */
  readonly views: readonly ModelView[];
  /**
   * What the model allows at each event, up to the contradiction; where an operation settles also how others could have
   * settled instead.
   */
  readonly allowed: readonly (readonly AllowedOutcome[])[];
  /** Null when the model explains what was observed. */
  readonly failure: Failure | null;
}

/**
 * Runs exactly the plan of a token and judges it against the adapter's profile, with no fault allowed.
 *
 * Rejects with a {@link PlanError} for a token that is damaged, of another version, or for another primitive or
 * operation table; with an {@link AdapterError} where no verdict is possible.
 */
export async function replay(
  adapter: AnyAdapter,
  token: string,
  onPlan: (plan: Plan) => void = () => undefined,
): Promise<Replay> {
  const mistakes = validateAdapter(adapter);
  if (mistakes.length > 0) throw new AdapterError(mistakes.join("\n"));
  const bench = await workbenchFor(adapter, { onPlan });
  const plan = decodeToken(token, bench.table);
  const history = await sameTwice(bench, plan);
  const relation = bench.judge(plan.config).relation([]);
  const { document, views, allowed } = followed(bench, relation, history, { isStepped: true });
  const failure = await describeFailure(bench, plan, history, { foundBy: "replay", allowing: [] });
  const nearest = failure && (await nearestPassing(bench, plan, new Violation(bench, plan, [], [])));
  return {
    plan,
    history: document,
    views,
    allowed,
    failure: failure && nearest ? { ...failure, nearestPassing: nearest } : failure,
  };
}
