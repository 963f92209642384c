/** Crowds of a subject that takes long with many operations are smaller: it is judged, and slowness is no verdict. */
import { describe, expect, it } from "vitest";
import { Pace } from "../../src/runner/bulk/pace.js";
import { checkConformance } from "../../src/runner/check.js";
import { adaptEvent } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";

describe("the pace of growing crowds", () => {
  it("lets any crowd be the first", () => {
    expect(new Pace().next(2_000)).toBe(2_000);
  });

  it("lets a large crowd follow where a small one took no time", () => {
    const pace = new Pace(1_000);
    pace.note(250, 10);
    expect(pace.next(2_000)).toBe(2_000);
  });

  it("doubles where the large one might take too long", () => {
    const pace = new Pace(1_000);
    pace.note(250, 100);
    expect(pace.next(2_000)).toBe(500);
    // not four times as long, but twice: it grows no faster than its crowds
    pace.note(500, 200);
    expect(pace.next(2_000)).toBe(1_000);
  });

  it("ends where even twice as many might", () => {
    const pace = new Pace(1_000);
    pace.note(250, 300);
    expect(pace.next(2_000)).toBeNull();
  });
});

/** Looks at every waiter for 20 µs at each wait(). */
class Slow extends ArrayEvent {
  override wait(...given: Parameters<ArrayEvent["wait"]>): ReturnType<ArrayEvent["wait"]> {
    const end = performance.now() + 0.02 * this.waiters.length;
    while (performance.now() < end);
    return super.wait(...given);
  }
}

it("a correct event that takes seconds for thousands of waiters passes with fewer, and a warning says with how many", async () => {
  const report = await checkConformance(
    adaptEvent("slow", () => new Slow(), "fifo"),
    { rule: "EVENT-41", numRuns: 20 },
  );
  const [rule] = report.rules.filter(({ id }) => id === "EVENT-41");
  expect(rule).toMatchObject({ verdict: "pass" });
  expect(rule?.situations).toBeLessThan(2_000);
  expect(rule?.situations).toBeGreaterThan(100);
  const said = rule?.situations.toLocaleString("en-US") ?? "";
  expect(report.warnings).toEqual([
    `EVENT-41 was judged with ${said} operations at once instead of 2,000, which would take too long.`,
  ]);
});
