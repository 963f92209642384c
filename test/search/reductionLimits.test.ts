/** Why each reduction stops where it stops: one step further and a bug is lost. */
import { describe, expect, it } from "vitest";
import { EMPTY, FULL, defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { enumeratePlans } from "../../src/scheduler/enumerate.js";
import { EVENT_WIDTH, EventCode, Field, type History } from "../../src/scheduler/history.js";
import { GAPS } from "../../src/scheduler/plan.js";
import { packStep, plainStep, unpackStep, type PackedPlan, type PlanSpace } from "../../src/scheduler/planSpace.js";
import { RELEASES_RACE } from "../../src/scheduler/reductions.js";
import type { Scope } from "../../src/scheduler/scope.js";
import type { CallOptions } from "../subjects/adaptSubject.js";
import { ArrayQueue } from "../subjects/arrayQueue.js";
import { DirectQueue } from "../subjects/directQueue.js";
import { ScopeVerdicts } from "./scopeVerdicts.js";

/** get() looks some turns after the call, and registers in the turn after that: an item that comes between is not seen. */
class LooksLate extends ArrayQueue {
  constructor(private readonly turns: number) {
    super(Infinity);
  }

  override async get({ signal }: CallOptions = {}): Promise<unknown> {
    for (let beaten = false; ; beaten = true) {
      for (let turn = 0; turn < this.turns; turn++) await undefined;
      signal?.throwIfAborted();
      if (!this.isEmpty()) return this.leave();
      await undefined;
      signal?.throwIfAborted();
      await this.park(this.getters, signal, beaten);
      if (signal?.aborted === true) this.endWoken(this.getters, signal);
    }
  }
}

/** Nothing but get() and putNowait(): no step that does nothing takes a turn for another. */
function looksLate(turns: number): AnyAdapter {
  return defineQueue<ArrayQueue>({
    name: `looks-${String(turns)}-turns-late`,
    create: () => new LooksLate(turns),
    get: (queue, { signal }) => queue.get({ signal }),
    putNowait: (queue, item) => (queue.putNowait(item) ? undefined : FULL),
    profile: { ...profiles.contract, capacities: [Infinity] },
  });
}

const scope: Scope = { config: 0, steps: 2, clients: 2, gaps: ["quiet", 0, 1, 2] };

describe("that nothing was seen after a step", () => {
  /** Whether some gap of turns passed with no event but its own. */
  function waitedForNothing({ steps }: PackedPlan, { events }: History, space: PlanSpace): boolean {
    let at = 0;
    return steps.slice(0, -1).some((step, index) => {
      const isSeen = (kind: number | undefined): boolean => kind !== EventCode.turn;
      while (at < events.length && events[at + Field.step] !== index) at += EVENT_WIDTH;
      let next = at + EVENT_WIDTH;
      while (next < events.length && !isSeen(events[next])) next += EVENT_WIDTH;
      const gap = GAPS[unpackStep(step, space).gap];
      return typeof gap === "number" && gap > 0 && events[next + Field.step] === index + 1;
    });
  }

  it("does not make its gap one that does not matter: cutting such gaps loses a window of one turn", async () => {
    const subject = await ScopeVerdicts.of(looksLate(1));
    const plans = [...enumeratePlans(subject.space, scope)];
    const kept: PackedPlan[] = [];
    for (const plan of plans) {
      if (!waitedForNothing(plan, await subject.run(plan), subject.space)) kept.push(plan);
    }
    expect(kept.length).toBeGreaterThan(plans.length / 3);
    expect(kept.length).toBeLessThan(plans.length);
    expect(await subject.firstFailing(plans)).not.toBeNull();
    expect(await subject.firstFailing(kept)).toBeNull();
  });
});

describe("a cancel that finds nothing", () => {
  it("is a delay: without it a scope has the gaps that it names and no sums of them", async () => {
    const subject = await ScopeVerdicts.of(looksLate(2));
    const { space } = subject;
    const few: Scope = { ...scope, steps: 3, gaps: ["quiet", 0, 1] };
    expect(await subject.firstFailing(enumeratePlans(space, few))).toBeNull();
    expect(await subject.firstFailing(enumeratePlans(space, few, {}, { aimedCancels: false }))).not.toBeNull();
    // the sum by its own name, in a plan without the step that does nothing
    expect(await subject.firstFailing(enumeratePlans(space, scope))).not.toBeNull();
  });
});

describe("clients that the subject knows apart", () => {
  it("are not interchangeable: only the second consumer's get() is deaf", async () => {
    const subject = await ScopeVerdicts.of(
      defineQueue<DirectQueue>({
        name: "deaf-consumer",
        create: () => new DirectQueue(Infinity),
        get: (queue, { client }) => (client === 1 ? new Promise<never>(() => undefined) : queue.get({})),
        putNowait: (queue, item) => (queue.putNowait(item) ? undefined : FULL),
        profile: { ...profiles.contract, capacities: [Infinity] },
      }),
    );
    const { space } = subject;
    expect(space.clientsDiffer).toBe(true);
    expect(await subject.firstFailing(enumeratePlans({ ...space, clientsDiffer: false }, scope))).toBeNull();
    expect(await subject.firstFailing(enumeratePlans(space, scope))).not.toBeNull();
  });

  it("have immediate steps of their own: only the second consumer's getNowait() finds nothing", async () => {
    const subject = await ScopeVerdicts.of(
      defineQueue<DirectQueue>({
        name: "blind-consumer",
        create: () => new DirectQueue(Infinity),
        getNowait: (queue, { client }) => (client === 1 ? EMPTY : (queue.getNowait()?.item ?? EMPTY)),
        putNowait: (queue, item) => (queue.putNowait(item) ? undefined : FULL),
        profile: { ...profiles.contract, capacities: [Infinity] },
      }),
    );
    const { space } = subject;
    expect(space.clientsDiffer).toBe(true);
    expect(await subject.firstFailing(enumeratePlans({ ...space, clientsDiffer: false }, scope))).toBeNull();
    expect(await subject.firstFailing(enumeratePlans(space, scope))).not.toBeNull();
  });
});

describe("two clients that wait for one quiet point", () => {
  /** Who issues the third steps, in order, as first and second in the plan. */
  async function thirds(first: number, second: number): Promise<readonly number[]> {
    const subject = await ScopeVerdicts.of(looksLate(1));
    const { space } = subject;
    const get = space.actions.findIndex((what) => what.do === "call" && what.verb === "get");
    const put = space.actions.findIndex((what) => what.do === "call" && what.verb === "putNowait");
    const quiet = GAPS.indexOf("quiet");
    const together = GAPS.indexOf(0);
    const before = Array.from({ length: 4 }, () => plainStep({ action: put, client: 3, gap: together }));
    const calls = [first, second].flatMap((client) =>
      [together, quiet, together].map((gap) => plainStep({ action: get, client, gap })),
    );
    const steps = [...before, ...calls].map((step) => packStep(step, space));
    const { events } = await subject.run({ config: 0, signals: 0, steps });
    const third = [before.length + 2, before.length + 5];
    const issued: number[] = [];
    for (let at = 0; at < events.length; at += EVENT_WIDTH) {
      const isCall = events[at + Field.kind] === EventCode.call;
      const step = third.indexOf(events[at + Field.step] ?? -1);
      if (isCall && step >= 0) issued.push(step);
    }
    return issued;
  }

  it(`go on in the order of their names, which is why names are kept from ${String(RELEASES_RACE)} steps on`, async () => {
    expect(await thirds(0, 1)).toEqual([0, 1]);
    expect(await thirds(1, 0)).toEqual([1, 0]);
  });
});
