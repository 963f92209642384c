/** What a run of the benchmark has found: bench/results.json holds the last one that was kept. */
import type { PeerRuns } from "./schedulerPeer.js";
import type { StartUp } from "./startUp.js";
import type { StepCost } from "./costPerStep.js";
import type { VerdictTime } from "./timeToVerdict.js";
import type { WholeRuns } from "./wholeRuns.js";

export interface Results {
  readonly machine: { readonly node: string; readonly cores: number; readonly platform: string };
  readonly wholeRuns: readonly WholeRuns[];
  readonly peers: readonly PeerRuns[];
  readonly stepCosts: readonly StepCost[];
  readonly verdicts: readonly VerdictTime[];
  readonly startUps: readonly StartUp[];
}
