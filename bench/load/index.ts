/** What scripts/load.mjs needs: default runs whose reports must not depend on what else the machine does, or on any clock. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { checkConformance } from "../../src/runner/check.js";
import { mutants } from "../../test/mutants/index.js";
import { correctSubjects } from "../../test/subjects/index.js";

/** Right and wrong, on promises, immediates, ticks and timers. */
const CORRECT = ["array-queue", "immediate-direct-queue", "timer-direct-queue", "tick-hint-queue", "layered-event"];
const WRONG = ["swallows-get-wakeup", "serves-who-left", "queue-rejects-twice", "drops-last", "forgets-time"];

const adapters: readonly AnyAdapter[] = [
  ...CORRECT.map((name) => correctSubjects.find((subject) => subject.name === name)?.adapter ?? missing(name)),
  ...WRONG.map((name) => mutants.find((mutant) => mutant.name === name)?.adapter ?? missing(name)),
];

/** Names of the subjects. */
export const SUBJECTS: readonly string[] = adapters.map(({ name }) => name);

/** How a clock goes: so many times as fast as it should. */
export type Pace = 1 | 0.001 | 3_600_000;

/** One piece of work for one process. */
export interface Task {
  readonly index: number;
  /** `performance.now` and `Date.now` go at this pace. */
  readonly pace: Pace;
}

/** The report of a default run as a text, without the costs, which are measured and no verdict. */
export async function work({ index, pace }: Task): Promise<string> {
  const adapter = adapters[index] ?? missing(String(index));
  const restore = setPace(pace);
  try {
    return JSON.stringify({ ...(await checkConformance(adapter)), costs: [] });
  } finally {
    restore();
  }
}

function setPace(pace: Pace): () => void {
  if (pace === 1) return () => undefined;
  const { now } = performance;
  const dateNow = Date.now;
  const start = now.call(performance);
  const startDate = dateNow();
  performance.now = () => start + (now.call(performance) - start) * pace;
  Date.now = () => Math.floor(startDate + (dateNow() - startDate) * pace);
  return () => {
    performance.now = now;
    Date.now = dateNow;
  };
}

function missing(name: string): never {
  throw new Error(`There is no subject ${name}`);
}
