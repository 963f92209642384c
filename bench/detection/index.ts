/** What scripts/detection.mjs needs, built into one file. */
import { checkConformance } from "../../src/runner/check.js";
import { queues } from "../subjects.js";
import { adaptEvent } from "../../test/subjects/adaptSubject.js";
import { ArrayEvent } from "../../test/subjects/arrayEvent.js";
import { measureEquivalents, measureMutant, type Caps, type EquivalentRow, type Row } from "./measure.js";
import type { DetectionResults } from "./results.js";

export { CAPS, MUTANTS } from "./measure.js";
export { detectionPage } from "./page.js";
export { totalsOf, keyOf, killsOf } from "./results.js";

// Some mutants leave rejections unhandled. The kit sees them in its own runs; in a peer's nobody does, and it goes on.
process.on("unhandledRejection", () => undefined);

/** One piece of work for one process. */
export type Task =
  | { readonly do: "mutant"; readonly index: number; readonly caps: Caps }
  | { readonly do: "equivalents" }
  | { readonly do: "default run" };

/** Does it. */
export async function work(task: Task): Promise<Row | readonly EquivalentRow[] | DetectionResults["defaultRun"]> {
  if (task.do === "mutant") return measureMutant(task.index, task.caps);
  if (task.do === "equivalents") return measureEquivalents();
  const [, direct] = queues;
  if (!direct) throw new Error("There is no queue to measure");
  const event = adaptEvent("event", () => new ArrayEvent(), "fifo");
  return {
    queue: (await checkConformance(direct.adapter)).plans,
    event: (await checkConformance(event)).plans,
  };
}
