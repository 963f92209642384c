import { expect, test } from "vitest";
import { BoardReader, BoardWriter, createBoard } from "../../src/cli/planBoard.js";
import type { Plan } from "../../src/scheduler/plan.js";

const plans: readonly Plan[] = [
  { config: { capacity: null }, steps: [{ do: "call", client: 0, verb: "get", gap: "quiet" }] },
  {
    config: { capacity: 0 },
    signals: "all",
    steps: [
      { do: "call", client: 3, verb: "put", variant: "timed", item: "nan", chained: true, aborted: true, gap: 5 },
      { do: "cancel", client: 3, gap: 0 },
      { do: "elapse", client: 0, gap: 1 },
      { do: "call", client: 1, verb: "get", item: "object", gap: 2 },
    ],
  },
];

test("gives back the plan that was written last, whatever its steps", () => {
  const board = createBoard();
  const reader = new BoardReader(board);
  const writer = new BoardWriter(board, (name) => reader.learn(name));
  expect([reader.count, reader.plan()]).toEqual([0, null]);
  for (const [index, plan] of plans.entries()) {
    writer.write(plan);
    expect(reader.count).toBe(index + 1);
    expect(reader.plan()).toEqual(plan);
  }
});

test("only counts a plan that is too long for it", () => {
  const board = createBoard();
  const reader = new BoardReader(board);
  const step = { do: "cancel", client: 0, gap: "quiet" } as const;
  new BoardWriter(board, () => undefined).write({
    config: { capacity: 1 },
    steps: Array.from({ length: 5000 }, () => step),
  });
  expect([reader.count, reader.plan()]).toEqual([1, null]);
});
