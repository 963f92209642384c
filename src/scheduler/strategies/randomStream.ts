/**
 * A random strategy: a drawer of plans and a stream of its own, derived from the seed of the run and the strategy's name.
 * The stream is cut into blocks, each with its own generator, so that a thread or a machine can begin in the middle.
 */
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { PackedPlan } from "../planSpace.js";
import type { PlanDrawer, Strategy } from "./strategy.js";

/** Plans that one generator draws. */
export const BLOCK = 250;

/** The plans of `drawer`, endless, from a stream that only `seed` and `name` determine. */
export function randomStream(name: string, drawer: PlanDrawer, seed: number): Strategy {
  return { name, plans };

  function* plans(from: number, count: number): Generator<PackedPlan> {
    const end = from + count;
    for (let block = Math.floor(from / BLOCK); block * BLOCK < end; block++) {
      const random = xoroshiro128plus(blockSeed(seed, name, block));
      for (let at = block * BLOCK; at < Math.min(end, (block + 1) * BLOCK); at++) {
        const plan = drawer.draw(random);
        if (at >= from) yield plan;
      }
    }
  }
}

/** Seed of one block: 32 bits that differ in many places from those of its neighbours (FNV-1a, then a finalizer). */
export function blockSeed(seed: number, name: string, block: number): number {
  let hash = (seed ^ 0x9e3779b9) | 0;
  for (const char of `${name}/${String(block)}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
