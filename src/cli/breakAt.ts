/**
 * A replay that stops in the debugger. It runs in the main thread, where a debugger is attached from the start and nobody
 * watches the clock: a run that stands still for minutes is what is wanted.
 */
import { resolve } from "node:path";
import { url } from "node:inspector";
import { replay } from "../runner/replay.js";
import { runStopping, stoppingPlace } from "../runner/stopAt.js";
import { PlanError } from "../scheduler/planError.js";
import { AdapterError } from "../scheduler/subject.js";
import { noCallWords, NO_DEBUGGER, NOT_HERE } from "../report/breakWords.js";
import type { AnyAdapter } from "../adapters/contract.js";
import type { runFile } from "./adapterFiles.js";
import { headOf, replayResult } from "./heads.js";
import { LoadError, loadAdapters } from "./loadAdapters.js";
import type { ReplayResult } from "./protocol.js";
import { runningKit } from "./runningKit.js";

/** Runs a file as {@link runFile} does, and stops at a step, an index, before it hands over what the replay showed. */
export function breakAt(step: number): typeof runFile {
  return async (file, task, adapterOptions, _session, events) => {
    if (task.kind !== "replay") return;
    if (url() === undefined) return events.onProblem("usage", NO_DEBUGGER);
    try {
      const adapters = await loadAdapters(resolve(file), file, await runningKit(), adapterOptions);
      events.onLoaded(adapters.map(headOf));
      let hasStopped = false;
      let isReplayed = false;
      for (const [index, adapter] of adapters.entries()) {
        const result = await replayed(adapter, task.token);
        events.onResult({ kind: "replayed", index, result });
        if (result.is !== "run") continue;
        if (adapter.remote) return events.onProblem("usage", NOT_HERE);
        isReplayed = true;
        const place = stoppingPlace(step, result.run.history);
        if (place === null) continue;
        hasStopped = true;
        await runStopping(adapter, result.run.plan, place);
      }
      if (isReplayed && !hasStopped) events.onProblem("usage", noCallWords(step));
    } catch (error) {
      if (!(error instanceof LoadError) && !(error instanceof AdapterError)) throw error;
      events.onProblem("adapter", error.message);
    }
  };
}

async function replayed(adapter: AnyAdapter, token: string): Promise<ReplayResult> {
  try {
    return replayResult(await replay(adapter, token));
  } catch (error) {
    if (error instanceof PlanError) return { is: "refused", why: error.message };
    if (error instanceof AdapterError) return { is: "adapter error", problem: error.message };
    throw error;
  }
}
