/** What `async-tck rules` tells. */
import { describe, expect, test } from "vitest";
import { explanationOf } from "../../src/cli/rulesCommand.js";
import { rulesOf } from "../../src/properties/index.js";
import { CATEGORIES } from "../../src/properties/rule.js";
import { formatRule, formatRuleList } from "../../src/report/formatRules.js";
import { plainPainter } from "../../src/report/painter.js";
import { runCommand } from "./runCommand.js";

const ALL = [...rulesOf("event"), ...rulesOf("queue")];

describe("rules", () => {
  test("explains one rule: sentence, intent, needs, what it refines, what to look at, the smallest history", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["rules", "QUEUE-19"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`QUEUE-19  A get() that ends cancelled MUST NOT take an item with it.

  The item was already granted when the caller left: it must reach somebody else
  or stay.

  category   cancellation
  needs      get(); cancellation of get(); put() or putNowait()
  refines    QUEUE-03 An accepted item MUST stay until it is delivered.
  look at    what happens to an item that was already assigned when the
             cancellation wins

  The smallest that breaks it (profiles contract, fifo; maxsize 1):
     1  A calls get()
     2  putNowait(item 1) returns
     3  get() of A is cancelled
     4  get() of A ends cancelled
     5  A calls put(item 2)
     6  getNowait() delivers item 2

  The smallest that breaks it (profile asyncio; maxsize 1):
     1  A calls get()
     2  B calls get()
     3  C calls put(item 1)
     4  putNowait(item 2) answers full
     5  get() of A is cancelled
     6  putNowait(item 3) returns
`);
  });

  test("takes ids as people write them", async () => {
    const [exact, loose] = await Promise.all([
      runCommand(["rules", "QUEUE-07", "EVENT-12"]),
      runCommand(["rules", "queue7", "event-12"]),
    ]);
    expect(exact.stdout).toMatch(/^QUEUE-07 {2}[\s\S]*\n\n\nEVENT-12 {2}/);
    expect(loose).toEqual(exact);
  });

  test.each([
    ["QUEU-17", "There is no rule QUEU-17. Did you mean QUEUE-17?"],
    ["EVNT-3", "There is no rule EVNT-3. Did you mean EVENT-03?"],
    ["LOCK-1", "There is no rule LOCK-1. There are EVENT-01 to EVENT-42 and QUEUE-01 to QUEUE-79."],
    ["semaphore", "No rule has `semaphore` in its text."],
    ["--category=closing", "--primitive=event", "No rule of events is about closing."],
    ["--category=ordr", "argument 'ordr' is invalid. Allowed choices are values, cancellation,"],
  ])("refuses %s with a sentence and exit code 2", async (...given) => {
    const { exitCode, stdout, stderr } = await runCommand(["rules", ...given.slice(0, -1)]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr.replace(/\s+/g, " ")).toContain(given.at(-1));
    expect(stderr).toMatch(/^Usage error: /);
  });

  test("lists all rules, a line each, and fewer by primitive, category and words", async () => {
    const ids = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await runCommand(["rules", ...args]);
      return stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(" ")[0] ?? "");
    };
    const idsOf = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);
    expect(await ids()).toEqual(idsOf(ALL));
    expect(await ids("--primitive", "event")).toEqual(idsOf(rulesOf("event")));
    expect(await ids("--category", "time")).toEqual(idsOf(ALL.filter(({ category }) => category === "time")));
    expect(await ids("lost", "WAKEUP", "--primitive", "queue", "--category", "cancellation")).toEqual(["QUEUE-17"]);
  });

  test("prints JSON and nothing else", async () => {
    const { stdout } = await runCommand(["rules", "QUEUE-17", "--json"]);
    const [rule] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(Object.keys(rule ?? {})).toEqual([
      "id",
      "sentence",
      "intent",
      "category",
      "needs",
      "refines",
      "lookAt",
      "smallestWrong",
    ]);
    expect(rule).toMatchObject({
      id: "QUEUE-17",
      category: "cancellation",
      lookAt: expect.stringContaining("get()") as string,
    });
  });
});

describe("a rule at length", () => {
  test.each(ALL.map((rule) => [rule.id, rule] as const))(
    "%s has a history in sentences, or says why not",
    (_id, rule) => {
      const { smallest } = explanationOf(rule);
      if (rule.bulk) expect(smallest).toEqual([]);
      else expect(smallest.flatMap(({ sentences }) => sentences).join("\n")).toMatch(/\w/);
      expect(smallest.flatMap(({ sentences }) => sentences).join("\n")).not.toMatch(/undefined|NaN|\?/);
    },
  );

  test("fits any terminal: no line is wider, and no word is lost", () => {
    const words = (text: string): string => text.replace(/\s+/g, " ");
    for (const width of [80, 60, 40]) {
      const look = { painter: plainPainter, width };
      for (const rule of ALL) {
        const text = formatRule(explanationOf(rule), look);
        expect(text.split("\n").filter((line) => line.length > width)).toEqual([]);
        for (const part of [rule.sentence, rule.intent, rule.lookAt]) expect(words(text)).toContain(part);
      }
      const list = formatRuleList(ALL, look);
      expect(list.split("\n").filter((line) => line.length > width)).toEqual([]);
    }
  });

  test("every category has rules", () => {
    for (const category of CATEGORIES) expect(ALL.some((rule) => rule.category === category)).toBe(true);
  });
});
