/**
 * What a check found, as plain data that survives `JSON.stringify`. Every front (vitest, command line, reporters) is a
 * view of this; `schema/report.schema.json` is its published form.
 */
import type { HistoryDocument } from "../scheduler/history.js";
import type { Gap, Plan } from "../scheduler/plan.js";
import type { Outcome } from "../scheduler/subject.js";

/** Version of the report format. */
export const REPORT_VERSION = 1;

/** What the model holds after an event, as far as all followed states agree. */
export interface ModelView {
  /** Put steps whose items are inside, oldest first; or the event's flag. Null where followed states differ. */
  readonly content: readonly number[] | boolean | null;
  /** Clients that wait, oldest first where the model knows an order: they are parked. Null where followed states differ. */
  readonly waiting: readonly number[] | null;
  /**
   * Clients that were chosen, or are certain to end, and have not resumed. Null where followed states differ; absent in
   * reports of earlier releases.
   */
  readonly woken?: readonly number[] | null;
  /** What the lists that are null above have in common in all followed states; a list without such a part is left out. */
  readonly common?: CommonPart;
  /** How many states are followed. */
  readonly states: number;
  /**
   * What the model allows: how outstanding operations may end if no other step comes, and how an immediate event could have
   * ended. An outstanding operation that is not listed keeps waiting; an immediate event that is not listed could only end
   * as it did. Absent where nothing is listed, and in reports of earlier releases.
   */
  readonly allowed?: readonly ExpectedOutcome[];
}

/** Items or clients that are in a list of every followed state, in an order on which all agree. */
export interface CommonPart {
  readonly content?: readonly number[];
  readonly waiting?: readonly number[];
  readonly woken?: readonly number[];
}

/** One way in which an operation may end. */
export interface ExpectedOutcome {
  /** Step that called the operation. */
  readonly step: number;
  /** `pending`: or it need not settle. */
  readonly outcome: Outcome | "pending";
}

/** An outcome that the model allows for an operation, where the history went wrong. */
export interface AllowedOutcome {
  /** Step that called the operation; -1 for an observer. */
  readonly step: number;
  readonly client: number;
  readonly verb: string;
  /** `pending`: need not settle; a number: the value of an observer. */
  readonly outcome: Outcome | "pending" | number;
}

/** One change of a plan. Steps are indexes. */
export type PlanChange =
  /** The gap of a step is another one. */
  | { readonly is: "gap"; readonly step: number; readonly from: Gap; readonly to: Gap }
  /** The step and the one behind it in the other order; the gaps between steps stay where they are. */
  | { readonly is: "order"; readonly step: number }
  /** The step, a cancel, is left out. */
  | { readonly is: "without"; readonly step: number };

/** The plan nearest to a failing one that conforms, with the same faults allowed. */
export interface NearestPassing {
  readonly change: PlanChange;
  /** Replays it. */
  readonly token: string;
}

/**
 * That no shorter plan shows a violation: every one of these was tried, in the same configuration. They are plans of plain
 * calls (no variants, plain items, a signal for each operation, none of them aborted before) and of cancels; each conformed,
 * or showed no more than the faults that the failure allows.
 */
export interface Shortest {
  /** Every plan of 1 to so many steps: one less than the failing plan has. */
  readonly steps: number;
  /** How many clients issue blocking steps, at most. */
  readonly clients: number;
  readonly gaps: readonly Gap[];
  /** Most cancels in a plan; absent is any number. */
  readonly cancels?: number;
  /** How many plans were tried: at least those. */
  readonly plans: number;
}

/** Rules whose fault explains a failing plan, but not what the subject does behind it. */
export interface RuledOut {
  readonly rules: readonly string[];
  /** The failing plan with the calls behind it that told. */
  readonly plan: Plan;
  /** Replays that plan. */
  readonly token: string;
}

/** One violation, shrunk. */
export interface Failure {
  /** Id of the rule that is named; null for a violation that no single rule explains. */
  readonly rule: string | null;
  /** Other rules whose fault explains the same history, and all that the subject was seen to do behind it. */
  readonly alsoExplainedBy: readonly string[];
  /** Rules that what comes next rules out. Absent where it rules out none. */
  readonly ruledOut?: readonly RuledOut[];
  /** For an unnamed violation: the rules that refuse the first contradicted event. */
  readonly refusedBy: readonly string[];
  /**
   * An earlier failure that may have the same cause: the last one without whose fault this history would be contradicted
   * elsewhere or would have had to go on otherwise; where there is none, the first. With the faults of all of them allowed
   * the plan fails all the same.
   */
  readonly mayHaveSameCauseAs?: string;
  readonly plan: Plan;
  readonly history: HistoryDocument;
  /** Index in `history.events` of the first event that the model refuses. */
  readonly contradictedAt: number;
  readonly allowed: readonly AllowedOutcome[];
  /** The model after each event of the history, up to the contradiction. */
  readonly views: readonly ModelView[];
  /** Replays exactly this plan. */
  readonly token: string;
  /**
   * The run's seed, and the number of the plan in its strategy with the choices of fast-check's shrinking behind it: they
   * give the plan before the kit's last shrinking pass. Absent: found exhaustively.
   */
  readonly seed?: number;
  readonly path?: string;
  /**
   * What found it: a rule's id, `swarm`, `priority`, `rare-gap` or `exhaustive` for a strategy; `probe` for a plan that
   * looks at what is declared; `known failure`, `deviation` or `replay` for a token.
   */
  readonly foundBy: string;
  /** Rules whose faults were allowed when it was found (declared deviations and earlier failures). */
  readonly allowing: readonly string[];
  /** The one change of the plan that makes it conform. Absent where no single change does, or none was looked for. */
  readonly nearestPassing?: NearestPassing;
  /** The proof that no shorter plan fails. Absent where the plans covered without exception do not give it. */
  readonly shortest?: Shortest;
}

/** A failure that was known before, as it is now. */
export type KnownFailure = { readonly token: string } & (
  | { readonly is: "fails" | "passes" }
  /** The token is damaged, or was made for another version or another table of operations. */
  | { readonly is: "unreadable"; readonly why: string }
);

/** What operations cost in a large crowd, beside a small one. A measurement: it differs from run to run. */
export interface Cost {
  /** What was measured: "a get() beside others". */
  readonly of: string;
  /** How many operations the two crowds have. */
  readonly sizes: readonly [number, number];
  /** Cost of one operation in the large crowd, divided by that in the small one. */
  readonly ratio: number;
}

/** A rule about thousands of operations that does not hold. */
export interface BulkFailure {
  /** How many operations took part. */
  readonly operations: number;
  /** What was observed, in a sentence. */
  readonly observed: string;
}

interface RuleCommon {
  readonly id: string;
  /** The rule's sentence. */
  readonly sentence: string;
  /** In how many runs the rule's situation came up in every followed state. */
  readonly situations: number;
}

/** The verdict on one rule. */
export type RuleResult =
  | (RuleCommon & { readonly verdict: "pass" })
  | (RuleCommon & { readonly verdict: "fail"; readonly failure: Failure; readonly bulk?: never })
  | (RuleCommon & { readonly verdict: "fail"; readonly bulk: BulkFailure; readonly failure?: never })
  | (RuleCommon & {
      readonly verdict: "deviation";
      readonly reason: string;
      /** Its token no longer fails: a warning, not a verdict. */
      readonly stale: boolean;
      /** The declared minimal trace, as it fails now. Absent when stale. */
      readonly failure?: Failure;
    })
  | (RuleCommon & { readonly verdict: "not applicable"; readonly reason: string })
  | (RuleCommon & { readonly verdict: "inconclusive"; readonly reason: string });

/** One scope that was covered without exception: all plans of so many steps. */
export interface Scope {
  readonly config: { readonly capacity: number | null };
  readonly steps: number;
  /** How many clients issue blocking steps. */
  readonly clients: number;
  readonly gaps: readonly Gap[];
  /** Most cancels in a plan; absent is any number. */
  readonly cancels?: number;
  /** Variants of verbs are among the plans, but for those that need time. */
  readonly variants?: boolean;
  readonly plans: number;
  /** How many the scope has, where this is the report of one shard; absent is `plans`. */
  readonly of?: number;
}

/** How far a random strategy came. */
export interface Searched {
  /** A rule's id, `swarm`, `priority` or `rare-gap`. */
  readonly strategy: string;
  readonly plans: number;
  /** How many there are to search without a budget: in the whole, or in this shard. */
  readonly of: number;
}

/** The whole result of checking one adapter. */
export interface Report {
  readonly version: typeof REPORT_VERSION;
  readonly adapter: {
    readonly name: string;
    readonly version: string | null;
    /** The file that it was loaded from, as it was typed; absent where it came from code. */
    readonly file?: string;
    /** That file exports others, too: commands say which one is meant. */
    readonly isOneOfSeveral?: boolean;
  };
  readonly primitive: "event" | "queue";
  readonly profile: string;
  /** Hash of the operation table that tokens carry. */
  readonly table: string;
  /**
   * `conforms`: no rule failed and at least one passed; `fails`: a rule failed, or a violation stayed unnamed;
   * `adapter error`: no verdict was possible, `problem` says what to change; `nothing checked`: no rule passed and none
   * failed; `kit error`: a defect of the kit, `problem` has its text.
   */
  readonly status: "conforms" | "fails" | "adapter error" | "nothing checked" | "kit error";
  readonly problem?: string;
  readonly seed: number;
  readonly numRuns: number;
  /** Plans that ran. */
  readonly plans: number;
  /** Which part of the work this is; absent is the whole. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** The only strategy that was asked for: a rule's id, `swarm`, `priority` or `rare-gap`; absent is all of them. */
  readonly only?: string;
  /** Why the search ended early; absent when it did not. */
  readonly stopped?: string;
  /** The rule set that is pinned; absent is every rule. */
  readonly ruleSet?: string;
  /** What became of the failures that were known before; absent where none were given. */
  readonly known?: readonly KnownFailure[];
  /** What was covered exhaustively. */
  readonly scopes: readonly Scope[];
  /** How far the random strategies came. */
  readonly searched: readonly Searched[];
  /** Runs with too many explanations to follow: whether they conform is not known. */
  readonly overflows: number;
  /** Sentences above the report: "adapter, declared axis or subject?". */
  readonly hints: readonly string[];
  readonly warnings: readonly string[];
  readonly rules: readonly RuleResult[];
  /** Violations that no single rule explains. */
  readonly unnamed: readonly Failure[];
  /** Measured costs: all else is the same in every run. */
  readonly costs: readonly Cost[];
}
