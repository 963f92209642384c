/**
 * Whole runs: drawing a plan, running it, judging the history and counting the situations, as a check does it for each
 * plan of a swarm; beside the bare loop, which makes the same calls with the same drain and does nothing else.
 */
import * as fc from "fast-check";
import { roundBy, type Drains } from "../src/host/rounds.js";
import { PlanArbitrary } from "../src/properties/planArbitrary.js";
import { unpackPlan, type PackedPlan } from "../src/scheduler/planSpace.js";
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
}

/** What a check does with a plan. Answers whether the model allows the history. */
export async function wholeRun(bench: Workbench, packed: PackedPlan, counts: Map<number, number>): Promise<boolean> {
  const plan = unpackPlan(packed, bench.space);
  const history = await bench.run(plan);
  const situations = new Set<number>();
  const comparison = bench.judge(plan.config).compare(history, [], situations);
  for (const situation of situations) counts.set(situation, (counts.get(situation) ?? 0) + 1);
  return comparison.is !== "contradicts";
}

/** Measures one queue with plans of so many steps. */
export async function measureWholeRuns(
  queue: MeasuredQueue,
  steps: number,
  drains: Drains,
  rounds: Rounds,
): Promise<WholeRuns> {
  const bench = await workbenchOf(queue.adapter, drains);
  const arbitrary = new PlanArbitrary(bench.space, { steps: [steps, steps] });
  const loop = new BareLoop(queue.create, roundBy(drains));
  const counts = new Map<number, number>();
  // each turn has plans of its own: what was not met before has to be worked out, as in a check
  const plansOf = (turn: number): PackedPlan[] => fc.sample(arbitrary, { seed: turn + 1, numRuns: SIZE });
  const whole: Contender = {
    name: "whole",
    size: SIZE,
    prepare: (turn) =>
      Promise.resolve(async () => {
        for (const packed of plansOf(turn)) {
          if (!(await wholeRun(bench, packed, counts))) throw new Error(`${queue.name} is accused`);
        }
      }),
  };
  const bare: Contender = {
    name: "bare",
    size: SIZE,
    prepare: async (turn) => {
      const scripts: Script[] = [];
      for (const packed of plansOf(turn)) {
        const plan = unpackPlan(packed, bench.space);
        scripts.push(scriptOf(plan, await bench.run(plan), bench.subject));
      }
      return async () => {
        for (const script of scripts) await loop.run(script);
      };
    },
  };
  const [ofWhole, ofBare] = await sideBySide([whole, bare], rounds);
  if (!ofWhole || !ofBare) throw new Error("Nothing was measured");
  return {
    queue: queue.name,
    steps,
    drains,
    bare: thousandsASecond(ofBare),
    whole: thousandsASecond(ofWhole),
    ratio: speedRatio(ofWhole, ofBare),
  };
}
