/** What bench/detection/results.json holds, and what it comes to. */
import { explained } from "./explained.js";
import type { Detection } from "./detect.js";
import type { Caps, EquivalentRow, PeerRow, Row } from "./measure.js";

export interface DetectionResults {
  readonly node: string;
  readonly cores: number;
  /** Minutes that it took. */
  readonly minutes: number;
  /** Plans of a default run of a correct queue, and of a correct event. */
  readonly defaultRun: { readonly queue: number; readonly event: number };
  readonly caps: Caps;
  readonly rows: readonly Row[];
  readonly equivalents: readonly EquivalentRow[];
}

/** How a violation is named. */
export type Naming = "right" | "also explained by" | "another";

export const keyOf = ({ rule, name }: Pick<Row, "rule" | "name">): string => `${rule} ${name}`;

export function namingOf({ rule }: Row, found: Detection): Naming {
  if (found.rule === rule) return "right";
  return found.alsoExplainedBy.includes(rule) ? "also explained by" : "another";
}

/** On how many seeds the mutant was killed. */
export function killsOf({ isBulk, rule, detections, whole }: Row): number {
  if (isBulk) return whole.filter(({ named }) => named.includes(rule)).length;
  return detections.filter((found) => found !== null).length;
}

/** What the goals ask for. */
export interface Totals {
  readonly mutants: number;
  /** Killed on every seed. */
  readonly killed: number;
  /** Hunts that met a violation, and those whose first violation has the right name. */
  readonly hunts: number;
  readonly right: number;
  /** Whole default runs (seed 1) that name the right rule among those that fail, and those that name no other. */
  readonly rightInWhole: number;
  readonly onlyRightInWhole: number;
  readonly worstRuns: number;
  /** Names that are not right, and that nobody has explained. */
  readonly unexplained: readonly string[];
}

export function totalsOf({ rows, caps }: DetectionResults): Totals {
  const found = rows.flatMap((row) => row.detections.flatMap((one) => (one ? [{ row, one }] : [])));
  const bulk = rows.filter(({ isBulk }) => isBulk);
  const inWhole = rows.filter(({ rule, whole }) => whole[0]?.named.includes(rule));
  const isWrong = (row: Row): boolean => row.detections.some((one) => one && namingOf(row, one) !== "right");
  return {
    mutants: rows.length,
    killed: rows.filter((row) => killsOf(row) === caps.seeds).length,
    hunts: found.length + bulk.length * caps.seeds,
    right:
      found.filter(({ row, one }) => namingOf(row, one) === "right").length +
      bulk.reduce((sum, row) => sum + killsOf(row), 0),
    rightInWhole: inWhole.length,
    onlyRightInWhole: inWhole.filter(({ whole }) => whole[0]?.named.length === 1 && whole[0].unnamed === 0).length,
    worstRuns: Math.max(...found.map(({ one }) => one.runs)),
    unexplained: rows.filter((row) => isWrong(row) && !(keyOf(row) in explained)).map(keyOf),
  };
}

/** On how many of the seeds that it was given a peer met a violation. */
export function foundBy({ runs }: PeerRow): number {
  return runs.filter((one) => one !== null).length;
}

/** The value in the middle, and the largest. */
export function middleAndWorst(values: readonly number[]): { readonly middle: number; readonly worst: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { middle: sorted[(sorted.length - 1) >> 1] ?? 0, worst: sorted[sorted.length - 1] ?? 0 };
}
