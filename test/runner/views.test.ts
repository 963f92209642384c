/** What a view tells of the model is true: of a run that conforms, and of the moment in which a defect shows. */
import { describe, expect, it } from "vitest";
import { followed } from "../../src/runner/failure.js";
import type { ExpectedOutcome, ModelView } from "../../src/runner/report.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { sameTwice } from "../../src/runner/smoke.js";
import { commonPart } from "../../src/runner/viewOf.js";
import { replay } from "../../src/runner/replay.js";
import type { HistoryEvent } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { unpackPlan, type PlanSpace } from "../../src/scheduler/planSpace.js";
import { randomStream } from "../../src/scheduler/strategies/randomStream.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import type { Outcome } from "../../src/scheduler/subject.js";
import exampleAdapter from "../docs/example/my-queue.adapter.js";
import { correctSubjects } from "../subjects/index.js";

function randomPlans(space: PlanSpace, count: number): readonly Plan[] {
  const stream = randomStream("views", new Swarm(space, { steps: [4, 8] }), 1);
  return [...stream.plans(0, count)].map((packed) => unpackPlan(packed, space));
}

const isSame = (outcome: ExpectedOutcome["outcome"], observed: Outcome | undefined): boolean =>
  outcome !== "pending" && outcome.is === observed?.is && outcome.item === observed.item;

const allows = (view: ModelView | undefined, event: HistoryEvent): boolean =>
  (view?.allowed ?? []).some(({ step, outcome }) => step === event.step && isSame(outcome, event.outcome));

describe.each(correctSubjects.map(({ name, adapter }) => [name, adapter] as const))("in runs of %s", (_, adapter) => {
  it("what happens next was allowed, and who is woken or parked is outstanding", async () => {
    const bench = await workbenchFor(adapter);
    let checked = 0;
    for (const plan of randomPlans(bench.space, 25)) {
      const course = followed(bench, bench.judge(plan.config).relation([]), await sameTwice(bench, plan));
      if (course.contradiction) throw new Error("A correct subject is refused.");
      const outstanding = new Set<number>();
      course.document.events.forEach((event, at) => {
        const view = course.views[at];
        if (event.kind === "settle") {
          expect(allows(course.views[at - 1], event), JSON.stringify([event, course.views[at - 1]])).toBe(true);
          outstanding.delete(event.client ?? -1);
        }
        if (event.kind === "settle" || event.kind === "now") checked++;
        if (event.kind === "call") outstanding.add(event.client ?? -1);
        const isListed = view?.allowed?.some(({ step }) => step === event.step) === true;
        if (event.kind === "now" && isListed) expect(allows(view, event)).toBe(true);
        const named = [...(view?.woken ?? []), ...(view?.waiting ?? [])];
        expect(named.filter((client) => !outstanding.has(client))).toEqual([]);
        expect(new Set(named).size).toBe(named.length);
      });
    }
    expect(checked).toBeGreaterThan(20);
  });
});

it("a waiter that was chosen is woken until it resumes, and what it may end with changes with its cancel", async () => {
  const { views, history } = await replay(exampleAdapter, "q1.DuyI4gAADAAGekXrCeeB");
  const after = (kind: HistoryEvent["kind"]): ModelView | undefined =>
    views[history.events.findIndex((event) => event.kind === kind)];
  const item = { is: "item", item: 2 };
  expect(after("now")).toMatchObject({ waiting: [1], woken: [0], allowed: [{ step: 0, outcome: item }] });
  expect(after("cancel")).toMatchObject({
    woken: [0],
    allowed: [
      { step: 0, outcome: { is: "cancelled" } },
      { step: 1, outcome: item },
    ],
  });
  expect(after("settle")).toMatchObject({ content: null, waiting: [], woken: [1], states: 2 });
});

describe("the common part of several lists", () => {
  it.each([
    [[[1, 2, 3]], [1, 2, 3]],
    [
      [
        [1, 2, 3],
        [2, 3],
      ],
      [2, 3],
    ],
    [[[1, 2], [3]], []],
    [[[1, 2, 3], []], []],
    // in an order on which all agree
    [
      [
        [1, 2, 3],
        [2, 1, 3],
      ],
      [1, 3],
    ],
  ])("%j have in common %j", (lists, common) => {
    expect(commonPart(lists)).toEqual(common);
  });
});
