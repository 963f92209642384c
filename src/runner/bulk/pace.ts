/**
 * How large a crowd may be, where a subject takes long with a small one. Time limits only how many operations are tried;
 * what they show is counted, so that no verdict against a subject depends on a clock.
 */

/** What a crowd may be expected to take, in milliseconds: far below what the command takes for a hang. */
const MOST_TIME = 3_000;

/** Follows how long crowds of growing sizes take. */
export class Pace {
  #size = 0;
  #time = 0;

  /** @param most - milliseconds that a crowd may be expected to take */
  constructor(private readonly most: number = MOST_TIME) {}

  /** The largest crowd so far; 0 before the first. */
  get size(): number {
    return this.#size;
  }

  /** A crowd of `size` took `time` milliseconds. */
  note(size: number, time: number): void {
    this.#size = size;
    this.#time = time;
  }

  /** Whether a crowd of `size` may be tried: at worst, twice as many take four times as long. */
  allows(size: number): boolean {
    return this.#size === 0 || this.#time * (size / this.#size) ** 2 <= this.most;
  }

  /** The crowd to try on the way to `size`: that one, or one twice as large as the last; null where both may take too long. */
  next(size: number): number | null {
    if (this.allows(size)) return size;
    const doubled = 2 * this.#size;
    return doubled < size && this.allows(doubled) ? doubled : null;
  }
}
