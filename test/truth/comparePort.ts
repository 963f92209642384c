/**
 * The in-tree TypeScript asyncio beside CPython, on the same plans. Two comparisons:
 *
 * - outcomes: what every operation came to, and what is observed at the end, are CPython's;
 * - histories: the port's whole history is one that the model gives at the turns of promises.
 *
 * The second says why the first fails where it does. In CPython a caller goes on in the very callback in which its
 * operation ends, be that its call; in JavaScript an `await` takes a turn. With that one difference in timing the model
 * says what the port does, event by event.
 */
import { toSubject } from "../../src/adapters/subject.js";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { createNodeHost } from "../../src/host/node.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { runPlan } from "../../src/scheduler/execute.js";
import { EventCode, EVENT_WIDTH, Field } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { readHistory } from "../../src/scheduler/readHistory.js";
import { modelRuns, promises } from "./modelRuns.js";
import { modelOf } from "./reference.js";

/** How many plans came to the same, and how many did not. */
interface Count {
  same: number;
  other: number;
}

/** What came of comparing many plans. */
export interface PortComparison {
  /** Gaps quiet and 0 only, and no client goes on in the turn in which its operation ended. */
  readonly plain: Count;
  /** Gaps quiet and 0 only, and some client does. */
  readonly goingOn: Count;
  /** Some gap lasts a number of turns. */
  readonly turns: Count;
  /** Plans whose history is one that the model gives at the turns of promises. */
  predicted: number;
  /** Plans of the first kind with other outcomes, and plans whose history is not predicted: the first few. */
  readonly problems: string[];
  problemCount: number;
}

const MOST_SHOWN = 5;
/** Plans that the interpreter is asked for at a time. */
const BATCH = 512;

/** Runs all plans on the interpreter and on the port, and compares. */
export async function comparePort(bench: Workbench, port: AnyAdapter, plans: readonly Plan[]): Promise<PortComparison> {
  const result: PortComparison = {
    plain: { same: 0, other: 0 },
    goingOn: { same: 0, other: 0 },
    turns: { same: 0, other: 0 },
    predicted: 0,
    problems: [],
    problemCount: 0,
  };
  const { cancellation = {} } = bench.adapter.profile;
  const subject = toSubject(port, { cancellable: Object.keys(cancellation) });
  const host = createNodeHost();
  for (let from = 0; from < plans.length; from += BATCH) {
    const batch = plans.slice(from, from + BATCH);
    const documents = await Promise.all(batch.map((plan) => bench.adapter.remote?.(plan)));
    for (const [at, plan] of batch.entries()) {
      const python = readHistory(documents[at], plan, bench.subject).events;
      const own = ownEvents((await runPlan(subject, plan, host)).events, bench.subject.observers.length);
      compareOne(bench, plan, python, own, result);
    }
  }
  return result;
}

function compareOne(
  bench: Workbench,
  plan: Plan,
  python: readonly number[],
  own: readonly number[],
  result: PortComparison,
): void {
  const isSame = outcomesOf(python, plan) === outcomesOf(own, plan);
  const isTimed = plan.steps.some(({ gap }) => gap !== "quiet" && gap > 0);
  const kind = isTimed ? "turns" : goesOnAtOnce(python) ? "goingOn" : "plain";
  result[kind][isSame ? "same" : "other"]++;
  const isPredicted = modelRuns(modelOf(bench.adapter, plan.config), plan, bench.subject, promises).has(own.join());
  if (isPredicted) result.predicted++;
  if (isPredicted && (isSame || kind !== "plain")) return;
  result.problemCount++;
  const what = isPredicted ? "other outcomes" : "the model does not give this history";
  if (result.problems.length < MOST_SHOWN) result.problems.push(`${what}: ${JSON.stringify(plan)}`);
}

/** The events without what the kit counts itself where it can. */
function ownEvents(events: readonly number[], observers: number): readonly number[] {
  const own: number[] = [];
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    if (events[at] === EventCode.observe && (events[at + Field.verb] ?? 0) >= observers) continue;
    own.push(...events.slice(at, at + EVENT_WIDTH));
  }
  return own;
}

/** What every step came to, and what was observed at the end, as one text. */
export function outcomesOf(events: readonly number[], plan: Plan): string {
  const came: string[] = plan.steps.map((step) => (step.do === "call" ? "never issued" : ""));
  let observed: number[] = [];
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const step = events[at + Field.step] ?? -1;
    switch (events[at]) {
      case EventCode.call:
        came[step] = "pending";
        break;
      case EventCode.now:
      case EventCode.settle:
        came[step] = `${String(events[at + Field.outcome])}/${String(events[at + Field.item])}`;
        break;
      case EventCode.quiet:
        observed = [];
        break;
      case EventCode.observe:
        observed.push(events[at + Field.item] ?? -1);
        break;
      default:
        break;
    }
  }
  return `${came.join()};${observed.join()}`;
}

/** Whether some client of CPython's went on in the very turn in which its operation ended. */
export function goesOnAtOnce(events: readonly number[]): boolean {
  const ended = new Set<number>();
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const kind = events[at];
    const client = events[at + Field.client] ?? -1;
    if (kind === EventCode.turn || kind === EventCode.quiet) ended.clear();
    if ((kind === EventCode.call || kind === EventCode.now) && ended.has(client)) return true;
    if (kind === EventCode.settle) ended.add(client);
  }
  return false;
}

/** The adapter of the port that stands for one of CPython's. */
export function portOf(adapters: Readonly<Record<string, AnyAdapter>>, { name }: AnyAdapter): AnyAdapter {
  const port = adapters[name.replace("asyncio.", "")];
  if (!port) throw new Error(`there is no port of ${name}`);
  return port;
}
