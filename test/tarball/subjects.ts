/** Wrong and right implementations of several builds, for a project that has nothing but the packed kit. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { extraMutants, mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";

/** By name, which rule each breaks. */
export const BREAKS: Readonly<Record<string, string>> = {
  "registers-late": "QUEUE-10",
  "strands-permit": "QUEUE-16",
  "swallows-get-wakeup": "QUEUE-17",
  "cancelled-still-enters": "QUEUE-20",
  "moves-last-into-hole": "QUEUE-16",
  "wakes-putters-on-edge": "QUEUE-12",
  "tells-first-getter": "QUEUE-51",
  "takes-falsy-for-empty": "QUEUE-74",
  "cancel-cuts-line": "EVENT-13",
  "signal-for-the-gone": "EVENT-28",
};

/** Two that are right. */
export const RIGHT: readonly string[] = ["layered-hint-queue", "shared-promise-event"];

export const wrong: readonly AnyAdapter[] = [...mutants, ...extraMutants]
  .filter(({ name }) => name in BREAKS)
  .map(({ adapter }) => adapter);

export const right: readonly AnyAdapter[] = correctSubjects
  .filter(({ name }) => RIGHT.includes(name))
  .map(({ adapter }) => adapter);
