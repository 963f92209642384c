/** The list of tests that every runner gets. */
import { afterEach, expect, test, vi } from "vitest";
import { conformanceTests, defineQueue, profiles, rulesOf, UsageError } from "../../src/index.js";
import { checkConformance } from "../../src/runner/check.js";
import adapter from "../docs/example/my-queue.adapter.js";

afterEach(() => vi.restoreAllMocks());

/** A runner that keeps the reasons for which tests are skipped. */
function skips(): { readonly reasons: string[]; skip(reason: string): void } {
  const reasons: string[] = [];
  return { reasons, skip: (reason) => void reasons.push(reason) };
}

test("has one test for each rule, titled with id and sentence, and starts nothing by itself", () => {
  let made = 0;
  const counted = {
    ...adapter,
    create: (...given: Parameters<typeof adapter.create>) => (made++, adapter.create(...given)),
  };
  const tests = conformanceTests(counted);
  expect(tests.map(({ title }) => title)).toEqual([
    ...rulesOf("queue").map(({ id, sentence }) => `${id} ${sentence}`),
    "no violation without a name",
  ]);
  expect(made).toBe(0);
});

test("all tests read their verdicts from one hunt, whichever of them runs first", async () => {
  let hunts = 0;
  const options = { numRuns: 30, onProgress: () => undefined, onPlan: vi.fn() };
  const tests = conformanceTests(adapter, options);
  const runner = skips();
  const verdicts: Record<string, string> = {};
  for (const { id, run } of [...tests].reverse()) {
    await run(runner).then(
      () => (verdicts[id] = "ok"),
      (error: Error) => (verdicts[id] = error.message),
    );
    hunts ||= options.onPlan.mock.calls.length;
  }
  expect(options.onPlan.mock.calls.length).toBe(hunts);
  expect(Object.entries(verdicts).filter(([, text]) => text !== "ok")).toEqual([
    ["QUEUE-17", expect.stringMatching(/^QUEUE-17 {2}A get\(\) that is cancelled[\s\S]*npx async-tck replay q1\./)],
  ]);
  expect(runner.reasons).toContain("not applicable: the adapter has no put()");
});

test("with a report it hunts no more and knows what is skipped; a strict list fails what is inconclusive", async () => {
  const report = await checkConformance(adapter, { numRuns: 1, budget: 1 });
  const verdicts = new Map(report.rules.map(({ id, verdict }) => [id, verdict]));
  const onPlan = vi.fn();
  for (const { id, skip } of conformanceTests(adapter, { report, onPlan }))
    expect([id, skip?.split(":")[0]]).toEqual([
      id,
      ["pass", "fail", undefined].includes(verdicts.get(id)) ? undefined : verdicts.get(id),
    ]);
  const open = report.rules.find(({ verdict }) => verdict === "inconclusive")?.id ?? "";
  const strict = conformanceTests(adapter, { report, onPlan, strict: true }).find(({ id }) => id === open);
  expect(strict?.skip).toBeUndefined();
  await expect(strict?.run()).rejects.toThrow(`${open} is inconclusive: `);
  expect(onPlan).not.toHaveBeenCalled();
});

test("refuses a report on another adapter", async () => {
  const report = await checkConformance({ ...adapter, name: "other" }, { numRuns: 1, budget: 1 });
  expect(() => conformanceTests(adapter, { report })).toThrow(
    new UsageError(
      "Expected `report` to be about `my-queue`, got one about `other`: make it with `await checkConformance(adapter)`",
    ),
  );
});

test("an adapter error fails the first test that runs, and the others have no verdict", async () => {
  const tests = conformanceTests(defineQueue({ name: "half", create: () => [], profile: profiles.contract }));
  const runner = skips();
  await expect(tests[3]?.run(runner)).rejects.toThrow(
    /^Adapter error: half could not be judged[\s\S]*needs `put` or `putNowait`/,
  );
  await tests[0]?.run(runner);
  expect(runner.reasons).toEqual(["no verdict: see the first test that failed"]);
});

test("a runner that cannot skip is told at the end which rules have no verdict", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const report = await checkConformance(adapter, { numRuns: 30 });
  for (const { id, run } of conformanceTests(adapter, { report })) if (id !== "QUEUE-17") await run();
  expect(warn.mock.calls.flat().join("\n")).toMatch(
    /^No verdict on these rules; their tests count as passed:\n[\s\S]*not applicable: the adapter has no put\(\): QUEUE-05, 12, 13/,
  );
});

test("with ASYNC_TCK_REPLAY it is one test, which skips a token that does not fit, and fails it where it cannot", async () => {
  vi.stubEnv("ASYNC_TCK_REPLAY", "e1.AAAA");
  const tests = conformanceTests(adapter);
  vi.unstubAllEnvs();
  expect(tests.map(({ title }) => title)).toEqual(["replays ASYNC_TCK_REPLAY"]);
  const runner = skips();
  await tests[0]?.run(runner);
  expect(runner.reasons).toHaveLength(1);
  await expect(tests[0]?.run()).rejects.toThrow(
    `Usage error: ${runner.reasons[0] ?? ""}`.split(" ").slice(0, 4).join(" "),
  );
});
