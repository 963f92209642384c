import { Worker } from "node:worker_threads";
import { thrownWords } from "../loadAdapters.js";
import type { LookData, LookResult } from "./lookProtocol.js";

/** Longest time, in milliseconds, that a module may take to load. */
const PATIENCE = 20_000;

/** Looks at a module, or at one class of it, in a worker that ends with the answer. Resolves always. */
export function look(data: LookData): Promise<LookResult> {
  const worker = new Worker(new URL("./lookWorker.js", import.meta.url), {
    workerData: data,
    stdout: true,
    stderr: true,
  });
  return new Promise<LookResult>((resolve) => {
    const patience = setTimeout(
      () => end(`${data.shownAs} does not finish loading: nothing happened for 20 s.`),
      PATIENCE,
    );
    const settle = (result: LookResult): void => {
      clearTimeout(patience);
      worker.removeAllListeners();
      worker.on("error", () => undefined);
      void worker.terminate().then(() => resolve(result));
    };
    const end = (text: string): void => settle({ is: "problem", text });
    worker.on("message", settle);
    worker.on("error", (error) => end(`${data.shownAs} threw while it was looked at: ${thrownWords(error)}.`));
    worker.on("exit", (code) => end(`${data.shownAs} ended the process with code ${code} while it was looked at.`));
  });
}
