/** How long a whole default check takes, from nothing: smoke check, small scope, every rule's arbitrary, swarms. */
import { checkConformance } from "../src/runner/check.js";
import type { AnyAdapter } from "../src/adapters/contract.js";
import { median } from "./sideBySide.js";

/** One adapter's default check. */
export interface VerdictTime {
  readonly adapter: string;
  readonly plans: number;
  /** Seconds on the wall. */
  readonly seconds: number;
}

/** Checks the adapter so many times; throws where it does not conform, since the whole run was not measured then. */
export async function measureVerdict(name: string, adapter: AnyAdapter, times: number): Promise<VerdictTime> {
  const seconds: number[] = [];
  let plans = 0;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    const report = await checkConformance(adapter);
    seconds.push((performance.now() - start) / 1000);
    if (report.status !== "conforms") throw new Error(`${name}: ${report.status}`);
    ({ plans } = report);
  }
  return { adapter: name, plans, seconds: median(seconds) };
}
