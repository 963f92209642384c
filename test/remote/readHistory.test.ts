import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { defineRemote } from "../../src/adapters/remote/defineRemote.js";
import { toSubject } from "../../src/adapters/subject.js";
import { createNodeHost } from "../../src/host/node.js";
import { checkConformance } from "../../src/runner/check.js";
import { cancellableVerbs } from "../../src/runner/smoke.js";
import { runPlan } from "../../src/scheduler/execute.js";
import { describeHistory, type History, type HistoryDocument } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { readHistory } from "../../src/scheduler/readHistory.js";
import { AdapterError, type Subject } from "../../src/scheduler/subject.js";
import { call, cancel, plan } from "../scheduler/handmade.js";
import { correctSubjects } from "../subjects/index.js";

interface Case {
  readonly subject: Subject;
  readonly plan: Plan;
  readonly history: History;
  readonly document: HistoryDocument;
}

const host = createNodeHost();

/** Runs of plans of the swarm for an adapter, up to `most`: the strategy that draws everything. */
async function casesOf(adapter: AnyAdapter, most: number): Promise<readonly Case[]> {
  const plans: Plan[] = [];
  await checkConformance(adapter, { rule: "swarm", numRuns: 20, onPlan: (plan) => void plans.push(plan) });
  const { cancellable } = await cancellableVerbs(adapter, host, () => undefined);
  const subject = toSubject(adapter, { cancellable });
  const cases: Case[] = [];
  for (const plan of plans.slice(-most)) {
    const history = await runPlan(subject, plan, host);
    cases.push({ subject, plan, history, document: copy(describeHistory(history, subject)) });
  }
  return cases;
}

const copy = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

const cases = (
  await Promise.all(correctSubjects.filter((_, index) => index % 2 === 0).map(({ adapter }) => casesOf(adapter, 120)))
).flat();

const ajv = new Ajv2020({ strict: true, strictRequired: false });
const schema = readFileSync(new URL("../../schema/history.schema.json", import.meta.url), "utf8");
const isHistory = ajv.compile(JSON.parse(schema) as object);

test("is the inverse of describeHistory, whose documents fit the schema", () => {
  const seen = new Set<string>();
  for (const { subject, plan, history, document } of cases) {
    const read = readHistory(copy(document), plan, subject);
    const where = `${subject.name}: ${JSON.stringify(plan)}`;
    expect(read.events, where).toEqual(history.events);
    expect([...read.details], where).toEqual([...history.details]);
    expect([read.neverIssued, read.unhandled], where).toEqual([history.neverIssued, history.unhandled]);
    expect(isHistory(document), where).toBe(true);
    for (const event of document.events)
      for (const field of Object.keys(event)) seen.add(field === "kind" ? event.kind : `${event.kind}.${field}`);
  }
  expect(cases.length).toBeGreaterThan(1_000);
  const unusual = [
    "call.variant",
    "call.priority",
    "call.aborted",
    "cancel.shared",
    "lateCancel.shared",
    "elapse.isLast",
  ];
  expect(["now", "settle", "turn", "quiet", "elapse", ...unusual].filter((field) => !seen.has(field))).toEqual([]);
});

/** A generator with a seed, so that a corruption that gets through is found again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Fields = Record<string, unknown>;
const VALUES: readonly unknown[] = [
  null,
  -1,
  0,
  1,
  2,
  3,
  99,
  1.5,
  "",
  "get",
  "quiet",
  true,
  false,
  [],
  {},
  { is: "ok" },
];

/** Changes one thing of a history. */
function corrupt(document: HistoryDocument, next: (below: number) => number): HistoryDocument {
  const data = copy(document) as unknown as { events: Fields[]; neverIssued: number[] } & Fields;
  const { events } = data;
  const at = next(events.length);
  const event = events[at] as Fields;
  const names = Object.keys(event);
  const name = names[next(names.length)] as string;
  const ways: readonly (() => void)[] = [
    () => delete event[name],
    () => (event[name] = VALUES[next(VALUES.length)]),
    () =>
      (event[
        ["step", "client", "variant", "priority", "aborted", "silent", "shared", "isLast", "other"][next(9)] as string
      ] = VALUES[next(VALUES.length)]),
    () => events.splice(at, 1),
    () => events.splice(at, 0, copy(event)),
    () => events.splice(next(events.length + 1), 0, copy(event)),
    () => events.splice(at, 2, events[at + 1] as Fields, event),
    () => events.splice(at),
    () => (event["step"] = next(8)),
    () => (event["client"] = next(4)),
    () =>
      (event["outcome"] = {
        ...(event["outcome"] as object),
        [["is", "item", "detail"][next(3)] as string]: [...VALUES, "closed", "item", "cancelled"][
          next(VALUES.length + 3)
        ],
      }),
    () =>
      (event["observed"] = {
        ...(event["observed"] as object),
        [["size", "isSet", "nobody", "listeners"][next(4)] as string]: VALUES[next(VALUES.length)],
      }),
    () =>
      (event["kind"] = ["call", "now", "settle", "again", "cancel", "lateCancel", "turn", "quiet", "elapse", "observe"][
        next(10)
      ]),
    () => data.neverIssued.push(next(8)),
    () => data.neverIssued.pop(),
    () =>
      (data[["version", "events", "neverIssued", "unhandled", "other"][next(5)] as string] =
        VALUES[next(VALUES.length)]),
  ];
  ways[next(ways.length)]?.();
  return data as unknown as HistoryDocument;
}

/** What a plan says of a run, in order: all but how operations end, and what is observed. */
const skeleton = ({ events }: HistoryDocument): string =>
  JSON.stringify(
    events
      .filter(({ kind, step }) => kind !== "settle" && kind !== "again" && step !== undefined)
      .map(({ kind, step, client, verb }) => [kind, step, client, verb]),
  );

test("refuses what is corrupted in one sentence; what gets through is what only the program can know", () => {
  const next = generator(7);
  let refused = 0;
  /** Ends, times of ends, observed values. */
  let claims = 0;
  /** Another order of what a client does by itself: who knows when it was its turn? */
  const orders: string[] = [];
  for (let run = 0; run < 40_000; run++) {
    const { subject, plan, document } = cases[next(cases.length)] as Case;
    const corrupted = copy(corrupt(document, next));
    if (JSON.stringify(corrupted) === JSON.stringify(document)) continue;
    try {
      readHistory(corrupted, plan, subject);
      if (skeleton(corrupted) === skeleton(document)) claims++;
      else orders.push(`${JSON.stringify(plan)} ${skeleton(document)} ${skeleton(corrupted)}`);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      expect(error.message).toMatch(/^no history: [^\n]+$/);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(30_000);
  expect(claims).toBeGreaterThan(1_000);
  expect(orders.length, orders.slice(0, 5).join("\n")).toBeLessThan(60);
});

const sentence = (document: unknown, plan: Plan = PLAN): string => {
  try {
    readHistory(document, plan, SUBJECT);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(AdapterError);
    return (error as Error).message;
  }
};

const cancellable = { ...profiles.fifo, cancellation: { put: "method", get: "method" } } as const;
const SUBJECT = toSubject(
  defineRemote({
    primitive: "queue",
    name: "remote",
    verbs: ["put", "get", "putNowait", "getNowait"],
    observers: ["size"],
    run: () => Promise.reject(new Error("nothing runs here")),
    profile: cancellable,
  }),
);
// A waits in get(); in the next turn B puts; later A's second get() is cancelled
const PLAN = plan(call("A", "get", 1), call("B", "putNowait"), call("A", "get", 0), cancel("A"));
const WHOLE: HistoryDocument = {
  version: 1,
  events: [
    { kind: "call", step: 0, client: 0, verb: "get" },
    { kind: "turn", step: 0 },
    { kind: "now", step: 1, client: 1, verb: "putNowait", item: 1, outcome: { is: "ok" } },
    { kind: "settle", step: 0, client: 0, verb: "get", outcome: { is: "item", item: 1 } },
    { kind: "quiet", step: 1, observed: { size: 0 } },
    { kind: "call", step: 2, client: 0, verb: "get" },
    { kind: "cancel", step: 3, client: 0, verb: "get" },
    { kind: "settle", step: 2, client: 0, verb: "get", outcome: { is: "cancelled" } },
    { kind: "quiet", step: 3, observed: { size: 0 } },
    { kind: "quiet", observed: { size: 0 } },
  ],
  neverIssued: [],
};

/** The history with some fields of one event changed, or without the event. */
const changed = (at: number, fields: object | null): unknown => ({
  ...WHOLE,
  events: WHOLE.events.flatMap((event, index) =>
    index !== at ? [event] : fields === null ? [] : [{ ...event, ...fields }],
  ),
});

test("takes the whole one", () => expect(sentence(WHOLE)).toBe(""));

test.each([
  ["nothing", undefined, "a history is `undefined`, not an object"],
  ["null", null, "a history is `null`, not an object"],
  ["an array", [], "a history is `array of 0`, not an object"],
  ["another version", { ...WHOLE, version: 2 }, "`version` is `2`, not 1"],
  ["events that are none", { ...WHOLE, events: {} }, "`events` is `{}`, not an array"],
  ["a hole", { ...WHOLE, events: new Array(1) }, "event 0 is `undefined`, not an object"],
  ["an unknown field", { ...WHOLE, note: "" }, "a history has no `note`"],
  ["an unknown kind", changed(1, { kind: "toString" }), 'event 1 cannot be: its kind is `"toString"`'],
  ["a field of another kind", changed(1, { client: 0 }), "event 1 cannot be: a turn has no `client`"],
  ["a step beyond the plan", changed(0, { step: 4 }), "event 0 cannot be: its step is `4`"],
  ["another client", changed(0, { client: 1 }), "event 0 cannot be: step 0 does not say so"],
  ["a client that is none", changed(0, { client: 4 }), "event 0 cannot be: its client is `4`"],
  ["an unknown verb", changed(0, { verb: "peek" }), 'event 0 cannot be: its verb is `"peek"`'],
  ["another verb", changed(3, { verb: "put" }), "event 3 cannot be: step 0 does not say so"],
  ["a turn that is left out", changed(1, null), "event 1 cannot be: the gap of step 0 is not over"],
  ["a turn too many", changed(4, { kind: "turn", observed: undefined }), "event 4 cannot be: a turn has no `observed`"],
  ["a call that is left out", changed(0, null), "event 0 cannot be: step 0 waits no turns here"],
  [
    "an attempt that is left out",
    changed(2, null),
    "event 2 cannot be: it delivers the item of step `1`, which was not put before",
  ],
  ["a cancel that is left out", changed(6, null), "event 7 cannot be: step 3 does not wait for quiet here"],
  [
    "a cancel of another verb",
    changed(6, { verb: "put" }),
    "event 6 cannot be: the last operation of client 0 is no put",
  ],
  [
    "a late cancel of what is outstanding",
    changed(6, { kind: "lateCancel" }),
    "event 6 cannot be: client 0 has an operation outstanding",
  ],
  ["an operation that is over", changed(3, { step: 2 }), "event 3 cannot be: no operation of step 2 is outstanding"],
  [
    "a second settlement of what has not settled",
    changed(3, { kind: "again" }),
    "event 3 cannot be: no operation of step 0 has settled",
  ],
  [
    "an item nobody put",
    changed(3, { outcome: { is: "item", item: 2 } }),
    "event 3 cannot be: it delivers the item of step `2`, which was not put before",
  ],
  [
    "an item of nowhere",
    changed(3, { outcome: { is: "item" } }),
    "event 3 cannot be: it delivers the item of step `undefined`, which was not put before",
  ],
  ["no outcome", changed(3, { outcome: undefined }), "an outcome is `undefined`, not an object"],
  ["an unknown outcome", changed(3, { outcome: { is: "valueOf" } }), 'event 3 cannot be: its outcome is `"valueOf"`'],
  [
    "an observer that is missing",
    changed(4, { observed: {} }),
    "event 4 cannot be: `size` is `undefined`, not a number",
  ],
  [
    "an observer nobody knows",
    changed(4, { observed: { size: 0, length: 0 } }),
    "event 4 cannot be: nobody observes `length`",
  ],
  [
    "a value that is no number",
    changed(4, { observed: { size: true } }),
    "event 4 cannot be: `size` is `true`, not a number",
  ],
  [
    "an end that is no quiet point",
    { ...WHOLE, events: WHOLE.events.slice(0, 8) },
    "its end cannot be: it is no quiet point",
  ],
  [
    "an end that comes early",
    { ...WHOLE, events: WHOLE.events.slice(0, 5) },
    "its end cannot be: step 3 comes before it",
  ],
  [
    "a step that is told twice",
    { ...WHOLE, neverIssued: [2] },
    "its end cannot be: step 2 was issued and never issued",
  ],
  ["steps that are none", { ...WHOLE, neverIssued: [7] }, "`neverIssued` names no steps of the plan in their order"],
  ["rejections that are no number", { ...WHOLE, unhandled: -1 }, "`unhandled` is `-1`, not a number of rejections"],
])("refuses %s", (_, document, told) => {
  expect(sentence(document).replace("no history: ", "")).toBe(told);
});

test("an operation that settles by itself after everything was quiet is refused", () => {
  const [first, turn, put, settle, quiet, ...others] = WHOLE.events;
  const events = [first, turn, put, quiet, settle, ...others];
  expect(sentence({ ...WHOLE, events })).toBe(
    "no history: event 4 cannot be: everything is quiet, and nothing was done since",
  );
});
