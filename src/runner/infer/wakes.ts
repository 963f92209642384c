/** How long a timer the wakes of a subject need. */
import { runPlan } from "../../scheduler/execute.js";
import { TIMEOUT } from "../../scheduler/operation.js";
import { probes } from "../hints/probes.js";
import type { Workbench } from "../workbench.js";

/** Where a subject has time limits of its own, wakes have to be shorter than those. */
const LONGEST = 60_000;

/**
 * The shortest timer, in milliseconds, with which a few plain plans show what they show with a very long one. Of a remote
 * subject it is what its profile says: how long that waits is its own business.
 */
export async function wakesWithin(bench: Workbench): Promise<number> {
  const { adapter, subject, host } = bench;
  if (adapter.remote) return subject.wakesWithin;
  const isTimed = subject.verbs.some(({ variants = [] }) => variants.includes("timeout"));
  const longest = isTimed ? TIMEOUT - 1 : LONGEST;
  const [config = { capacity: null }] = bench.space.configs;
  const steps = probes(bench);
  const seen = async (within: number): Promise<string> => {
    const told: string[] = [];
    for (const each of steps) {
      const plan = { config, steps: each };
      bench.onPlan(plan);
      told.push((await runPlan({ ...subject, wakesWithin: within }, plan, host)).events.join());
    }
    return told.join("\n");
  };
  const all = await seen(longest);
  if ((await seen(1)) === all) return 1;
  let [tooShort, enough] = [1, longest];
  while (enough - tooShort > 1) {
    const middle = Math.trunc((tooShort + enough) / 2);
    if ((await seen(middle)) === all) enough = middle;
    else tooShort = middle;
  }
  return enough;
}
