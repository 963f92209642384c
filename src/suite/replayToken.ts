/** What a test tells that replays one token, `ASYNC_TCK_REPLAY=<token>`, in place of a hunt. */
import type { AnyAdapter } from "../adapters/contract.js";
import { rulesOf } from "../properties/index.js";
import { formatPassingRun, formatTrace } from "../report/formatTrace.js";
import { formatAdapterError } from "../report/openings.js";
import { replay } from "../runner/replay.js";
import { PlanError } from "../scheduler/planError.js";
import { AdapterError } from "../scheduler/subject.js";
import { afterOtherHunts } from "./oneHunt.js";
import type { RunningTest } from "./suite.js";
import { suiteTitle } from "./suiteTitle.js";

/** How a replay ended. `refused`: the token is none, or was made for another primitive or other verbs. */
export interface ReplayedToken {
  readonly is: "passes" | "fails" | "refused";
  /** The trace, or why there is none. */
  readonly text: string;
}

/** The token that this process is to replay; undefined where it is to hunt. */
export function tokenToReplay(): string | undefined {
  const token = process.env["ASYNC_TCK_REPLAY"];
  return token === "" ? undefined : token;
}

/** Runs the token's plan once. An adapter that cannot be judged counts as failing. */
export async function replayToken(
  adapter: AnyAdapter,
  token: string,
  where: RunningTest["replay"],
): Promise<ReplayedToken> {
  try {
    const { failure, plan, history, views } = await afterOtherHunts(() => replay(adapter, token));
    const { name, version = null, primitive, profile } = adapter;
    const context = {
      rules: rulesOf(primitive),
      ...where,
      adapter: { name, version },
      primitive,
      profile: profile.name,
    };
    if (failure) return { is: "fails", text: formatTrace(failure, context) };
    return { is: "passes", text: formatPassingRun({ plan, history, views, contradictedAt: -1 }, token, context) };
  } catch (error) {
    if (error instanceof PlanError) return { is: "refused", text: error.message };
    if (error instanceof AdapterError)
      return { is: "fails", text: formatAdapterError(suiteTitle(adapter), error.message) };
    throw error;
  }
}
