import { createNodeHost } from "../../src/host/node.js";
import { runPlan, type RunOptions } from "../../src/scheduler/execute.js";
import { describeHistory, type HistoryEvent } from "../../src/scheduler/history.js";
import type { Host } from "../../src/scheduler/host.js";
import type { Gap, Plan, SignalScope, Step } from "../../src/scheduler/plan.js";
import type { OperationContext, Subject, Verb } from "../../src/scheduler/subject.js";

/** One verb of a hand-made subject. */
export interface HandmadeVerb<World> {
  readonly blocking?: boolean;
  readonly takesItem?: boolean;
  readonly deliversItem?: boolean;
  readonly variants?: readonly string[];
  call(world: World, item: unknown, context: OperationContext, variant?: string): unknown;
}

/** A subject made by hand, past any adapter: what verbs answer is told apart as plainly as can be. */
export function handmade<World>(
  create: () => World | Promise<World>,
  verbs: Record<string, HandmadeVerb<World>>,
  more: Partial<Subject> = {},
): Subject {
  return {
    name: "handmade",
    verbs: Object.entries(verbs).map(([name, verb]): Verb => ({
      name,
      blocking: verb.blocking === true,
      takesItem: verb.takesItem === true,
      ...(verb.deliversItem === undefined ? {} : { deliversItem: verb.deliversItem }),
      ...(verb.variants === undefined ? {} : { variants: verb.variants }),
      cancellable: true,
      call: (world, item, context, variant) => verb.call(world as World, item, context, variant),
      outcome: (answer, reason) => {
        if ("thrown" in answer) return answer.thrown === reason ? { is: "cancelled" } : error(answer.thrown);
        if (answer.value === undefined) return { is: "ok" };
        if (typeof answer.value === "boolean") return { is: answer.value ? "yes" : "no" };
        return { is: "value", value: answer.value };
      },
    })),
    observers: [],
    wakesWithin: 1,
    create,
    ...more,
  };
}

const error = (thrown: unknown): { is: "error"; detail: string } => ({
  is: "error",
  detail: thrown instanceof Error ? thrown.message : String(thrown),
});

/** A step that calls `verb` for client A (0), B (1) … */
export function call(client: string, verb: string, gap: Gap = "quiet", more: Partial<Step> = {}): Step {
  return { do: "call", client: "ABCD".indexOf(client), verb, gap, ...more } as Step;
}

export function cancel(client: string, gap: Gap = "quiet"): Step {
  return { do: "cancel", client: "ABCD".indexOf(client), gap };
}

export function elapse(gap: Gap = "quiet"): Step {
  return { do: "elapse", client: 0, gap };
}

export function plan(...steps: Step[]): Plan {
  return { config: { capacity: 1 }, steps };
}

/** Runs the steps and tells what happened, one short line an event: `A.get`, `A.get → item 2`, `turn`, `quiet`. */
export async function trace(
  subject: Subject,
  steps: readonly Step[],
  options?: RunOptions,
  host: Host = createNodeHost(),
  signals?: SignalScope,
): Promise<string[]> {
  const asked = signals === undefined ? plan(...steps) : { ...plan(...steps), signals };
  const history = await runPlan(subject, asked, host, options);
  return describeHistory(history, subject).events.map(line);
}

function line({ kind, client, verb, outcome, item, observed, step, ...how }: HistoryEvent): string {
  const { variant, priority, aborted, isLast } = how;
  const called = `${aborted ? "aborted " : ""}${"ABCD"[client ?? 0]}.${verb}${variant === undefined ? "" : `/${variant}`}`;
  const who = client === undefined ? "" : called;
  const carried = item === undefined ? "" : `(${item}${priority === undefined ? "" : `!${priority}`})`;
  const parts = [outcome?.is, outcome?.item, outcome?.detail].filter((part) => part !== undefined);
  const ended = outcome ? ` → ${parts.join(" ")}` : "";
  switch (kind) {
    case "call":
    case "now":
      return `${who}${carried}${ended}`;
    case "settle":
      return `${who} of ${step}${ended}`;
    case "turn":
      return "turn";
    case "elapse":
      return isLast ? "elapse last" : "elapse";
    case "quiet":
      return observed ? `quiet ${JSON.stringify(observed)}` : "quiet";
    default:
      return `${kind} ${who}${ended}`;
  }
}

/** A promise with its functions. */
export function deferred<T = void>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
