/** Deals with every adapter of a file, in as many workers as it takes: one that hangs costs only its own verdict. */
import { resolve } from "node:path";
import type { TokenTable } from "../scheduler/token.js";
import { abnormalEndWords } from "./problems.js";
import type { AdapterHead, AdapterOptions, Task, WorkerMessage } from "./protocol.js";
import type { Session } from "./session.js";
import { planToken } from "./planToken.js";
import { watchWorker } from "./watchWorker.js";

/** What becomes of the adapters of one file. */
export interface FileEvents {
  /** The names are known; nothing ran yet. An answer other than null is a usage error that ends this file. */
  onLoaded(adapters: readonly AdapterHead[]): string | null;
  onStarted?(adapter: AdapterHead): void;
  onProgress?(adapter: AdapterHead, progress: WorkerMessage & { readonly kind: "progress" }): void;
  onResult(message: WorkerMessage & { readonly kind: "report" | "replayed" | "inferred" }): void;
  /** An adapter for which there is no verdict. */
  onBroken(adapter: AdapterHead, problem: string, table: TokenTable | null): void;
  /** The file, the call or the kit is at fault: nothing more comes from this file. */
  onProblem(fault: "adapter" | "usage" | "kit", text: string): void;
}

/** Runs `task` for the adapters of `file`. Settles when the last one is dealt with; does not reject. */
export async function runFile(
  file: string,
  task: Task,
  adapterOptions: AdapterOptions,
  session: Session,
  events: FileEvents,
): Promise<void> {
  let adapters: readonly AdapterHead[] | undefined;
  let refusal: string | null = null;
  let current = 0;
  let table: TokenTable | null = null;

  for (let from = 0; from === 0 || from < (adapters?.length ?? 0); from = current + 1) {
    table = null;
    current = from;
    const worker = watchWorker({ file: resolve(file), shownAs: file, task, adapterOptions, from }, (message) => {
      if (message.kind === "loaded" && adapters === undefined) {
        adapters = message.adapters;
        refusal = events.onLoaded(adapters);
        if (refusal !== null) void worker.stop();
      } else if (message.kind === "started") {
        current = message.index;
        table = message.table;
        const adapter = adapters?.[current];
        if (adapter) events.onStarted?.(adapter);
      } else if (message.kind === "progress") {
        const adapter = adapters?.[current];
        if (adapter) events.onProgress?.(adapter, message);
      } else if (message.kind === "report" || message.kind === "replayed" || message.kind === "inferred") {
        events.onResult(message);
      }
    });
    session.watch(worker);
    const end = await worker.end;
    session.watch(undefined);

    if (refusal !== null) return events.onProblem("usage", refusal);
    if (end.kind === "done" || end.kind === "interrupted") return;
    if (end.kind === "problem") return events.onProblem(end.fault, end.text);
    const text = abnormalEndWords(end, planToken(end.plan, table));
    const adapter = adapters?.[current];
    if (adapter === undefined) return events.onProblem("adapter", text);
    events.onBroken(adapter, text, table);
  }
}
