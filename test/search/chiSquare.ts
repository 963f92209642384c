/** Pearson's chi-square, for claims about distributions. Seeds are fixed: a test says the same each time. */

/**
 * How far counts are from what is expected, as the number of standard deviations of the chi-square distribution with
 * `counts.length - 1` degrees of freedom (Wilson and Hilferty's cube root). Above 3.3: less than one case of 2,000.
 */
export function deviationFrom(counts: readonly number[], expected: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weight = expected.reduce((sum, one) => sum + one, 0);
  const statistic = counts.reduce((sum, count, at) => {
    const wanted = ((expected[at] ?? 0) / weight) * total;
    return sum + (count - wanted) ** 2 / wanted;
  }, 0);
  const freedom = counts.length - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** The same for counts that are expected to be equal. */
export function deviationFromUniform(counts: readonly number[]): number {
  return deviationFrom(
    counts,
    counts.map(() => 1),
  );
}

/** How often each of `choices` comes up in `values`. Throws for a value that is none of them. */
export function tally<T>(values: Iterable<T>, choices: readonly T[]): readonly number[] {
  const counts = choices.map(() => 0);
  for (const value of values) {
    const at = choices.indexOf(value);
    if (at < 0) throw new Error(`${String(value)} is none of ${choices.join()}`);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
