import { expect, test } from "vitest";
import { rulesOf } from "../../src/properties/index.js";
import { encodeToken } from "../../src/scheduler/token.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { runFixture, type FixtureRun } from "./runFixture.js";

const titles = (run: FixtureRun, status: string): readonly string[] =>
  run.tests.filter((each) => each.status === status).map(({ title }) => title);
const failures = (run: FixtureRun): string => run.tests.flatMap(({ messages }) => messages).join("\n\n");
const tokenOf = (run: FixtureRun): string => /ASYNC_TCK_REPLAY=(\S+)/.exec(failures(run))?.[1] ?? "";
const traceOf = (run: FixtureRun): string => failures(run).replace(/\n {2}found by[\s\S]*/, "");

test("has one test for each rule, titled with id and sentence, and shows why one is skipped", async () => {
  const run = await runFixture("conforms");
  expect(run.exitCode, run.output).toBe(0);
  expect(run.tests.map(({ title }) => title)).toEqual([
    ...rulesOf("event").map(({ id, sentence }) => `${id} ${sentence}`),
    "no violation without a name",
  ]);
  expect(new Set(run.tests.map(({ suite }) => suite))).toEqual(new Set(["tiny-event 1.0.0, event, profile contract"]));
  expect(titles(run, "passed")).toContain("EVENT-03 A wait() MUST NOT be left waiting while the event is set.");
  expect(run.output).toMatch(/↓ .*EVENT-12 A cancelled wait\(\) MUST end\..*\[not applicable: .*\]/);
});

test("hunts once, however the tests are filtered, and not at all when none runs", async () => {
  const made = (run: FixtureRun): number => Number(/made (\d+) events/.exec(run.output)?.[1]);
  const [all, one, none] = await Promise.all([
    runFixture("conforms"),
    runFixture("conforms", { args: ["-t", "EVENT-03"] }),
    runFixture("conforms", { args: ["-t", "no such test"] }),
  ]);
  expect(made(all)).toBeGreaterThan(100);
  expect([made(one), made(none)]).toEqual([made(all), NaN]);
  expect(titles(one, "passed")).toEqual(["EVENT-03 A wait() MUST NOT be left waiting while the event is set."]);
});

test("fails with the trace as its message, without a stack, and replays it from the printed token", async () => {
  const run = await runFixture("fails");
  expect(run.exitCode, run.output).toBe(1);
  expect(titles(run, "failed")).toEqual(["QUEUE-04 Items MUST leave in the order in which they entered."]);
  expect(failures(run)).toMatch(/^async-tck: QUEUE-04 {2}Items MUST leave in the order in which they entered\.\n/);
  expect(failures(run)).toContain("npx vitest run fails.fixture.ts\n");
  expect(failures(run)).not.toMatch(/\n\s+at /);

  const again = await runFixture("replay", { env: { ASYNC_TCK_REPLAY: tokenOf(run) } });
  expect(again.exitCode).toBe(1);
  expect(again.tests.map(({ suite, status }) => [suite.split(",")[0], status])).toEqual([
    ["tiny-event 1.0.0", "skipped"],
    ["stack", "failed"],
    ["sure-event 1.0.0", "skipped"],
  ]);
  expect(traceOf(again).replace("replay.fixture.ts", "fails.fixture.ts")).toBe(traceOf(run));
});

test("gives the same verdicts with tests that may take 1 ms, and an hour", async () => {
  for (const name of ["conforms", "fails"]) {
    const [short, long] = await Promise.all(
      [1, 3_600_000].map((time) => runFixture(name, { args: [`--testTimeout=${time}`] })),
    );
    expect(short?.tests.map(({ status }) => status)).toContain(name === "fails" ? "failed" : "passed");
    expect(short?.tests).toEqual(long?.tests);
    expect(short?.exitCode).toBe(long?.exitCode);
  }
});

test("passes a deviation that still fails, warns of a stale one, and fails it when strict", async () => {
  const [run, strict] = await Promise.all([
    runFixture("deviations"),
    runFixture("deviations", { env: { STRICT: "1" }, args: ["-t", "EVENT-11"] }),
  ]);
  expect(run.exitCode, run.output).toBe(0);
  expect(titles(run, "passed")).toContain(
    "QUEUE-04 Items MUST leave in the order in which they entered. [deviation: it is a stack]",
  );
  expect(run.output).toMatch(/warning {3}The deviation EVENT-11 is stale/);
  expect(failures(strict)).toContain("The deviation EVENT-11 is stale: its token no longer fails.");
});

test("tells an adapter error or wrong options once and skips the other rules", async () => {
  const run = await runFixture("adapterError");
  expect(run.exitCode, run.output).toBe(1);
  expect(
    run.tests.filter(({ status }) => status === "failed").map(({ messages }) => messages[0]?.split("\n")[0]),
  ).toEqual([
    expect.stringMatching(/^async-tck: Adapter error: /) as string,
    expect.stringMatching(/^async-tck: Usage error: Expected `numRuns`/) as string,
    expect.stringMatching(/^async-tck: Adapter error: /) as string,
  ]);
});

test("passes a replay once the subject is mended, and prints the run", async () => {
  const verb = { blocking: false, takesItem: false };
  const verbs = [
    { ...verb, name: "wait", blocking: true },
    { ...verb, name: "set" },
    { ...verb, name: "isSet" },
  ];
  const plan: Plan = { config: { capacity: null }, steps: [{ do: "call", client: 0, verb: "isSet", gap: "quiet" }] };
  const token = encodeToken(plan, { primitive: "event", verbs });
  const [wrong, mended] = await Promise.all([
    runFixture("replay", { env: { ASYNC_TCK_REPLAY: token } }),
    runFixture("replay", { env: { ASYNC_TCK_REPLAY: token, MENDED: "1" } }),
  ]);
  expect(wrong.tests.map(({ status }) => status)).toEqual(["passed", "skipped", "failed"]);
  expect(failures(wrong)).toMatch(/^async-tck: EVENT-11 /);
  expect(mended.tests.map(({ status }) => status)).toEqual(["passed", "skipped", "passed"]);
  expect(mended.output).toContain("This plan conforms: the model explains all that was observed.");
});

test("fails a replay whose token fits no adapter of the file, or cannot be read", async () => {
  const token = tokenOf(await runFixture("fails"));
  const [other, damaged] = await Promise.all([
    runFixture("conforms", { env: { ASYNC_TCK_REPLAY: token } }),
    runFixture("replay", { env: { ASYNC_TCK_REPLAY: token.slice(0, -2) } }),
  ]);
  for (const run of [other, damaged]) {
    expect(run.exitCode, run.output).toBe(1);
    expect(titles(run, "failed")).toEqual(["replays ASYNC_TCK_REPLAY"]);
    expect(failures(run)).toMatch(/^async-tck: Usage error: [^\n]+/);
  }
});
