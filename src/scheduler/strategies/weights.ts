/** Tables from which one draw picks by weight, and the weights of gaps that plans are drawn with. */

/** A table from which one draw picks an index by its weight. `size` is how many draws there are. */
export function weighted(weights: readonly number[], size: number): Uint8Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint8Array(size);
  let at = 0;
  let sum = 0;
  weights.forEach((weight, index) => {
    sum += weight;
    const end = total > 0 ? Math.round((sum / total) * size) : size;
    table.fill(index, at, end);
    at = end;
  });
  return table;
}

/** How many draws the tables of actions and of gaps have: 8 bits and 6 bits of one draw. */
export const ACTION_DRAWS = 256;
export const GAP_DRAWS = 64;

/** Weights of the gaps quiet, 0, 1, 2, 3, 5. */
export const GAP_MIXES: readonly (readonly number[])[] = [
  [8, 8, 0, 0, 0, 0],
  [4, 6, 3, 2, 1, 1],
  [2, 10, 2, 1, 0, 0],
  [10, 2, 1, 1, 1, 1],
  [3, 3, 6, 3, 2, 2],
  [1, 1, 1, 1, 1, 1],
];
