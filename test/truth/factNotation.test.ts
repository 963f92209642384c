/** The two notations of the golden files: a plan with what is expected of it, and a history given its plan. */
import { describe, expect, test } from "vitest";
import type { HistoryDocument } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { formatPlan, parsePlan } from "./factNotation.js";
import { benchOf } from "./golden.js";
import { fromGoldenText, toGoldenText } from "./goldenText.js";
import { mismatches } from "./mismatches.js";

const table = benchOf("Queue").subject;

describe("a plan in a line", () => {
  const every: Plan = {
    config: { capacity: 2 },
    signals: "client",
    steps: [
      { do: "call", client: 0, verb: "put", item: "null", gap: "quiet" },
      { do: "call", client: 1, verb: "putNowait", priority: 2, gap: 3 },
      { do: "call", client: 2, verb: "get", aborted: true, gap: 0 },
      { do: "call", client: 3, verb: "close", variant: "immediate", gap: 1 },
      { do: "call", client: 0, verb: "getNowait", chained: true, gap: 5 },
      { do: "call", client: 1, verb: "put", item: "nan", priority: 1, aborted: true, gap: 2 },
      { do: "cancel", client: 2, gap: "quiet" },
    ],
  };

  test("says all that a plan says", () => {
    const line = formatPlan("Queue", every);
    expect(line).toBe(
      "Queue(2, signals client): A.put(a:null) ~, B.putNowait(b:2) +3, C.get(aborted), D.close(immediate) +1, " +
        "then A.getNowait +5, B.put(c:nan:1:aborted) +2, cancel C ~",
    );
    expect(parsePlan(line).plan).toEqual(every);
  });

  test("says what is expected", () => {
    expect(parsePlan("Queue: A.get→a! ~ size=1, D.putNowait(a)→ok; end size=0; order 2 A")).toMatchObject({
      plan: { config: { capacity: 0 }, steps: [{ gap: "quiet" }, { gap: 0 }] },
      ends: [
        { end: "item", item: 1, isAtOnce: true },
        { end: "ok", isAtOnce: false },
      ],
      observed: [{ size: 1 }, null],
      atEnd: { size: 0 },
      order: [1, "A"],
    });
  });

  test.each([
    "Stack: A.get",
    "Queue A.get",
    "Queue: A get",
    "Queue: E.get",
    "Queue: A.get +4",
    "Queue: A.get→b",
    "Queue: A.get→fine",
    "Queue: A.put(a), B.put(a)",
    "Queue: A.put(ok)",
    "Queue: A.put(a:odd)",
    "Queue: A.get; afterwards 1",
  ])("is refused where it cannot be read: %s", (line) => {
    expect(() => parsePlan(line)).toThrow("cannot read");
  });

  const line =
    "Queue: A.get→a, B.get→cancelled ~ size=0, D.putNowait(a)→ok, cancel B, D.taskDone→ok, D.taskDone→error:ValueError ~; order 3 A B";
  const text = '1 2 ~2{0,1,0} 3=ok 4x 5=ok 6=error"ValueError: too often" 1→#3 2→cancelled ~6{0,1,0}';

  test.each([
    ["it is as expected", text, []],
    ["another end", text.replace("2→cancelled", "2→closed"), ["step 2 ends closed, not cancelled"]],
    ["no end", text.replace("2→cancelled ", ""), ["step 2 ends pending, not cancelled", "not in the order 3 A B"]],
    ["another error", text.replace("ValueError", "TypeError"), ["step 6 ends with TypeError: too often"]],
    ["another reading", text.replace("~2{0", "~2{1"), ["after step 2 size is 1, not 0"]],
    ["another order", text.replace("1→#3 2→cancelled", "2→cancelled 1→#3"), ["not in the order 3 A B"]],
    ["a late cancel", text.replace("4x", "4late"), ["step 4 ends late, not cancel"]],
  ])("is compared with a history: %s", (_, seen, wrong) => {
    const noted = parsePlan(line);
    expect(mismatches(noted, fromGoldenText(seen, noted.plan, table))).toEqual(wrong);
  });

  test("tells what ends at its call from what ends later", () => {
    const noted = parsePlan("Queue: D.putNowait(a)→ok, A.get→a!, D.taskDone→ok ~");
    const wrong = (seen: string): unknown => mismatches(noted, fromGoldenText(seen, noted.plan, table));
    expect(wrong("1=ok 2 2→#1 3=ok ~3{0,1,0}")).toEqual([]);
    expect(wrong("1=ok 2 3=ok 2→#1 ~3{0,1,0}")).toEqual(["step 2 does not end at once"]);
  });
});

describe("a history in a line", () => {
  const { plan } = parsePlan("Queue: A.put(a), B.get(aborted), D.putNowait(b:1), cancel B, D.close(immediate), A.join");
  const history: HistoryDocument = {
    version: 1,
    events: [
      { kind: "call", step: 0, client: 0, verb: "put", item: 0 },
      { kind: "settle", step: 0, client: 0, verb: "put", outcome: { is: "error", detail: 'said "no" → {1}' } },
      { kind: "call", step: 1, client: 1, verb: "get", aborted: true },
      { kind: "now", step: 2, client: 3, verb: "putNowait", item: 2, priority: 1, outcome: { is: "ok" } },
      { kind: "cancel", step: 3, client: 1, verb: "get", silent: true, shared: true },
      { kind: "lateCancel", step: 3, client: 1, verb: "get" },
      { kind: "settle", step: 1, client: 1, verb: "get", outcome: { is: "item", item: 2 } },
      { kind: "again", step: 1, client: 1, verb: "get", outcome: { is: "foreign", detail: "7" } },
      { kind: "now", step: 4, client: 3, verb: "close", variant: "immediate", outcome: { is: "error", detail: "E" } },
      { kind: "turn", step: 4 },
      { kind: "turn" },
      { kind: "elapse", step: 4 },
      { kind: "elapse", isLast: true },
      { kind: "quiet", step: 4, observed: { size: 1, isEmpty: 0, isFull: 0 } },
      { kind: "quiet", observed: { size: 1, isEmpty: 0, isFull: 0, listeners: 2 } },
      { kind: "quiet" },
    ],
    neverIssued: [5],
    unhandled: 3,
  };

  test("says all that a history says", () => {
    const text = toGoldenText(history, table);
    expect(text).toBe(
      '1 1→error"said \\"no\\" → {1}" 2aborted 3=ok 4x(silent,shared) 4late 2→#3 2→→foreign"7" 5=error"E" +5 + 5t t. ' +
        "~5{1,0,0} ~{size=1,isEmpty=0,isFull=0,listeners=2} ~ never 6 unhandled 3",
    );
    expect(fromGoldenText(text, plan, table)).toEqual(history);
  });

  test("may be empty, or tell only of what was never issued or not handled", () => {
    for (const text of ["", "never 2 3", "unhandled 1", "1 never 2 3", "~ unhandled 2"]) {
      expect(toGoldenText(fromGoldenText(text, plan, table), table)).toBe(text);
    }
  });

  test.each(["1=", "=ok", "1 x", "~{1", "4=ok", "never x", "1 unhandled"])("is refused otherwise: %s", (text) => {
    expect(() => fromGoldenText(text, plan, table)).toThrow();
  });
});
