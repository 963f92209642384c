/**
 * What a search holds after many plans in a row, above what it held at its start. Run as a process of its own, with
 * `--expose-gc`: `npm run bench:memory`.
 */
import { queues, workbenchOf } from "./subjects.js";
import { plansOfTurn, wholeRuns } from "./wholeRuns.js";

/** Plans whose histories are drawn at a time. */
const BATCH = 1000;

/** MiB that are in use once everything that nobody holds was collected. */
function heldNow(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (!gc) throw new Error("Start it with --expose-gc");
  gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Runs so many plans on the first queue, one after the other, and answers how many MiB more are held at the end. */
export async function heldAfter(plans: number, say: (plans: number, held: number) => void): Promise<number> {
  const [queue] = queues;
  if (!queue) throw new Error("There is no queue to measure");
  const bench = await workbenchOf(queue.adapter, "sync");
  const batch = (turn: number): Promise<void> => wholeRuns(bench, plansOfTurn(bench.space, {}, turn), BATCH);
  // what is loaded and compiled once is no growth
  await batch(0);
  const start = heldNow();
  for (let done = 0; done < plans; done += BATCH) {
    await batch(done + 1);
    if ((done + BATCH) % 100_000 === 0) say(done + BATCH, heldNow() - start);
  }
  return heldNow() - start;
}
