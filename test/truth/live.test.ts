/**
 * Where there is a CPython (`python3`, or what ASYNC_TCK_PYTHON names; beside `python3` the newest one that is found, if only
 * that has shutdown()), it is asked: the golden histories of the facts once
 * more, and a sample of fresh random plans, each compared with the model for agreement and tightness.
 */
import { afterAll, describe, expect, test } from "vitest";
import { compareAll } from "./compareWithPython.js";
import { OBJECTS, parsePlan } from "./factNotation.js";
import { FACTS } from "./facts.js";
import { benchOf, definitionOf, hasShutdown, needsShutdown, observe, readGolden } from "./golden.js";
import { toGoldenText } from "./goldenText.js";
import { livePythons, usualPythonCommand, type Interpreter } from "./interpreters.js";
import { randomPlans } from "./planSets.js";
import { referenceBench } from "./reference.js";
import type { HistoryDocument } from "../../src/scheduler/history.js";

/** Random plans of each object. */
const PLANS = 1_000;
/** Other ones than the golden plans are. */
const SEED = 1_000;

const pythons = await livePythons();
for (const python of pythons) describe(`CPython ${python.version}`, () => askLive(python));
if (pythons.length === 0) {
  const nobody = `no interpreter was asked: \`${usualPythonCommand}\` is no CPython 3.8 or newer`;
  test(`${nobody}; golden histories prove the models instead (golden.test.ts)`, () => {
    console.warn(`${nobody}. What proves the models instead: test/truth/golden, see golden.test.ts`);
  });
}

function askLive(live: Interpreter): void {
  afterAll(() => live.end());
  const golden = readGolden();

  test("gives the golden histories of the facts", async () => {
    const asked = Object.entries(golden.facts).flatMap(([id, histories]) =>
      Object.entries(histories).map(([line, text]) => ({ id, line, text, ...parsePlan(line) })),
    );
    const able = asked.filter(({ plan }) => hasShutdown(live) || !needsShutdown(plan));
    const found = await Promise.all(
      able.map(async ({ object, plan }) => {
        const history = (await definitionOf(live, object).remote?.(plan)) as HistoryDocument;
        return toGoldenText(history, benchOf(object).subject);
      }),
    );
    expect(able.map(({ id, line }, at) => [id, line, found[at]])).toEqual(
      able.map(({ id, line, text }) => [id, line, text]),
    );
  });

  test("is seen to do what no plan can show", async () => {
    const { heap, ...observed } = await observe(live.command);
    for (const [id, value] of Object.entries(observed)) expect([id, value]).toEqual([id, FACTS[id]?.observed]);
    expect(heap).toEqual(golden.observed["heap"]);
  });

  test.each(OBJECTS)("does what the model says, and the model says nothing else: %s", async (object) => {
    const bench = referenceBench(definitionOf(live, object));
    const { plans, problems, problemCount } = await compareAll(
      bench,
      randomPlans(bench, PLANS, SEED + OBJECTS.indexOf(object)),
    );
    expect({ plans, problems, problemCount }).toEqual({ plans: PLANS, problems: [], problemCount: 0 });
  });
}
