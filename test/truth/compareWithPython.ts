/**
 * Compares the model of profile `asyncio` with an interpreter, plan by plan:
 *
 * - agreement: the relation explains the history that the interpreter gave;
 * - tightness: of all that the model allows at asyncio's own turns (modelRuns.ts) there is just that history.
 *
 * Where the model allows more, the reason is worked out, not guessed: the profile says nothing on the order in which those
 * go on whom one call has woken (docs/decisions.md), so that with the loop's own order one history is left; and nothing on
 * items of equal priority, so that one is left when they are all called the same.
 */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { EventCode, EVENT_WIDTH, Field, type History } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { readHistory } from "../../src/scheduler/readHistory.js";
import { OutcomeCode } from "../../src/scheduler/subject.js";
import { asyncio, asyncioInAnyOrder, modelRuns } from "./modelRuns.js";
import { modelOf } from "./reference.js";

/** Why a model allows more than one history of a plan. */
export type Reason = "order of release" | "equal priorities";

/** What came of comparing many plans. */
export interface Comparison {
  plans: number;
  /** Plans of which the model allows just one history, and that is the interpreter's. */
  exact: number;
  readonly more: Record<Reason, number>;
  /** Plans where the two differ, or where nothing explains why the model allows more: as JSON, the first few. */
  readonly problems: string[];
  problemCount: number;
}

const MOST_SHOWN = 5;
/** Plans that are under way at a time. */
const BATCH = 512;

/** Runs all plans on the interpreter and compares. */
export async function compareAll(bench: Workbench, plans: Iterable<Plan>, checksTightness = true): Promise<Comparison> {
  const result: Comparison = {
    plans: 0,
    exact: 0,
    more: { "order of release": 0, "equal priorities": 0 },
    problems: [],
    problemCount: 0,
  };
  let batch: Plan[] = [];
  let asked: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const mine = batch;
    batch = [];
    const answers = Promise.all(mine.map((plan) => historyOf(bench.adapter, plan)));
    // the interpreter works on the next batch while this one is compared
    await asked;
    asked = answers.then((documents) => {
      for (const [at, plan] of mine.entries()) {
        compareOne(bench, plan, readHistory(documents[at], plan, bench.subject), result, checksTightness);
      }
    });
  };
  for (const plan of plans) {
    batch.push(plan);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await asked;
  return result;
}

function historyOf({ name, remote }: AnyAdapter, plan: Plan): Promise<unknown> {
  if (!remote) throw new Error(`${name} is not remote`);
  return remote(plan);
}

/** Compares one history of the interpreter's with the model. */
export function compareOne(
  bench: Workbench,
  plan: Plan,
  history: History,
  result: Comparison,
  checksTightness = true,
): void {
  result.plans++;
  const problem = (what: string): void => {
    result.problemCount++;
    if (result.problems.length < MOST_SHOWN) result.problems.push(`${what}: ${JSON.stringify(plan)}`);
  };
  const compared = bench.judge(plan.config).compare(history, []);
  if (compared.is !== "conforms") return problem(`the model ${compared.is} event ${String(compared.event)}`);
  if (!checksTightness) return;
  const found = whyMore(bench, plan, history);
  if (found === "exact") result.exact++;
  else if (found === "order of release" || found === "equal priorities") result.more[found]++;
  else problem(found);
}

/** `exact`, the reason for more, or a sentence on what is wrong. */
export function whyMore(bench: Workbench, plan: Plan, history: History): Reason | "exact" | string {
  const model = modelOf(bench.adapter, plan.config);
  const seen = history.events.join();
  const allowed = modelRuns(model, plan, bench.subject, asyncioInAnyOrder);
  if (!allowed.has(seen)) return "at asyncio's turns the model does not allow what the interpreter does";
  if (allowed.size === 1) return "exact";
  const inOrder = modelRuns(model, plan, bench.subject, asyncio);
  if (!inOrder.has(seen)) return "in the loop's order the model does not allow what the interpreter does";
  if (inOrder.size === 1) return "order of release";
  const alike = new Set([...inOrder].map((events) => withoutNames(events, plan)));
  if (alike.size === 1) return "equal priorities";
  return `the model allows ${String(inOrder.size)} histories, and nothing explains that`;
}

/** The events with items called by their priority. */
function withoutNames(text: string, plan: Plan): string {
  const events = text.split(",").map(Number);
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const delivers = events[at] === EventCode.now || events[at] === EventCode.settle;
    if (!delivers || events[at + Field.outcome] !== OutcomeCode.item) continue;
    const put = plan.steps[events[at + Field.item] ?? -1];
    events[at + Field.item] = put?.do === "call" ? (put.priority ?? 0) : -1;
  }
  return events.join();
}
