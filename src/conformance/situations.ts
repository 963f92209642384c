/** Indexes of watched faults, as bits: whole runs add up those of their events, and that is done for millions of events. */

/** Bits, 31 to a number. */
export type Situations = readonly number[];

const WIDTH = 31;

/** The bits of these indexes. */
export function situationBits(indexes: readonly number[]): Situations {
  const words: number[] = [];
  for (const index of indexes) {
    const word = Math.floor(index / WIDTH);
    while (words.length <= word) words.push(0);
    words[word] = (words[word] ?? 0) | (1 << (index % WIDTH));
  }
  return words;
}

/** Adds bits to those in `sum`. */
export function addSituations(sum: number[], bits: Situations): void {
  for (let word = 0; word < bits.length; word++) sum[word] = (sum[word] ?? 0) | (bits[word] ?? 0);
}

/** In how many runs the situation of each watched fault came up. */
export class SituationCounts {
  /** By index of the fault. */
  readonly runs: number[] = [];

  /** Counts one run, whose events had these bits together. */
  addRun(bits: Situations): void {
    const { runs } = this;
    for (let word = 0; word < bits.length; word++) {
      for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
        const index = word * WIDTH + 31 - Math.clz32(left & -left);
        while (runs.length <= index) runs.push(0);
        runs[index] = (runs[index] ?? 0) + 1;
      }
    }
  }
}
