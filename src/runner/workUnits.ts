/**
 * A hunt, cut into work units: pieces of a few hundred plans that know nothing of each other, so that threads and machines
 * can share them. Their order is the order of the search, whoever runs them.
 */
import { BLOCK } from "../scheduler/strategies/randomStream.js";
import type { Share } from "./portfolio.js";

/** Plans of one unit: a few milliseconds of work, and whole blocks of the random streams. */
const UNIT = 2 * BLOCK;

/** A piece of one share. */
export interface WorkUnit {
  /** Its position among all units of the hunt. */
  readonly index: number;
  /** Index of the share. */
  readonly share: number;
  /** Plans number `from` to `from + count - 1` of the share's strategy. */
  readonly from: number;
  readonly count: number;
}

/** Which part of the units one machine runs: number `index`, from 1, of `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * The units of all shares: the exhaustive ones to their end, shortest plans first, then a unit of each random share in
 * turn, so that a hunt that ends early has seen something of each. With `isEndless` the random shares go on for ever.
 */
export function* workUnits(shares: readonly Share[], isEndless: boolean): Generator<WorkUnit> {
  let index = 0;
  for (const [share, { plans, scope }] of shares.entries()) {
    if (!scope) continue;
    for (let from = 0; from < plans; from += UNIT) {
      yield { index: index++, share, from, count: Math.min(UNIT, plans - from) };
    }
  }
  for (let from = 0, isLeft = true; isLeft; from += UNIT) {
    isLeft = false;
    for (const [share, { plans, scope }] of shares.entries()) {
      if (scope || (from >= plans && !isEndless)) continue;
      isLeft = true;
      const count = from < plans ? Math.min(UNIT, plans - from) : UNIT;
      yield { index: index++, share, from, count };
    }
  }
}

/** The units of a shard: every n-th. All shards together have each unit once. */
export function* unitsOf(units: Iterable<WorkUnit>, { index, of }: Shard): Generator<WorkUnit> {
  for (const unit of units) if (unit.index % of === index - 1) yield unit;
}
