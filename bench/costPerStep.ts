/** How the cost of one step grows with the length of plans and the number of clients: whole runs, checking included. */
import type { Focus } from "../src/scheduler/strategies/focus.js";
import { median, sideBySide, type Contender, type Rounds } from "./sideBySide.js";
import { workbenchOf, type MeasuredQueue } from "./subjects.js";
import { plansOfTurn, wholeRuns } from "./wholeRuns.js";

/** Steps of one turn, whatever their number in a plan. */
const STEPS_A_TURN = 3200;

export const LENGTHS = [8, 16, 32, 64] as const;
export const CLIENT_COUNTS = [2, 3, 4] as const;

/** One point of the curve. */
export interface StepCost {
  readonly queue: string;
  readonly clients: number;
  readonly steps: number;
  /** Microseconds of processor time for a step. */
  readonly time: number;
}

/** Measures every length with every number of clients. */
export async function measureStepCosts(queue: MeasuredQueue, rounds: Rounds): Promise<readonly StepCost[]> {
  const bench = await workbenchOf(queue.adapter, "sync");
  const points = CLIENT_COUNTS.flatMap((clients) => LENGTHS.map((steps) => ({ clients, steps })));
  const contenders = points.map(({ clients, steps }): Contender => {
    const focus: Focus = { clients, steps: [steps, steps] };
    return {
      name: `${String(clients)} clients, ${String(steps)} steps`,
      size: STEPS_A_TURN,
      prepare: (turn) =>
        Promise.resolve(() => wholeRuns(bench, plansOfTurn(bench.space, focus, turn), STEPS_A_TURN / steps)),
    };
  });
  const measured = await sideBySide(contenders, rounds);
  return points.map((point, at) => ({ queue: queue.name, ...point, time: median(measured[at]?.times ?? []) }));
}
