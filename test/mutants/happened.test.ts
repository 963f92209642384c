/** The museum has its exhibits: every bug of an Event or a Queue that is known from a public thread has a mutant. */
import { describe, expect, it } from "vitest";
import { happened } from "./happened.js";
import { extraMutants, mutants } from "./index.js";

/** Threads about an Event or a Queue, or about another primitive with a bug of the same shape. */
const THREADS = [
  "agronholm/anyio#536",
  "python/asyncio#270",
  "python/asyncio#265",
  "python/cpython#90155",
  "python/cpython#83055",
  "python/cpython#86296",
  "PriorityQueue",
  "typelevel/cats-effect#3564",
  "typelevel/cats-effect#3554",
  "moonbitlang/async#160",
  "DirtyHairy/async-mutex#54",
  "tokio-rs/tokio#2134",
  "awslabs/shuttle#317",
];

describe("the museum", () => {
  const all = [...mutants, ...extraMutants];

  it.each(THREADS)("shows %s", (thread) => {
    expect(all.filter((mutant) => mutant.happened?.includes(thread) === true).length).toBeGreaterThan(0);
  });

  it("says of mutants only that there are", () => {
    const names = all.map(({ name }) => name);
    expect(Object.keys(happened).filter((name) => !names.includes(name))).toEqual([]);
  });
});
