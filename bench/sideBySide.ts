/**
 * Measures programs side by side: in one process, in turns, many short turns each. What disturbs the machine for a
 * moment then disturbs all of them alike, and a ratio is taken within each round, before its median is.
 *
 * Times are processor time of this process, user and system: other programs disturb it less than the clock on the wall.
 */

/** One of the programs that are compared. */
export interface Contender {
  readonly name: string;
  /** Prepares turn number `turn` (outside of the measured time) and answers the turn itself, which does `size` runs. */
  readonly prepare: (turn: number) => Promise<() => Promise<void>>;
  readonly size: number;
}

/** What was measured of one program. */
export interface Measured {
  readonly name: string;
  /** Microseconds for a run, by round. */
  readonly times: readonly number[];
}

/** How often everybody has a turn. */
export interface Rounds {
  /** Turns that are not measured. */
  readonly warmUp: number;
  readonly rounds: number;
}

/** Lets every contender have its turns; who begins changes with each round. */
export async function sideBySide(
  contenders: readonly Contender[],
  { warmUp, rounds }: Rounds,
): Promise<readonly Measured[]> {
  const times = contenders.map((): number[] => []);
  for (let turn = 0; turn < warmUp + rounds; turn++) {
    for (let offset = 0; offset < contenders.length; offset++) {
      const index = (turn + offset) % contenders.length;
      const { prepare, size } = contenders[index] as Contender;
      const run = await prepare(turn);
      const start = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(start);
      const time = (user + system) / size;
      if (turn >= warmUp) times[index]?.push(time);
    }
  }
  return contenders.map(({ name }, index) => ({ name, times: times[index] ?? [] }));
}

/** The middle of the values, or between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** How many times as many runs a second `of` does as `against`: the median of the rounds. */
export function speedRatio(of: Measured, against: Measured): number {
  return median(of.times.map((time, round) => (against.times[round] ?? Number.NaN) / time));
}

/** Thousands of runs a second. */
export function thousandsASecond({ times }: Measured): number {
  return 1000 / median(times);
}
