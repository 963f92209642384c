import { expect, it } from "vitest";
import { StateTable } from "../../src/conformance/stateTable.js";
import type { Model } from "../../src/models/model.js";

/** States are lists of numbers; nothing but that is asked of the model. */
const lists: Pick<Model<readonly number[]>, "encode"> = { encode: (state, codes) => codes.addList(state) };

/** Every list of at most `longest` numbers from 0 to 6: many begin alike, and many have the same numbers in another order. */
function listsUpTo(longest: number): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [[]];
  for (let at = 0; (all[at]?.length ?? longest) < longest; at++) {
    for (let number = 0; number < 7; number++) all.push([...(all[at] ?? []), number]);
  }
  return all;
}

it("a state has one place however often it is met, and no other state has it, also once the table has grown", () => {
  const table = new StateTable(lists as Model<readonly number[]>);
  const states = listsUpTo(5);
  const places = states.map((state) => table.place(state));
  expect(states.length).toBe(19_608);
  expect(new Set(places).size).toBe(states.length);
  expect(table.size).toBe(states.length);
  expect(places.map(({ id }) => id)).toEqual(states.map((_, at) => at));
  expect(states.every((state, at) => table.place([...state]) === places[at])).toBe(true);
  expect(table.size).toBe(states.length);
});
