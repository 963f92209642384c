/** The floors below which a figure may not fall, and the aims. */
import type { Results } from "./results.js";

/** A figure beside its floor. */
export interface Floor {
  readonly what: string;
  readonly value: number;
  readonly floor: number;
}

/** Whole runs against the bare loop, by the number of steps. */
export const WHOLE_RUN_FLOORS: Readonly<Record<number, number>> = { 8: 0.6, 16: 0.5 };
/** Runs against the peer's, by its wait and the kit's drain. */
export const PEER_FLOORS = { waitIdle: { immediate: 4, sync: 7 }, waitAll: { immediate: 2, sync: 3 } } as const;
/** How many times the dearest step of the curve may cost the cheapest. */
export const MOST_GROWTH = 2;

/** How many times as much the dearest step of a queue costs as the cheapest. */
export function growthOf(results: Pick<Results, "stepCosts">, queue: string): number {
  const times = results.stepCosts.filter((cost) => cost.queue === queue).map(({ time }) => time);
  return Math.max(...times) / Math.min(...times);
}

/** Every figure that has a floor. A growth is turned round, so that more is better everywhere. */
export function floorsOf(results: Results): readonly Floor[] {
  const whole = results.wholeRuns.map(({ queue, steps, drains, ratio }) => ({
    what: `whole runs against the bare loop: ${queue}, ${String(steps)} steps, ${drains}`,
    value: ratio,
    floor: WHOLE_RUN_FLOORS[steps] ?? 0,
  }));
  const peers = results.peers.map(({ form, wait, drains, ratio }) => ({
    what: `whole runs against fast-check's scheduler: ${form}, ${wait}, ${drains}`,
    value: ratio,
    floor: PEER_FLOORS[wait][drains],
  }));
  const growth = [...new Set(results.stepCosts.map(({ queue }) => queue))].map((queue) => ({
    what: `cheapest step of the curve against the dearest: ${queue}`,
    value: 1 / growthOf(results, queue),
    floor: 1 / MOST_GROWTH,
  }));
  return [...whole, ...peers, ...growth];
}

/** The figures that are below their floor. */
export function missedFloors(results: Results): readonly Floor[] {
  return floorsOf(results).filter(({ value, floor }) => value < floor);
}

/** A figure may fall to this part of what is stored before it counts as worse: machines and their other work differ. */
const MARGIN = 0.5;

/**
 * What machines can be compared by. Beside a peer that is the part of what the bare loop does beside the same peer: where a
 * macrotask costs three times as much, both do a third as many runs.
 */
function comparable(results: Results): readonly Floor[] {
  return floorsOf({ ...results, peers: results.peers.map((row) => ({ ...row, ratio: row.ratio / row.bound })) });
}

/** The figures that are much worse than the stored ones. */
export function regressions(results: Results, stored: Results): readonly Floor[] {
  const known = new Map(comparable(stored).map(({ what, value }) => [what, value] as const));
  return comparable(results).flatMap(({ what, value }) => {
    const floor = MARGIN * (known.get(what) ?? 0);
    return value < floor ? [{ what, value, floor }] : [];
  });
}
