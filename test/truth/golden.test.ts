/**
 * What CPython gave (test/truth/golden) proves the models, on a machine without Python too; live.test.ts asks again where
 * there is one. `node scripts/golden.mjs` makes the golden files.
 *
 * For every golden history: the relation under profile `asyncio` explains it, and at asyncio's own turns the model allows
 * just this one, or more for one of the two named reasons (compareWithPython.ts). For every fact: its history is the one
 * that the page expects, and no history that differs in one place is explained, but for the order in which two operations
 * end that one call has let go on: there the profile leaves the choice.
 */
import * as asyncio from "async-tck/asyncio";
import { describe, expect, test } from "vitest";
import { asyncioAdapters } from "../../src/adapters/asyncio/adapters.js";
import { createNodeHost } from "../../src/host/node.js";
import { Workbench } from "../../src/runner/workbench.js";
import { describeHistory, type HistoryDocument } from "../../src/scheduler/history.js";
import { readHistory } from "../../src/scheduler/readHistory.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import { alterationsOf, type AlterationKind } from "./alterations.js";
import { whyMore } from "./compareWithPython.js";
import { formatPlan, OBJECTS, type ObjectName } from "./factNotation.js";
import { FACTS, FAMILIES } from "./facts.js";
import { benchOf, COMMAND, needsShutdown, readGolden, toGolden, type Golden, type Histories } from "./golden.js";
import { toGoldenText } from "./goldenText.js";
import { endsOf, mismatches } from "./mismatches.js";

const golden = readGolden();
const read = (histories: Histories): readonly Golden[] =>
  Object.entries(histories).map(([line, text]) => toGolden(line, text));
const factHistories = new Map(Object.entries(golden.facts).map(([id, histories]) => [id, read(histories)]));
const random = read(golden.plans);
const all = [...[...factHistories.values()].flat(), ...random];

/** Whether the relation explains a history of the plan; null where it is none. */
function explains({ noted }: Golden, history: HistoryDocument): boolean | null {
  const bench = benchOf(noted.object);
  try {
    return (
      bench.judge(noted.plan.config).compare(readHistory(history, noted.plan, bench.subject), []).is === "conforms"
    );
  } catch (error) {
    if (error instanceof AdapterError) return null;
    throw error;
  }
}

/** Why the model allows more than the golden history, at asyncio's own turns. */
function tightness({ noted, history }: Golden): string {
  const bench = benchOf(noted.object);
  return whyMore(bench, noted.plan, readHistory(history, noted.plan, bench.subject));
}

const REASONS = ["exact", "order of release", "equal priorities"];

describe("the golden files", () => {
  test("say how they are made, and which versions of CPython gave them", () => {
    expect(golden).toMatchObject({ madeBy: COMMAND });
    const minors = golden.versions.map((version) => version.split(".").slice(0, 2).join("."));
    expect(minors).toEqual(expect.arrayContaining(["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]));
    expect(golden.withShutdown).toEqual(golden.versions.filter((version) => Number(version.split(".")[1]) >= 13));
  });

  test("hold every fact of the page, and what they hold is asked for in facts.ts", () => {
    const ids = Object.entries(FAMILIES).flatMap(([family, count]) =>
      Array.from({ length: count }, (_, at) => `${family}-${String(at + 1).padStart(2, "0")}`),
    );
    expect(Object.keys(FACTS)).toEqual(ids);
    for (const [id, { plans, because, ...fact }] of Object.entries(FACTS)) {
      expect([id, Object.keys(golden.facts[id] ?? {})]).toEqual([id, plans]);
      expect([id, id in golden.observed]).toEqual([id, "observed" in fact]);
      // a script stands where a plan cannot show it, and says why
      expect([id, because !== undefined]).toEqual([id, "observed" in fact]);
      expect([id, plans.length > 0 || "observed" in fact]).toEqual([id, true]);
    }
    expect(Object.keys(golden.observed).filter((id) => !(id in FACTS))).toEqual(["heap"]);
  });

  test("lose nothing in their lines", () => {
    for (const { line, noted, text, history } of all) {
      const { subject } = benchOf(noted.object);
      expect(toGoldenText(history, subject)).toBe(text);
      const flat = readHistory(history, noted.plan, subject);
      expect(describeHistory(flat, subject)).toEqual(history);
      if (line in golden.plans) expect(formatPlan(noted.object, noted.plan)).toBe(line);
    }
  });
});

describe("the facts", () => {
  const facts = Object.entries(FACTS).map(([id, fact]) => ({ id, says: fact.says, fact }));
  test.each(facts)("$id: $says", ({ id, fact }) => {
    for (const one of factHistories.get(id) ?? []) {
      expect([one.line, mismatches(one.noted, one.history)]).toEqual([one.line, []]);
      expect([one.line, explains(one, one.history)]).toEqual([one.line, true]);
      expect(REASONS).toContain(tightness(one));
      const refused = alterationsOf(one.history).filter(({ history }) => explains(one, history) === false);
      expect([one.line, refused.length > 0]).toEqual([one.line, true]);
    }
    if ("observed" in fact) expect(golden.observed[id]).toEqual(fact.observed);
  });

  test("leave one history, but for the order of those whom one call wakes and of equal priorities", () => {
    const found = [...factHistories.values()].flat().map(tightness);
    expect(found.filter((why) => !REASONS.includes(why))).toEqual([]);
    expect(found.filter((why) => why === "exact").length).toBeGreaterThan(0.9 * found.length);
  });

  test("are contradicted by every history that differs in one place, but for an order that the profile leaves open", () => {
    const verdicts: Record<AlterationKind, string[]> = {
      "another end": [],
      "no end": [],
      "another reading": [],
      "another order": [],
    };
    for (const one of [...factHistories.values()].flat()) {
      for (const { kind, history } of alterationsOf(one.history)) {
        const isExplained = explains(one, history);
        verdicts[kind].push(isExplained === null ? "no history" : isExplained ? "allowed" : "refused");
      }
    }
    const kinds = Object.entries(verdicts).map(([kind, found]) => [kind, [...new Set(found)].sort()]);
    expect(Object.fromEntries(kinds)).toEqual({
      "another end": ["refused"],
      // where the client goes on afterwards it is no history at all
      "no end": ["no history", "refused"],
      "another reading": ["refused"],
      "another order": ["allowed"],
    });
    expect(verdicts["another end"].length).toBeGreaterThan(900);
    expect(tally(verdicts["no end"])["refused"]).toBeGreaterThan(120);
    expect(verdicts["another reading"].length).toBeGreaterThan(600);
  });
});

describe("random plans", () => {
  test("the relation explains every history", () => {
    expect(random.filter((one) => explains(one, one.history) !== true).map(({ line }) => line)).toEqual([]);
  });

  test.each(OBJECTS)("at asyncio's turns the model allows no other history: %s", (object) => {
    const mine = random.filter(({ noted }) => noted.object === object);
    const found = mine.map((one) => ({ line: one.line, why: tightness(one) }));
    expect(found.filter(({ why }) => !REASONS.includes(why))).toEqual([]);
    expect(found.filter(({ why }) => why === "exact").length).toBeGreaterThan(0.85 * found.length);
    const withShutdown = mine.filter(({ noted }) => needsShutdown(noted.plan)).length;
    expect(withShutdown >= 100 || object === "Event").toBe(true);
  });
});

/**
 * The port is JavaScript, where a caller goes on a turn after its operation is over, and not in the same step as in Python.
 * Two things follow. A cancel in that turn comes before the caller knows of the end: it is recorded as a cancel and not as
 * a late one, and changes nothing either way. And a client that does something as it goes on does it a turn later, which may
 * be after what the plan says next: such plans need not end alike.
 */
describe("async-tck/asyncio, the port to TypeScript", () => {
  const benches = new Map(
    Object.entries(asyncioAdapters).map(([name, adapter]) => {
      const cancellations = { cancellable: ["wait", "put", "get", "join"], abortable: [], clientsDiffer: false };
      return [name, new Workbench(adapter, createNodeHost(), cancellations, () => undefined)];
    }),
  );

  async function portOf({ noted: { object, plan } }: Golden): Promise<HistoryDocument> {
    const bench = benches.get(object);
    if (!bench) throw new Error(`there is no port of ${object}`);
    return describeHistory(await bench.run(plan), bench.subject);
  }

  /** How each call ends, in which order they end, and what is read at each quiet point. */
  function shown({ plan, object }: Golden["noted"], history: HistoryDocument): unknown {
    const names = benchOf(object).subject.observers.map(({ name }) => name);
    return {
      ends: endsOf(plan, history).filter((_, at) => plan.steps[at]?.do === "call"),
      order: history.events.flatMap(({ kind, step }) => (kind === "settle" ? [step] : [])),
      quiet: history.events.flatMap(({ kind, step, observed }) =>
        kind === "quiet" ? [{ step, values: names.map((name) => observed?.[name]) }] : [],
      ),
    };
  }

  /** Whether a client does something between the end of its operation and the next quiet point, because it goes on. */
  function goesOn({ noted: { plan }, history: { events } }: Golden): boolean {
    const settled = new Set<number | undefined>();
    return events.some(({ kind, client, step = -1 }) => {
      if (kind === "quiet") settled.clear();
      if (kind === "settle") settled.add(client);
      const done = plan.steps[step];
      const waits = kind === "call" || (kind === "now" && done?.do === "call" && done.chained === true);
      return waits && settled.has(client);
    });
  }

  test("does what CPython does wherever no client goes on before all is quiet", async () => {
    const plain = all.filter((one) => !goesOn(one));
    for (const one of plain) {
      expect([one.line, shown(one.noted, await portOf(one))]).toEqual([one.line, shown(one.noted, one.history)]);
    }
    expect(plain.length).toBeGreaterThan(all.length / 2);
  });

  test("may differ where one does, because it goes on a turn later", async () => {
    const others = all.filter(goesOn);
    const alike: boolean[] = [];
    for (const one of others) {
      const [mine, theirs] = [shown(one.noted, await portOf(one)), shown(one.noted, one.history)];
      alike.push(JSON.stringify(mine) === JSON.stringify(theirs));
    }
    expect(alike.filter(Boolean).length).toBeGreaterThan(alike.length / 2);
    expect(alike).toContain(false);
  });

  test("orders equal priorities as CPython's heap, and keeps what could not be compared where that does", () => {
    const schedules = Object.entries(golden.observed["heap"] as Readonly<Record<string, string>>);
    expect(schedules).toHaveLength(40);
    expect(schedules.filter(([, answers]) => answers.includes("TypeError")).length).toBeGreaterThan(10);
    for (const [calls, answers] of schedules) expect([calls, heapAnswers(calls)]).toEqual([calls, answers]);
  });
});

/** What the port answers to a schedule of facts.py, `put 1, put !, get`; `!` is compared with nothing. */
function heapAnswers(calls: string): string {
  const queue = new asyncio.PriorityQueue<{ readonly number: number; readonly priority: string }>(0, {
    isLess: (a, b) => {
      if (a.priority === "!" || b.priority === "!") throw new TypeError("not comparable");
      return a.priority < b.priority;
    },
  });
  const answers = calls.split(", ").map((call, number) => {
    const [verb, priority = ""] = call.split(" ");
    try {
      if (verb === "get") return String(queue.getNowait().number);
      queue.putNowait({ number, priority });
      return "ok";
    } catch (error) {
      return (error as Error).name;
    }
  });
  return answers.join(", ");
}

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
