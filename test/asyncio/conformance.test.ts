/** The kit's own verdict on its asyncio: every rule that profile asyncio promises, over few plans. */
import { checkConformance } from "async-tck";
import { describe, expect, it } from "vitest";
import { asyncioAdapters } from "../../src/adapters/asyncio/adapters.js";

/** Rules about what asyncio does not have: other kinds of events, time-outs, overflow, when put() settles … */
const ABSENT = {
  event: [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 40],
  // 29 and 30 forbid barging; 79 is for declared costs
  queue: [29, 30, 39, 45, 46, 47, 48, 49, 50, 62, 63, 64, 65, 66, 67, 68, 79],
} as const;
/** Rules about an order of items that another of the queues has. */
const OTHER_ORDERS = { Event: [], Queue: [37, 38], LifoQueue: [4, 38], PriorityQueue: [4, 37] } as const;
/** Rules whose situation is rare with every verb in play: 60 random plans each may be too few for a verdict. */
const RARE = { event: [15], queue: [15, 17, 21, 22, 28, 34, 44, 69, 70] } as const;

const numbered = (primitive: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${primitive.toUpperCase()}-${String(number).padStart(2, "0")}`).sort();

describe.each(Object.entries(asyncioAdapters))("asyncio.%s", (name, adapter) => {
  it("conforms to profile asyncio, with every verb that the kit knows", { timeout: 0 }, async () => {
    const report = await checkConformance(adapter, { numRuns: 60 });
    const ids = (verdict: string): readonly string[] =>
      report.rules.filter((rule) => rule.verdict === verdict).map(({ id }) => id);
    expect(report.problem).toBeUndefined();
    expect(report.hints).toEqual([]);
    expect(ids("fail")).toEqual([]);
    expect(report.unnamed).toEqual([]);
    expect(report.status).toBe("conforms");
    const { primitive } = adapter;
    const absent = [...ABSENT[primitive], ...OTHER_ORDERS[name as keyof typeof OTHER_ORDERS]];
    expect([...ids("not applicable")].sort()).toEqual(numbered(primitive, absent));
    const rare = numbered(primitive, RARE[primitive]);
    expect(ids("inconclusive").filter((id) => !rare.includes(id))).toEqual([]);
  });
});
