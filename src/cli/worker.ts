/**
 * The worker: loads one adapter file and checks or replays its adapters. Subjects are strangers' code and may never come
 * back; the command watches the board from another thread and ends this one.
 */
import { parentPort, workerData } from "node:worker_threads";
import { checkWith } from "../runner/check.js";
import { declared, inferProfile, type InferOptions } from "../runner/infer/infer.js";
import type { Inference } from "../runner/infer/inference.js";
import { UsageError } from "../runner/options.js";
import { replay } from "../runner/replay.js";
import { AdapterError } from "../scheduler/subject.js";
import { PlanError } from "../scheduler/planError.js";
import type { AnyAdapter } from "../adapters/contract.js";
import { hasRule } from "./hasRule.js";
import { LoadError, loadAdapters } from "./loadAdapters.js";
import { BoardWriter } from "./planBoard.js";
import { tokenTable } from "./planToken.js";
import { runningKit } from "./runningKit.js";
import { SurveyPool } from "./surveyPool.js";
import { headOf, replayResult } from "./heads.js";
import type { ReplayResult, WorkerData, WorkerMessage } from "./protocol.js";

const { file, shownAs, task, adapterOptions, from, board, stop } = workerData as WorkerData;
const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);
const writer = new BoardWriter(board, (name) => tell({ kind: "name", name }));
const flag = new Int32Array(stop);
const controller = new AbortController();
/** Ends the search where the command asked for it. Looked at in every plan: this thread seldom hears messages. */
const lookForStop = (): void => {
  if (Atomics.load(flag, 0) !== 0) controller.abort();
};
let pool: SurveyPool | undefined;
/** Plans between two messages. */
const PLANS_A_TICK = 500;
// a thread that is to end because of an exception goes on for a moment, and with other plans
process.on("uncaughtExceptionMonitor", () => writer.close());

async function replayed(adapter: AnyAdapter, token: string): Promise<ReplayResult> {
  try {
    return replayResult(await replay(adapter, token, writer.write));
  } catch (error) {
    if (error instanceof PlanError) return { is: "refused", why: error.message };
    if (error instanceof AdapterError) return { is: "adapter error", problem: error.message };
    throw error;
  }
}

/** Nobody knows how many plans it takes: it is told how many ran. */
async function infer(adapter: AnyAdapter, options: Pick<InferOptions, "numRuns">): Promise<Inference> {
  let plans = 0;
  return inferProfile(adapter, {
    ...options,
    onWork: () => writer.tick(),
    onPlan: (plan) => {
      writer.write(plan);
      if (++plans % PLANS_A_TICK === 0) tell({ kind: "progress", plans, of: plans, phase: "infer" });
    },
  });
}

async function deal(adapter: AnyAdapter, index: number): Promise<void> {
  tell({ kind: "started", index, table: tokenTable(task.kind === "infer" ? declared(adapter) : adapter) });
  if (task.kind === "infer") {
    tell({ kind: "inferred", index, inference: await infer(adapter, task.options) });
    return;
  }
  if (task.kind === "replay") {
    tell({ kind: "replayed", index, result: await replayed(adapter, task.token) });
    return;
  }
  const { options, known, workers } = task;
  if (workers > 1) pool ??= new SurveyPool(workers, () => writer.tick());
  const report = await checkWith(
    adapter,
    {
      ...options,
      knownFailures: known[adapter.name] ?? [],
      signal: controller.signal,
      onPlan: (plan) => {
        writer.write(plan);
        lookForStop();
      },
      onProgress: (progress) => {
        writer.tick();
        lookForStop();
        tell({ kind: "progress", ...progress });
      },
    },
    pool?.surveyor({ file, shownAs, adapterOptions, adapter: index, options }),
  );
  tell({ kind: "report", index, report });
}

try {
  const isWanted = ({ primitive }: AnyAdapter): boolean =>
    task.kind !== "check" || hasRule(primitive, task.options.rule);
  const adapters = await loadAdapters(file, shownAs, await runningKit(), adapterOptions);
  tell({ kind: "loaded", adapters: adapters.map(headOf) });
  for (const [index, adapter] of adapters.entries()) {
    lookForStop();
    if (controller.signal.aborted) break;
    if (index >= from && isWanted(adapter)) await deal(adapter, index);
  }
  await pool?.end();
  tell({ kind: "done" });
} catch (error) {
  tell({ kind: "problem", ...problemOf(error) });
}

function problemOf(error: unknown): { readonly fault: "adapter" | "usage" | "kit"; readonly text: string } {
  if (error instanceof LoadError) return { fault: "adapter", text: error.message };
  if (error instanceof UsageError) return { fault: "usage", text: error.message };
  return { fault: "kit", text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
