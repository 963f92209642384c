/** Failing plans of wrong implementations, and what replaying them gives: the same bytes on every Node. */
import { createHash } from "node:crypto";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { rulesOf } from "../../src/properties/index.js";
import { formatTrace } from "../../src/report/formatTrace.js";
import { replay } from "../../src/runner/replay.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { survey } from "../../src/runner/survey.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { encodeToken } from "../../src/scheduler/token.js";
import { mutants, type Mutant } from "../mutants/index.js";

/** One failing plan. */
export interface FailingPlan {
  /** The rule that the wrong implementation breaks: there is one for each. */
  readonly mutant: string;
  readonly token: string;
}

/** Most plans that are tried for one wrong implementation. */
const MOST_TRIED = 2_000;

const withPlans = mutants.filter(({ shortest }) => shortest.steps.length > 0);

/** `count` failing plans, as evenly from all wrong implementations as they come. The same ones each time. */
export async function failingPlans(count: number): Promise<readonly FailingPlan[]> {
  const each = Math.ceil(count / withPlans.length);
  const found: FailingPlan[][] = [];
  for (const mutant of withPlans) found.push(await failingPlansOf(mutant, 2 * each));
  // some fail too seldom for their share: the others make up for it
  const rounds = Array.from({ length: 2 * each }, (_, round) => found.flatMap((plans) => plans[round] ?? []));
  return rounds.flat().slice(0, count);
}

async function failingPlansOf({ adapter, rule }: Mutant, count: number): Promise<FailingPlan[]> {
  const bench = await workbenchFor(adapter);
  const focus = rulesOf(adapter.primitive).find(({ id }) => id === rule)?.focus ?? {};
  const stream = randomStream(rule, new Swarm(bench.space, focus), 1);
  const found: FailingPlan[] = [];
  for (let from = 0; from < MOST_TRIED && found.length < count; from += 100) {
    const unit = { index: 0, share: 0, from, count: 100 };
    const { violations } = await survey(bench, stream, unit, adapter.deviations ?? [], () => false);
    for (const { plan } of violations) {
      found.push({ mutant: rule, token: encodeToken(unpackPlan(plan, bench.space), bench.table) });
    }
  }
  return found.slice(0, count);
}

/** What replaying a plan gives, as one line: implementation, token, hash of history and trace. */
export async function replayLine({ mutant, token }: FailingPlan): Promise<string> {
  const adapter = withPlans.find(({ rule }) => rule === mutant)?.adapter;
  if (!adapter) throw new Error(`there is no wrong implementation of ${mutant}`);
  const { history, failure } = await replay(adapter, token);
  if (!failure) return `${mutant} ${token} passes`;
  const text = `${JSON.stringify(history)}\n${formatTrace(failure, contextOf(adapter))}`;
  return `${mutant} ${token} ${createHash("sha256").update(text).digest("hex")}`;
}

function contextOf({ name, version, primitive, profile }: AnyAdapter): Parameters<typeof formatTrace>[1] {
  return { adapter: { name, version: version ?? null }, primitive, profile: profile.name, rules: rulesOf(primitive) };
}
