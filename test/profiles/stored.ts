/** The smallest interleavings that `scripts/separations.mjs` found. */
import { readFileSync } from "node:fs";
import type { Plan } from "../../src/scheduler/plan.js";
import { decodeToken } from "../../src/scheduler/token.js";
import { tableOf, type Pair } from "./searchSeparation.js";
import { nameOf, type Separation } from "./separation.js";

/** What was found of one separation. */
export interface Stored {
  /** Length of the plan, or of the longest plans where none separates. */
  readonly steps: number;
  /** How many plans ran. */
  readonly plans: number;
  /** The plan; null where none separates. */
  readonly token: string | null;
}

const file = new URL("smallestInterleavings.json", import.meta.url);

/** By the name of the separation. */
export const stored = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Stored>>;

/** What was found of a separation. */
export function storedOf(separation: Separation): Stored {
  const found = stored[nameOf(separation)];
  if (!found) throw new Error(`run scripts/separations.mjs: ${nameOf(separation)} is missing`);
  return found;
}

/** The plan that was found, or null. */
export function planOf({ token }: Stored, pair: Pair): Plan | null {
  return token === null ? null : decodeToken(token, tableOf(pair));
}
