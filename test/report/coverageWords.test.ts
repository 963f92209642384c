import { describe, expect, it } from "vitest";
import { coverageWords } from "../../src/report/coverageWords.js";
import type { Report, Scope } from "../../src/runner/report.js";
import * as samples from "./samples.js";

const scope = (steps: number, plans: number, more: Partial<Scope> = {}): Scope => {
  return { config: { capacity: 1 }, steps, clients: 2, gaps: ["quiet", 0, 1, 2], plans, ...more };
};
const report = (scopes: readonly Scope[], more: Partial<Report> = {}): Report => {
  return { ...samples.report, plans: scopes.reduce((sum, { plans }) => sum + plans, 0), scopes, ...more };
};
const words = (scopes: readonly Scope[], more: Partial<Report> = {}): string => coverageWords(report(scopes, more));

describe("what was covered", () => {
  it("is told with all that bounds it", () => {
    const upTo4 = [1, 2, 3, 4].map((steps) => scope(steps, 1_000, { cancels: 1 }));
    expect(words(upTo4)).toBe(
      "all 4,000 plain plans of up to 4 steps with gaps quiet/0/1/2, up to 2 waiting clients, up to 1 cancel, capacity 1",
    );
  });

  it("names lengths apart where their gaps differ, and where their clients do", () => {
    expect(words([scope(1, 10), scope(2, 20, { gaps: ["quiet", 0] })])).toBe(
      "all 30 plain plans of 1 step with gaps quiet/0/1/2 and of 2 steps with gaps quiet/0, up to 2 waiting clients, capacity 1",
    );
    expect(words([scope(1, 10), scope(2, 20, { clients: 1 })])).toBe(
      "all 30 plain plans of 1 step with gaps quiet/0/1/2 (up to 2 waiting clients) and of 2 steps with gaps quiet/0/1/2 " +
        "(up to 1 waiting client), capacity 1",
    );
  });

  it("does not join lengths over a gap", () => {
    expect(words([scope(1, 10), scope(3, 30)])).toBe(
      "all 40 plain plans of 1 step with gaps quiet/0/1/2 and of 3 steps with gaps quiet/0/1/2, up to 2 waiting clients, capacity 1",
    );
  });

  it("puts capacities together that were covered alike, and says where variants were among the plans", () => {
    const two = { config: { capacity: 2 } };
    const any = { config: { capacity: null }, variants: true };
    expect(words([scope(1, 10), scope(1, 10, two), scope(1, 15, any)])).toBe(
      "all 20 plain plans of 1 step with gaps quiet/0/1/2, up to 2 waiting clients, capacity 1, 2; " +
        "all 15 plain plans of 1 step with gaps quiet/0/1/2, up to 2 waiting clients, with variants, capacity unbounded",
    );
  });

  it("of an event has no capacity", () => {
    expect(words([scope(1, 10)], { primitive: "event" })).not.toContain("capacity");
  });

  it("of a shard claims no more than its part", () => {
    const shard = { index: 2, of: 3 };
    expect(words([scope(1, 4, { of: 10 })], { shard })).toBe(
      "shard 2 of 3: 4 of 10 plain plans of 1 step with gaps quiet/0/1/2, up to 2 waiting clients, capacity 1",
    );
  });

  it("of a search that ended early says how far it came", () => {
    const searched = [
      { strategy: "QUEUE-01", plans: 1_000, of: 1_000 },
      { strategy: "swarm", plans: 500, of: 6_000 },
    ];
    const more = { searched, plans: 1_510, seed: 7, stopped: "not reached within the budget" };
    expect(words([scope(1, 10)], more)).toMatch(
      /; 1,500 other plans: random ones from seed 7 \(1,500 of 7,000\), and shrinking$/,
    );
    expect(words([], { ...more, plans: 1_500 })).toMatch(/^1,500 plans: random ones/);
  });

  it("is nothing where nothing ran", () => {
    expect(words([])).toBe("no plan");
  });
});
