/** What is inferred of published packages and of subjects with a defect: with ASYNC_TCK_FULL=1 of more of them. */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { checkConformance } from "../../src/runner/check.js";
import { inferProfile } from "../../src/runner/infer/infer.js";
import { mutants } from "../mutants/index.js";
import { axisOf, pasted, profileOf, rulesOut } from "./pasted.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
const quick = { numRuns: 40 };

function packageOf(name: string): AnyAdapter {
  const found = packageAdapters.find(({ adapter }) => adapter.name === name);
  if (!found) throw new Error(`no adapter of ${name}`);
  return found.adapter;
}

function mutantOf(rule: string, name: string): AnyAdapter {
  const found = mutants.find((mutant) => mutant.rule === rule && mutant.adapter.name === name);
  if (!found) throw new Error(`no mutant ${name} of ${rule}`);
  return found.adapter;
}

describe("of a published package", { timeout: 0 }, () => {
  it("p-fifo: a put() that settles once its item was taken, as its README says", async () => {
    const inference = await inferProfile(packageOf("p-fifo"), quick);
    expect(profileOf(inference)).toMatchObject({ name: "fifo", capacities: "none", putSettles: "consumed" });
    expect(axisOf(inference, "putSettles").is).toBe("shown");
    expect(rulesOut(inference, "putSettles", 'putSettles: "accepted"')).toBe(true);
  });

  it("it-pushable: which ways to close drain, and which items it cannot hold", async () => {
    const inference = await inferProfile(packageOf("it-pushable"), quick);
    expect(inference.status).toBe("fits");
    const { close, items, maxGetters } = profileOf(inference);
    expect(close).toMatchObject({ close: {}, fail: { items: "discarded", getters: "error" } });
    expect(items).not.toContain("undefined");
    expect(items).not.toContain("null");
    // its author's word is taken for it: no plan can show that two are too many
    expect(maxGetters).toBe(1);
    expect(axisOf(inference, "maxGetters").is).toBe("declared");
  });

  it("@dxos/async trigger(): set once and for all, it shows nothing in which presets differ", async () => {
    const inference = await inferProfile(packageOf("@dxos/async trigger()"), quick);
    expect(inference.preset).toBe("contract");
    expect(axisOf(inference, "name").is).toBe("open");
    expect(axisOf(inference, "name").others.map(({ value, is }) => [value, is])).toEqual([
      ["profiles.fifo", "fits too"],
      ["profiles.asyncio", "fits too"],
    ]);
  });

  it("leaves declared deviations aside", async () => {
    const adapter = packageOf("@databases/queue");
    const inference = await inferProfile(adapter, quick);
    expect(inference.breaks).toEqual([]);
    expect(inference.preset).toBe("fifo");
  });

  it("gives the same result twice, byte for byte", async () => {
    const results = [];
    for (let time = 0; time < 2; time++) results.push(JSON.stringify(await inferProfile(packageOf("p-fifo"), quick)));
    expect(results[1]).toBe(results[0]);
  });
});

describe("of a subject with a defect", { timeout: 0 }, () => {
  const defects: readonly (readonly [rule: string, name: string])[] = [
    ["EVENT-10", "walks-live-list"],
    ["QUEUE-22", "swallows-put-wakeup"],
  ];
  const more: typeof defects = [
    ["EVENT-19", "toggle"],
    ["QUEUE-13", "waits-for-last-slot"],
    ["QUEUE-67", "admits-who-left"],
  ];
  it.each(isFull ? [...defects, ...more] : defects)(
    "%s, %s: no profile, with the rule and a trace that all profiles refuse",
    async (rule, name) => {
      const inference = await inferProfile(mutantOf(rule, name), quick);
      expect(inference.status).toBe("breaks rules");
      expect(inference.breaks.map(({ failure }) => failure.rule)).toEqual([rule]);
      const [breach] = inference.breaks;
      expect(breach?.everywhere).toBe(true);
      expect(breach?.profiles).toBeGreaterThan(10);
      // the rest is inferred all the same, and a check of it finds that, too
      const report = await checkConformance(pasted(mutantOf(rule, name), inference), { numRuns: 40 });
      expect(report.rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toContain(rule);
    },
  );

  it.each([
    ["QUEUE-04", "stack", { name: "fifo", order: "lifo" }],
    ["QUEUE-49", "returns-when-stored", { name: "fifo" }],
    ["QUEUE-31", "hands-over", { name: "contract" }],
  ])("%s, %s: another profile where its behaviour is one", async (rule, name, profile) => {
    const adapter = mutantOf(rule, name);
    const inference = await inferProfile(adapter, quick);
    expect(inference.status).toBe("fits");
    expect(profileOf(inference)).toMatchObject(profile);
    expect(profileOf(inference).putSettles).toBeUndefined();
    expect((await checkConformance(pasted(adapter, inference), { numRuns: 80 })).status).toBe("conforms");
  });

  it("says in how many runs a stricter value was refused, with the smallest of them", async () => {
    const inference = await inferProfile(mutantOf("QUEUE-31", "hands-over"), quick);
    const [fifo, asyncio] = axisOf(inference, "name").others;
    expect(fifo).toMatchObject({ value: "profiles.fifo", is: "refused", witness: { rule: "QUEUE-30" } });
    expect(asyncio).toMatchObject({ value: "profiles.asyncio", is: "refused", witness: { rule: "QUEUE-31" } });
    expect(asyncio?.runs).toBeGreaterThan(20);
    expect(asyncio?.witness?.plan.steps.length).toBeLessThanOrEqual(3);
  });
});

describe("an adapter with a mistake", () => {
  it("is an adapter error", async () => {
    const { create: _create, ...rest } = packageOf("p-fifo");
    const { status, problem, profile } = await inferProfile(rest as AnyAdapter);
    expect({ status, profile }).toEqual({ status: "adapter error", profile: null });
    expect(problem).toContain("Expected `create` to be a function");
  });

  it("is an adapter error where nothing can be made", async () => {
    const create = (): never => {
      throw new Error("no database");
    };
    const { status, problem } = await inferProfile({ ...packageOf("p-fifo"), create } as AnyAdapter);
    expect(status).toBe("adapter error");
    expect(problem).toContain("no database");
  });
});
