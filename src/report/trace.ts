/** What a trace is made from: one run, and what the model said to it. */
import type { HistoryDocument } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import type { Failure, ModelView, Report } from "../runner/report.js";
import type { Rule } from "../properties/rule.js";
import type { Painter } from "./painter.js";

/** One run as the report shows it. */
export interface Run {
  readonly plan: Plan;
  readonly history: HistoryDocument;
  /** The model after each event, up to the contradiction. */
  readonly views: readonly ModelView[];
  /** Index of the contradicted event; -1 for a run that conforms. */
  readonly contradictedAt: number;
}

/** What a trace says around the table. */
export interface TraceContext {
  readonly adapter: Pick<Report["adapter"], "name" | "version" | "isOneOfSeveral">;
  readonly primitive: "event" | "queue";
  readonly profile: string;
  /** Where sentences and "look at" come from. */
  readonly rules: readonly Pick<Rule, "id" | "sentence" | "lookAt">[];
  /** File of the adapter, for the replay line. */
  readonly adapterFile?: string;
  /** The interpreter that it was told, for the replay line. */
  readonly python?: string;
  /** The preset that was asked for in the place of the adapter's own. */
  readonly judgedAs?: string;
  /** Test file that checks it, for the replay line. */
  readonly testFile?: string;
  /** The command that runs the tests, for the replay line, where they are not vitest's. */
  readonly testCommand?: string;
  readonly painter?: Painter;
  /** Columns of the terminal, where there is one: running text is not wider. Tables and commands do not wrap. */
  readonly width?: number;
}

/** The run of a failure. */
export function runOf(failure: Failure): Run {
  const { plan, history, views, contradictedAt } = failure;
  return { plan, history, views, contradictedAt };
}
