/** Measures everything that docs/performance.md tells. Bundled and started by scripts/bench.mjs. */
import { cpus } from "node:os";
import { ArrayEvent } from "../test/subjects/arrayEvent.js";
import { adaptEvent } from "../test/subjects/adaptSubject.js";
import { measureStepCosts } from "./costPerStep.js";
import type { Results } from "./results.js";
import { measurePeers } from "./schedulerPeer.js";
import { measureStartUps } from "./startUp.js";
import { queues } from "./subjects.js";
import { measureVerdict } from "./timeToVerdict.js";
import { measureWholeRuns } from "./wholeRuns.js";

export { missedFloors, regressions } from "./floors.js";
export { withFigures } from "./performanceTable.js";

/** How much is measured. */
export interface Extent {
  /** A form for CI, of less than a minute. */
  readonly small: boolean;
  /** Told of each part when it is begun. */
  readonly say: (text: string) => void;
}

/** Measures everything; minutes. */
export async function measure({ small, say }: Extent): Promise<Results> {
  const [, direct] = queues;
  if (!direct) throw new Error("There is no queue to measure");
  const whole = small ? { warmUp: 8, rounds: 12 } : { warmUp: 30, rounds: 20 };
  const wholeRuns = [];
  for (const queue of queues) {
    for (const steps of [8, 16]) {
      for (const drains of ["sync", "immediate"] as const) {
        say(`whole runs: ${queue.name}, ${String(steps)} steps, ${drains}`);
        wholeRuns.push(await measureWholeRuns(queue, steps, drains, whole));
      }
    }
  }
  say("fast-check's scheduler");
  const peers = await measurePeers(direct, small ? { warmUp: 8, rounds: 8 } : { warmUp: 40, rounds: 20 });
  const stepCosts = [];
  for (const queue of small ? [direct] : queues) {
    say(`cost of a step: ${queue.name}`);
    stepCosts.push(...(await measureStepCosts(queue, small ? { warmUp: 8, rounds: 5 } : { warmUp: 12, rounds: 5 })));
  }
  say("whole checks");
  const event = adaptEvent("event", () => new ArrayEvent(), "fifo");
  const verdicts = [
    await measureVerdict(`a queue (${direct.name})`, direct.adapter, small ? 1 : 3),
    await measureVerdict("an event (manual reset, fifo)", event, small ? 1 : 3),
  ];
  say("start-up");
  const startUps = measureStartUps(small ? 3 : 9);
  const machine = {
    node: process.versions.node,
    cores: cpus().length,
    platform: `${process.platform} ${process.arch}`,
  };
  return { machine, wholeRuns, peers, stepCosts, verdicts, startUps };
}
