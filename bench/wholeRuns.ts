/**
 * Whole runs: drawing a plan, running it, judging the history and counting the situations, as a check does it for each
 * plan of a swarm; beside the bare loop, which makes the same calls with the same drain and does nothing else.
 */
import { roundBy, type Drains } from "../src/host/rounds.js";
import { survey } from "../src/runner/survey.js";
import { unpackPlan, type PlanSpace } from "../src/scheduler/planSpace.js";
import type { Focus } from "../src/scheduler/strategies/focus.js";
import { randomStream } from "../src/scheduler/strategies/randomStream.js";
import type { Strategy } from "../src/scheduler/strategies/strategy.js";
import { Swarm } from "../src/scheduler/strategies/swarm.js";
import type { Workbench } from "../src/runner/workbench.js";
import { BareLoop, scriptOf, type Script } from "./bareLoop.js";
import { sideBySide, speedRatio, thousandsASecond, type Contender, type Rounds } from "./sideBySide.js";
import { workbenchOf, type MeasuredQueue } from "./subjects.js";

/** Plans of one turn. */
const SIZE = 500;

/** Whole runs, beside the bare loop. */
export interface WholeRuns {
  readonly queue: string;
  readonly steps: number;
  readonly drains: Drains;
  /** Thousands of runs a second. */
  readonly bare: number;
  readonly whole: number;
  /** How many times as fast whole runs are. */
  readonly ratio: number;
  /** The same where every history was met before: what is left is drawing, running and looking up. */
  readonly known: number;
}

/** What a check does with plans number 0 to `count - 1` of a stream: exactly its survey. Throws where one is accused. */
export async function wholeRuns(bench: Workbench, strategy: Strategy, count: number): Promise<void> {
  const unit = { index: 0, share: 0, from: 0, count };
  const { violations } = await survey(bench, strategy, unit, [], () => false);
  if (violations.length > 0) throw new Error(`${bench.adapter.name} is accused`);
}

/** Other plans each turn: what was not met before has to be worked out, as in a check. */
export function plansOfTurn(space: PlanSpace, focus: Focus, turn: number): Strategy {
  return randomStream("bench", new Swarm(space, focus), turn);
}

/** The bare loop over the plans of each turn. What a run of the kit does in them is found out before. */
export function bareLoop(
  queue: MeasuredQueue,
  bench: Workbench,
  focus: Focus,
  drains: Drains,
  size: number,
): Contender {
  const loop = new BareLoop(queue.create, roundBy(drains));
  return {
    name: `bare, ${drains}`,
    size,
    prepare: async (turn) => {
      const scripts: Script[] = [];
      for (const packed of plansOfTurn(bench.space, focus, turn).plans(0, size)) {
        const plan = unpackPlan(packed, bench.space);
        scripts.push(scriptOf(plan, await bench.run(plan), bench.subject));
      }
      return async () => {
        for (const script of scripts) await loop.run(script);
      };
    },
  };
}

/** Measures one queue with plans of so many steps. */
export async function measureWholeRuns(
  queue: MeasuredQueue,
  steps: number,
  drains: Drains,
  rounds: Rounds,
): Promise<WholeRuns> {
  const bench = await workbenchOf(queue.adapter, drains);
  const focus: Focus = { steps: [steps, steps] };
  const whole: Contender = {
    name: "whole",
    size: SIZE,
    prepare: (turn) => Promise.resolve(() => wholeRuns(bench, plansOfTurn(bench.space, focus, turn), SIZE)),
  };
  const familiar = await workbenchOf(queue.adapter, drains);
  const known: Contender = {
    name: "known",
    size: SIZE,
    prepare: async (turn) => {
      const again = (): Promise<void> => wholeRuns(familiar, plansOfTurn(familiar.space, focus, turn), SIZE);
      await again();
      return again;
    },
  };
  const bare = bareLoop(queue, bench, focus, drains, SIZE);
  const [ofWhole, ofKnown, ofBare] = await sideBySide([whole, known, bare], rounds);
  if (!ofWhole || !ofKnown || !ofBare) throw new Error("Nothing was measured");
  return {
    queue: queue.name,
    steps,
    drains,
    bare: thousandsASecond(ofBare),
    whole: thousandsASecond(ofWhole),
    ratio: speedRatio(ofWhole, ofBare),
    known: speedRatio(ofKnown, ofBare),
  };
}
