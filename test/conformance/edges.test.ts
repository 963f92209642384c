import { describe, expect, it } from "vitest";
import { EdgeTable, OVERFLOW, REFUSED } from "../../src/conformance/edges.js";

/** Labels that begin alike, end alike, are negative, or take all of 32 bits. */
const LABELS = [
  0,
  1,
  2,
  16,
  4096,
  0x800000,
  0x7fffffff,
  -1,
  -0x80000000,
  ...Array.from({ length: 40 }, (_, n) => (n + 1) * 8192),
];
const SETS = 600;

/** What stands behind an edge here: different for every one. */
function expected(set: number, at: number): readonly [target: number, effect: number] {
  const target = at === 3 ? REFUSED : at === 4 ? OVERFLOW : set * LABELS.length + at;
  return [target, set ^ at];
}

describe("the table of edges", () => {
  it("finds every edge that was added, and no other, also once it has grown", () => {
    const table = new EdgeTable();
    for (let set = 0; set < SETS; set++) {
      for (const [at, label] of LABELS.entries()) {
        if ((set + at) % 2 === 0) table.add(set, label, ...expected(set, at));
      }
    }
    const wrong: string[] = [];
    for (let set = 0; set < SETS; set++) {
      for (const [at, label] of LABELS.entries()) {
        const edge = table.find(set, label);
        const found = edge < 0 ? [] : [table.target(edge), table.effect(edge)];
        const wanted = (set + at) % 2 === 0 ? expected(set, at) : [];
        if (found.join() !== wanted.join()) wrong.push(`${String(set)} ${String(label)}: ${found.join()}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("answers with the edge that was just added, whether or not room had to be made for it", () => {
    const table = new EdgeTable();
    for (let set = 0; set < 5000; set++) {
      const edge = table.add(set, 7, set + 1, set % 3);
      expect([table.target(edge), table.effect(edge)]).toEqual([set + 1, set % 3]);
    }
  });

  it("takes no label beyond 32 bits for another one: it is answered once, and not kept", () => {
    const table = new EdgeTable();
    const [odd, wide, same] = [0.5, 2 ** 32 + 7, 7];
    table.add(1, same, 3, 4);
    for (const label of [odd, wide, Number.NaN, Infinity]) {
      expect(table.find(1, label)).toBe(-1);
      const edge = table.add(1, label, 5, 6);
      expect([table.target(edge), table.effect(edge)]).toEqual([5, 6]);
      expect(table.find(1, label)).toBe(-1);
    }
    const edge = table.find(1, same);
    expect([table.target(edge), table.effect(edge)]).toEqual([3, 4]);
    expect(table.find(1, 0)).toBe(-1);
  });
});
