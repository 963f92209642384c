/** What a profile says of calls is respected by the plans themselves: docs/profiles.md, where no plan shows a value. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { createNodeHost } from "../../src/host/node.js";
import { PlanArbitrary } from "../../src/properties/planArbitrary.js";
import { checkConformance } from "../../src/runner/check.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import type { Workbench } from "../../src/runner/workbench.js";
import { enumeratePlans } from "../../src/scheduler/enumerate.js";
import { Swarm } from "../../src/scheduler/strategies/swarm.js";
import { EventCode, EVENT_WIDTH, Field, type History } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { unpackPlan } from "../../src/scheduler/planSpace.js";
import { adaptEvent, adaptQueue } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { AxisQueue } from "../subjects/axisQueue.js";
import { adaptAxisQueue } from "../subjects/adaptAxisQueue.js";
import { DirectQueue } from "../subjects/directQueue.js";
import { declaring, type Declared } from "./separation.js";

const host = createNodeHost();
const queue = adaptQueue("direct-queue", (maxsize) => new DirectQueue(maxsize), "fifo", { capacities: [1] });
const event = adaptEvent("array-event", () => new ArrayEvent(), "fifo");

async function benchOf(adapter: AnyAdapter, declared: Declared): Promise<Workbench> {
  return workbenchFor(declaring(adapter, declared), { host });
}

/** Every plan of 3 steps, and random ones. */
function plansOf({ space }: Workbench): readonly Plan[] {
  const all = [...enumeratePlans(space, { config: 0, steps: 3, clients: 3, gaps: ["quiet", 0] })];
  const random = fc.sample(new PlanArbitrary(space, new Swarm(space, {})), { seed: 1, numRuns: 2_000 });
  return [...all, ...random].map((packed) => unpackPlan(packed, space));
}

/** Most operations of a verb that are outstanding at a time. */
function mostAtATime({ events }: History, isVerb: (verb: number) => boolean): number {
  const outstanding = new Set<number>();
  let most = 0;
  for (let at = 0; at < events.length; at += EVENT_WIDTH) {
    const client = events[at + Field.client] ?? -1;
    if (!isVerb(events[at + Field.verb] ?? -1)) continue;
    if (events[at] === EventCode.call) outstanding.add(client);
    if (events[at] === EventCode.settle) outstanding.delete(client);
    most = Math.max(most, outstanding.size);
  }
  return most;
}

describe("a usage limit", () => {
  it.each([
    ["maxGetters", "get", queue],
    ["maxPutters", "put", queue],
    ["maxWaiters", "wait", event],
  ] as const)("%s is reached by plans, and never passed", { timeout: 0 }, async (limit, verb, adapter) => {
    for (const most of [1, 2]) {
      const bench = await benchOf(adapter, { [limit]: most });
      const isVerb = (index: number): boolean => bench.subject.verbs[index]?.name === verb;
      let reached = 0;
      for (const plan of plansOf(bench)) reached = Math.max(reached, mostAtATime(await bench.run(plan), isVerb));
      expect(reached).toBe(most);
    }
  });
});

describe("cancellation", () => {
  const cancels = (bench: Workbench): boolean =>
    plansOf(bench).some(({ steps }) => steps.some((s) => s.do === "cancel"));

  it("none: no plan cancels", async () => {
    expect(cancels(await benchOf(event, { cancellation: { wait: "none" } }))).toBe(false);
  });

  it("is found out where nothing is declared", async () => {
    expect(cancels(await benchOf(event, {}))).toBe(true);
  });
});

describe("items", () => {
  it("are of the declared classes only, and each comes up", async () => {
    const bench = await benchOf(queue, {});
    bench.allowItems(["null", "error"]);
    const classes = plansOf(bench).flatMap(({ steps }) => steps.map((s) => (s.do === "call" ? s.item : undefined)));
    expect(new Set(classes)).toEqual(new Set([undefined, "null", "error"]));
  });
});

describe("an item that is a promise", () => {
  it("is that item, also as the answer of an immediate verb", async () => {
    const bench = await benchOf(queue, {});
    const put = { do: "call", client: 0, verb: "putNowait", item: "rejected-promise", gap: "quiet" } as const;
    const take = { do: "call", client: 0, verb: "getNowait", gap: "quiet" } as const;
    const plan: Plan = { config: { capacity: 1 }, steps: [put, take] };
    expect(bench.judge(plan.config).compare(await bench.run(plan), []).is).toBe("conforms");
  });
});

describe("zero: refused", () => {
  const refused = { profile: { capacities: [0, 1], zero: "refused" } } as const;

  it("is never tried", async () => {
    const bench = await benchOf(adaptAxisQueue("refuses-zero", "fifo", {}, refused), {});
    expect(bench.space.configs).toEqual([{ capacity: 1 }]);
  });

  it("gives a hint where create takes 0, and none where it throws", { timeout: 0 }, async () => {
    const takes = adaptAxisQueue("takes-zero", "fifo", {}, refused);
    const throws = adaptAxisQueue("refuses-zero", "fifo", {}, refused, (options) => {
      if (options.maxsize === 0) throw new RangeError("capacity 0");
      return new AxisQueue(options);
    });
    const hints = async (adapter: AnyAdapter): Promise<string> =>
      (await checkConformance(adapter, { numRuns: 1, rule: "QUEUE-01" })).hints.join();
    expect(await hints(takes)).toContain("capacity 0 is refused");
    expect(await hints(throws)).toBe("");
  });
});

describe("constantCost", () => {
  it("decides whether QUEUE-79 applies", { timeout: 0 }, async () => {
    const verdict = async (constantCost: boolean): Promise<string | undefined> => {
      const report = await checkConformance(declaring(queue, { constantCost }), { numRuns: 1, rule: "QUEUE-79" });
      return report.rules.find(({ id }) => id === "QUEUE-79")?.verdict;
    };
    expect(await verdict(false)).toBe("not applicable");
    expect(await verdict(true)).not.toBe("not applicable");
  });
});
