/** The worker that imports a stranger's module and tries a class out: whatever it leaves running ends with the worker. */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { importModule, LoadError, thrownWords } from "../loadAdapters.js";
import { runningKit } from "../runningKit.js";
import { exportedMakers, likelyMakers, makerNamed } from "./exportedMakers.js";
import type { LookData, LookResult } from "./lookProtocol.js";
import { tryOut } from "./tryOut.js";

// what a trial leaves behind may fail later: that is no news about the class
process.on("unhandledRejection", () => undefined);

async function look({ file, shownAs, wanted }: LookData): Promise<LookResult> {
  const makers = exportedMakers(await importModule(file, shownAs, await runningKit()));
  if (wanted === undefined) return { is: "exports", likely: likelyMakers(makers).map(({ name }) => name) };
  const { made, exportedAs } = makerNamed(makers, wanted, { shownAs, source: readFileSync(file, "utf8") });
  return { is: "facts", facts: await tryOut(made, exportedAs) };
}

try {
  parentPort?.postMessage(await look(workerData as LookData));
} catch (error) {
  const text = error instanceof LoadError ? error.message : `It could not be looked at: ${thrownWords(error)}`;
  parentPort?.postMessage({ is: "problem", text } satisfies LookResult);
}
