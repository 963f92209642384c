/** What the command and its worker say to each other. Everything is plain data. */
import type { InferOptions } from "../runner/infer/infer.js";
import type { Inference } from "../runner/infer/inference.js";
import type { CheckOptions } from "../runner/options.js";
import type { AllowedOutcome, Failure, Report } from "../runner/report.js";
import type { TokenTable } from "../scheduler/token.js";
import type { Run } from "../report/trace.js";

/** What the worker is to do with the adapters of one file. */
export type Task =
  | {
      readonly kind: "check";
      readonly options: Pick<
        CheckOptions,
        "seed" | "numRuns" | "rule" | "path" | "allowing" | "budget" | "shard" | "ruleSet"
      >;
      /** Tokens of failures that are known, by the name of their adapter. */
      readonly known: Readonly<Record<string, readonly string[]>>;
      /** Threads that survey; 1 is the worker's own. */
      readonly workers: number;
    }
  | { readonly kind: "replay"; readonly token: string }
  | { readonly kind: "infer"; readonly options: Pick<InferOptions, "numRuns"> };

/** What an adapter file that exports a function is told. */
export interface AdapterOptions {
  /** The Python interpreter; absent is the file's own choice. */
  readonly python?: string;
  /** The preset under which its adapters are judged; absent is each one's own. */
  readonly profile?: string;
  /** Name of the one adapter that is wanted; absent is all of them. */
  readonly only?: string;
}

/** Given to the worker at its start. */
export interface WorkerData {
  /** Absolute path of the adapter file. */
  readonly file: string;
  /** The file as it was typed: what messages call it. */
  readonly shownAs: string;
  readonly task: Task;
  readonly adapterOptions: AdapterOptions;
  /** Adapters before this index were dealt with by an earlier worker. */
  readonly from: number;
  readonly board: SharedArrayBuffer;
  /** One integer that is not 0 once the search is to end. */
  readonly stop: SharedArrayBuffer;
}

/** What is known of an adapter before it is checked. It may come from JavaScript: nothing is taken for granted. */
export interface AdapterHead {
  readonly name: string;
  readonly version: string | null;
  readonly primitive: "event" | "queue";
  readonly profile: string;
}

/** The result of replaying a token with one adapter. */
export type ReplayResult =
  | {
      readonly is: "run";
      readonly failure: Failure | null;
      readonly run: Run;
      /** What the model allows at each event of the run, up to the contradiction. */
      readonly allowed: readonly (readonly AllowedOutcome[])[];
    }
  /** The token cannot be read, or was made for another primitive or table of operations. */
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "adapter error"; readonly problem: string };

/** What the worker tells. */
export type WorkerMessage =
  | { readonly kind: "loaded"; readonly adapters: readonly AdapterHead[] }
  | { readonly kind: "name"; readonly name: string }
  /** `table` is what a token of this adapter needs. */
  | { readonly kind: "started"; readonly index: number; readonly table: TokenTable | null }
  | { readonly kind: "progress"; readonly plans: number; readonly of: number; readonly phase: string }
  | { readonly kind: "report"; readonly index: number; readonly report: Report }
  | { readonly kind: "inferred"; readonly index: number; readonly inference: Inference }
  | { readonly kind: "replayed"; readonly index: number; readonly result: ReplayResult }
  | { readonly kind: "problem"; readonly fault: "adapter" | "usage" | "kit"; readonly text: string }
  | { readonly kind: "done" };
