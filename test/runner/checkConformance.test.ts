/** What a check promises as a whole: determinism, replay, deviations, going on after a failure. */
import { describe, expect, it } from "vitest";
import { defineQueue, FULL, EMPTY, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { checkConformance } from "../../src/runner/check.js";
import { replay } from "../../src/runner/replay.js";
import { UsageError } from "../../src/runner/options.js";
import type { Failure, Report, RuleResult } from "../../src/runner/report.js";
import { mutants } from "../mutants/index.js";
import { correctSubjects } from "../subjects/index.js";

const quick = { numRuns: 60 };

function mutantOf(rule: string): AnyAdapter {
  const found = mutants.find((mutant) => mutant.rule === rule);
  if (!found) throw new Error(`no mutant of ${rule}`);
  return found.adapter;
}

function verdictOf(report: Report, rule: string): RuleResult {
  const found = report.rules.find(({ id }) => id === rule);
  if (!found) throw new Error(`no rule ${rule}`);
  return found;
}

function failureOf(report: Report, rule: string): Failure {
  const verdict = verdictOf(report, rule);
  if (verdict.verdict !== "fail" || !verdict.failure) throw new Error(`${rule} is ${verdict.verdict}`);
  return verdict.failure;
}

describe("a check", () => {
  it("gives the same report twice, byte for byte", async () => {
    const adapter = mutantOf("QUEUE-15");
    const first = await checkConformance(adapter, quick);
    const second = await checkConformance(adapter, quick);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  it("draws other plans with another seed", async () => {
    const adapter = correctSubjects[0]?.adapter;
    if (!adapter) throw new Error("no subject");
    const situations = async (seed: number): Promise<unknown> =>
      (await checkConformance(adapter, { ...quick, seed })).rules.map((rule) => rule.situations);
    expect(await situations(2)).not.toEqual(await situations(1));
  });

  it("survives JSON", async () => {
    const report = await checkConformance(mutantOf("EVENT-04"), quick);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("says exactly which scope it has covered", async () => {
    const report = await checkConformance(mutantOf("EVENT-20"), quick);
    expect(report.scopes.length).toBeGreaterThan(2);
    for (const { plans } of report.scopes) expect(plans).toBeGreaterThan(0);
    expect(report.plans).toBeGreaterThan(report.scopes.reduce((sum, { plans }) => sum + plans, 0));
  });

  it("replays a failure from its token, with the same history", async () => {
    const adapter = mutantOf("EVENT-13");
    const failure = failureOf(await checkConformance(adapter, quick), "EVENT-13");
    const again = await replay(adapter, failure.token);
    expect(again.plan).toEqual(failure.plan);
    expect(again.history).toEqual(failure.history);
    expect(again.failure?.rule).toBe("EVENT-13");
    expect(again.failure?.contradictedAt).toBe(failure.contradictedAt);
  });

  it("replays a random failure from fast-check's seed and path", async () => {
    const adapter = mutantOf("QUEUE-13");
    const failure = failureOf(await checkConformance(adapter, { numRuns: 500, rule: "QUEUE-13" }), "QUEUE-13");
    expect(failure.seed).toBeDefined();
    expect(failure.path).toBeDefined();
    const { seed = 0, path = "", foundBy, allowing } = failure;
    const again = failureOf(await checkConformance(adapter, { rule: foundBy, seed, path, allowing }), "QUEUE-13");
    expect(again.plan).toEqual(failure.plan);
  });

  it("with `rule` runs that rule's arbitrary, and still reports what else breaks", async () => {
    const report = await checkConformance(mutantOf("QUEUE-14"), { numRuns: 300, rule: "QUEUE-16" });
    expect(verdictOf(report, "QUEUE-14").verdict).toBe("fail");
    expect(verdictOf(report, "QUEUE-01").verdict).toBe("inconclusive");
  });

  it("goes on after a failure, and says that the next may have the same cause", async () => {
    class TwoDefects {
      readonly items: unknown[] = [];
      offer(item: unknown): boolean {
        this.items.push(item);
        return true;
      }
      poll(): unknown {
        return this.items.pop();
      }
    }
    const report = await checkConformance(
      defineQueue({
        name: "two-defects",
        create: () => new TwoDefects(),
        putNowait: (queue, item) => (queue.offer(item) ? undefined : FULL),
        getNowait: (queue) => (queue.items.length > 0 ? queue.poll() : EMPTY),
        size: (queue) => queue.items.length,
        profile: profiles.contract,
      }),
      quick,
    );
    expect(report.rules.flatMap((rule) => (rule.verdict === "fail" ? [rule.id] : []))).toEqual([
      "QUEUE-04",
      "QUEUE-06",
    ]);
    const later = [failureOf(report, "QUEUE-04"), failureOf(report, "QUEUE-06")];
    expect(later.filter((failure) => failure.mayHaveSameCauseAs !== undefined)).toHaveLength(1);
  });

  it("never passes a rule that is not applicable, and says why", async () => {
    const report = await checkConformance(
      defineQueue({
        name: "bare",
        create: () => [] as unknown[],
        putNowait: (queue, item) => void queue.push(item),
        getNowait: (queue) => (queue.length > 0 ? queue.shift() : EMPTY),
        profile: { ...profiles.contract, capacities: [Infinity] },
      }),
      quick,
    );
    const get = verdictOf(report, "QUEUE-10");
    expect(get.verdict).toBe("not applicable");
    expect(get.verdict === "not applicable" && get.reason).toContain("get()");
    expect(report.status).toBe("conforms");
  });

  it("makes a rule inconclusive, never passed, when its situation came up too seldom", async () => {
    const report = await checkConformance(mutantOf("EVENT-16"), { numRuns: 1, rule: "EVENT-09" });
    expect(report.rules.some(({ verdict }) => verdict === "pass")).toBe(false);
  });

  it("may leave rules inconclusive for want of time, never failed", async () => {
    const adapter = correctSubjects[0]?.adapter;
    if (!adapter) throw new Error("no subject");
    const report = await checkConformance(adapter, { budget: 1 });
    expect(report.rules.some(({ verdict }) => verdict === "inconclusive")).toBe(true);
    expect(report.rules.some(({ verdict }) => verdict === "fail")).toBe(false);
  });

  it.each([
    { numRuns: 0 },
    { seed: 0.5 },
    { rule: "QUEUE-99" },
    { rule: "QUEUE-01", path: "x" },
    { path: "1" },
    { budget: -1 },
  ])("rejects %o with one sentence", async (options) => {
    await expect(checkConformance(mutantOf("QUEUE-01"), options)).rejects.toThrow(UsageError);
    await expect(checkConformance(mutantOf("QUEUE-01"), options)).rejects.toThrow(/^Expected `/);
  });
});

describe("a declared deviation", () => {
  async function withDeviation(rule: string, extra: object = {}): Promise<Report> {
    const adapter = mutantOf(rule);
    const { token } = failureOf(await checkConformance(adapter, quick), rule);
    const deviations = [{ rule, reason: "known", token, ...extra }];
    return checkConformance({ ...adapter, deviations } as AnyAdapter, quick);
  }

  it("is shown as a deviation with its trace, and the rest is judged as before", async () => {
    const report = await withDeviation("EVENT-09");
    const verdict = verdictOf(report, "EVENT-09");
    expect(verdict.verdict).toBe("deviation");
    expect(verdict.verdict === "deviation" && verdict.failure?.rule).toBe("EVENT-09");
    expect(report.status).toBe("conforms");
  });

  it("is stale, a warning, when its own token no longer fails", async () => {
    const { token } = failureOf(await checkConformance(mutantOf("EVENT-09"), quick), "EVENT-09");
    const right = correctSubjects.find(
      ({ primitive, satisfies }) => primitive === "event" && satisfies.includes("fifo"),
    );
    if (!right) throw new Error("no subject");
    const adapter = {
      ...right.withProfile("fifo"),
      deviations: [{ rule: "EVENT-09", reason: "known", token }],
    } as AnyAdapter;
    const report = await checkConformance(adapter, quick);
    const verdict = verdictOf(report, "EVENT-09");
    expect(verdict.verdict === "deviation" && verdict.stale).toBe(true);
    expect(report.warnings.join()).toContain("EVENT-09");
    expect(report.status).toBe("conforms");
  });

  it("masks rules whose breach would look the same: they are inconclusive, never passed", async () => {
    const report = await withDeviation("EVENT-03");
    const masked = verdictOf(report, "EVENT-13");
    expect(masked.verdict).toBe("inconclusive");
    expect(masked.verdict === "inconclusive" && masked.reason).toContain("masked by EVENT-03");
  });

  it("counts only in plans that satisfy `when`", async () => {
    const report = await withDeviation("EVENT-09", { when: () => false });
    expect(report.status).toBe("fails");
  });
});
