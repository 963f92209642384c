import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSubject } from "../../src/adapters/subject.js";
import { createNodeHost } from "../../src/host/node.js";
import { runPlan } from "../../src/scheduler/execute.js";
import { describeHistory } from "../../src/scheduler/history.js";
import { PlanError } from "../../src/scheduler/planError.js";
import { validatePlan } from "../../src/scheduler/validatePlan.js";
import { call, cancel, handmade, plan } from "./handmade.js";
import { anyPlan } from "./randomPlans.js";
import { sampleQueue } from "./sampleQueue.js";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
const load = (name: string): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), "utf8")) as object);
const isPlan = load("plan");
const isHistory = load("history");
const VERBS = ["put", "get", "putNowait", "getNowait"];

describe("the schema of a plan", () => {
  it("accepts every plan", () => {
    fc.assert(fc.property(anyPlan(VERBS, { every: true }), (any) => isPlan(JSON.parse(JSON.stringify(any))) === true));
  });

  it("agrees with validatePlan on plans with one thing changed", () => {
    const accepts = (data: unknown): boolean => {
      try {
        validatePlan(data);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(PlanError);
        return false;
      }
    };
    const field = fc.constantFrom("do", "client", "verb", "gap", "item", "chained", "variant", "other");
    const value = fc.constantFrom<unknown>("call", "cancel", "quiet", 0, 4, 5, -1, 1.5, true, null, "null", {}, []);
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(anyPlan(VERBS, { every: true }), field, value, fc.nat(11), (any, name, changed, at) => {
        const steps = any.steps.map((step, index) => (index === at ? { ...step, [name]: changed } : step));
        const data: unknown = { ...any, steps };
        verdicts.add(isPlan(data) === true);
        expect(accepts(data)).toBe(isPlan(data));
      }),
      { numRuns: 2000 },
    );
    expect(verdicts.size).toBe(2);
  });
});

describe("the schema of a history", () => {
  const check = (document: unknown): void => {
    isHistory(JSON.parse(JSON.stringify(document)));
    expect(isHistory.errors).toBeNull();
  };

  it("accepts what random plans give", async () => {
    const subject = toSubject(sampleQueue("queue", (job) => job()));
    const host = createNodeHost();
    for (const any of fc.sample(anyPlan(VERBS), 500))
      check(describeHistory(await runPlan(subject, any, host), subject));
  });

  it("accepts every kind of event and outcome", async () => {
    const subject = handmade(
      () => ({}),
      {
        odd: { blocking: true, call: () => ({ then: (yes: (value: unknown) => void) => (yes(1), yes(2)) }) },
        bad: {
          blocking: true,
          call: () => ({ promise: new Promise(() => undefined), cancel: () => Promise.reject(new Error("x")) }),
        },
        fail: {
          call: () => {
            throw new Error("x");
          },
        },
      },
      { observers: [{ name: "size", read: () => -1 }] },
    );
    const steps = [
      call("A", "odd", 3),
      cancel("A"),
      call("B", "bad"),
      call("B", "bad"),
      cancel("B", 0),
      call("C", "fail"),
    ];
    const history = await runPlan(subject, plan(...steps), createNodeHost());
    const document = describeHistory(history, subject);
    check(document);
    expect(document.neverIssued).toEqual([3]);
    expect(document.unhandled).toBe(1);
    expect(new Set(document.events.map(({ kind }) => kind))).toEqual(
      new Set(["call", "settle", "again", "turn", "lateCancel", "quiet", "cancel", "now"]),
    );
  });

  it("refuses an outcome without its item, and fields that belong to other events", () => {
    const of = (event: object): boolean => isHistory({ version: 1, events: [event], neverIssued: [] }) === true;
    expect(of({ kind: "settle", step: 0, client: 0, verb: "get", outcome: { is: "item" } })).toBe(false);
    expect(of({ kind: "settle", step: 0, client: 0, verb: "get", outcome: { is: "ok", item: 1 } })).toBe(false);
    expect(of({ kind: "turn", step: 0, client: 0 })).toBe(false);
    expect(of({ kind: "turn", step: 0 })).toBe(true);
  });
});
