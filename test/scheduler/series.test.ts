import { describe, expect, it } from "vitest";
import { setImmediate as immediate } from "node:timers";
import { createNodeHost } from "../../src/host/node.js";
import { runPlan, runPlans } from "../../src/scheduler/execute.js";
import { AdapterError, type Subject } from "../../src/scheduler/subject.js";
import { call, handmade, plan, trace } from "./handmade.js";

const host = createNodeHost();

describe("plans in a row", () => {
  const subject = handmade(() => ({}), {
    get: { blocking: true, call: () => Promise.resolve() },
    look: { call: () => undefined },
  });

  it("have the histories that they have alone, and those of runPlan stay as they were", async () => {
    const plans = [
      plan(call("A", "get", 0), call("B", "look", 2)),
      plan(),
      plan(call("A", "look"), call("B", "get", 1)),
    ];
    const alone: string[] = [];
    const kept = [];
    for (const each of plans) {
      const history = await runPlan(subject, each, host);
      alone.push(JSON.stringify(history.events));
      kept.push(history);
    }
    const inRow: string[] = [];
    await runPlans(subject, plans, host, ({ events }) => inRow.push(JSON.stringify(events)));
    expect(inRow).toEqual(alone);
    expect(kept.map(({ events }) => JSON.stringify(events))).toEqual(alone);
  });

  it("end with the first error, whatever the driver waited for", async () => {
    const [get] = subject.verbs;
    const broken: Subject = {
      ...subject,
      verbs: get
        ? [
            {
              ...get,
              outcome: () => {
                throw new AdapterError("no outcome");
              },
            },
          ]
        : [],
    };
    let told = 0;
    const running = runPlans(broken, [plan(call("A", "get")), plan()], host, () => told++);
    await expect(running).rejects.toThrow("no outcome");
    for (let round = 0; round < 8; round++) await new Promise((resolve) => immediate(resolve));
    expect(told).toBe(0);
  });
});

it("a timer that is there at a gap only, in a late run, is found", async () => {
  let isLate = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const subject = handmade(() => ({}), {
    wait: {
      blocking: true,
      call: () =>
        new Promise<void>((resolve) => {
          if (isLate) timer = setTimeout(resolve, 1);
          else resolve();
        }),
    },
    stop: { call: () => clearTimeout(timer) },
  });
  const steps = [call("A", "wait"), call("B", "stop")];
  const settled = ["A.wait", "A.wait of 0 → ok", "quiet", "B.stop → ok", "quiet"];
  for (let run = 0; run < 100; run++) expect(await trace(subject, steps, {}, host)).toEqual(settled);
  isLate = true;
  expect(await trace(subject, steps, {}, host)).toEqual(settled);
});
